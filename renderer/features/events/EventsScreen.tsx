import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function EventsScreen() {
  return (
    <Page title="Events">
      <EmptyState title="No events yet" />
    </Page>
  );
}
