import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function GalleryScreen() {
  return (
    <Page title="Gallery">
      <EmptyState title="No photographs yet" />
    </Page>
  );
}
