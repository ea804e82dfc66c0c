import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function LocationsScreen() {
  return (
    <Page title="Locations">
      <EmptyState title="No locations yet" />
    </Page>
  );
}
