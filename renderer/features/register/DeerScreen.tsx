import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function DeerScreen() {
  return (
    <Page title="Deer">
      <EmptyState title="No deer in the register yet" />
    </Page>
  );
}
