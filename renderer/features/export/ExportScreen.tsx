import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function ExportScreen() {
  return (
    <Page title="Export">
      <EmptyState title="No exports yet" />
    </Page>
  );
}
