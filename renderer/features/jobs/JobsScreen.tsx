import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function JobsScreen() {
  return (
    <Page title="Jobs">
      <EmptyState title="No jobs yet" />
    </Page>
  );
}
