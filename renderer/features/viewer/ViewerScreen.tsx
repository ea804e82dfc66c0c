import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function ViewerScreen() {
  return (
    <Page title="Photograph">
      <EmptyState title="No such photograph" />
    </Page>
  );
}
