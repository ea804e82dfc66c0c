import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function HorsesScreen() {
  return (
    <Page title="Horses">
      <EmptyState title="No horses in the register yet" />
    </Page>
  );
}
