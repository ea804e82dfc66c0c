import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function SettingsScreen() {
  return (
    <Page title="Settings">
      <EmptyState title="Settings" />
    </Page>
  );
}
