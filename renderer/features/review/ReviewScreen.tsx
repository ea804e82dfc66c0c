import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function ReviewScreen() {
  return (
    <Page title="Review">
      <EmptyState title="Nothing is waiting for an answer" />
    </Page>
  );
}
