import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function JournalScreen() {
  return (
    <Page title="Journal">
      <EmptyState title="Nobody has decided anything yet" />
    </Page>
  );
}
