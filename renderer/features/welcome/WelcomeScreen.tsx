import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function WelcomeScreen() {
  return (
    <Page title="Welcome">
      <EmptyState title="Herdbook" />
    </Page>
  );
}
