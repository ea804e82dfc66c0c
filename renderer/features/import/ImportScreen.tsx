import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function ImportScreen() {
  return (
    <Page title="Import">
      <EmptyState title="Drop a card here" />
    </Page>
  );
}
