import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function ProfileScreen() {
  return (
    <Page title="Profile">
      <EmptyState title="This individual is not in the register" />
    </Page>
  );
}
