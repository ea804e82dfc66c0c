// Folders that were dropped anywhere on the window, waiting for the import panel to take them up.
import { create } from 'zustand';

/** In Electron a drop is paths on this computer; in a browser it is file handles whose bytes must be sent. */
export type Dropped = { kind: 'paths'; paths: string[] } | { kind: 'entries'; entries: FileSystemEntry[] };

interface DropState {
  dropped: Dropped | null;
  put(dropped: Dropped): void;
  take(): Dropped | null;
}

export const useDrop = create<DropState>((set, get) => ({
  dropped: null,
  put: (dropped) => set({ dropped }),
  take: () => {
    const { dropped } = get();
    if (dropped !== null) set({ dropped: null });
    return dropped;
  },
}));

/** Reads a drop while its event is being handled; the handles are gone afterwards. Null where nothing was dropped. */
export function readDrop(transfer: DataTransfer): Dropped | null {
  if (window.herdbook) {
    const paths = window.herdbook.pathsOf([...transfer.files]).filter((path) => path !== '');
    return paths.length === 0 ? null : { kind: 'paths', paths };
  }
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return entries.length === 0 ? null : { kind: 'entries', entries };
}
