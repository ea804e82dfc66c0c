// An import being prepared, outside the screen, so that looking at something else while files are sent or a card is read loses nothing.
import { create } from 'zustand';
import type { Output } from '../../shared/contract/contract.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';

export type Preview = Output<'import.preview'>;

/** What is being typed for one source folder. Empty text means not given. */
export interface FolderRow {
  folder: string;
  location: string;
  latitude: string;
  longitude: string;
  timezone: string;
  species: RegisterSpecies | null;
}

export interface UploadProgress {
  files: number;
  done: number;
  bytes: number;
  sent: number;
  failed: { path: string; reason: string }[];
}

export type Stage =
  | { kind: 'idle' }
  | { kind: 'sending'; progress: UploadProgress; abort: AbortController }
  | { kind: 'looking'; paths: string[]; staged: boolean }
  | {
      kind: 'planning';
      paths: string[];
      staged: boolean;
      base: string | null;
      preview: Preview;
      sendFailures: UploadProgress['failed'];
    }
  | { kind: 'running'; jobId: string };

interface ImportingState {
  stage: Stage;
  rows: FolderRow[];
  mode: 'copy' | 'reference';
  analyse: boolean;
  setStage(stage: Stage): void;
  setRows(rows: FolderRow[]): void;
  changeRow(folder: string, changed: Partial<FolderRow>): void;
  set(changed: { mode?: 'copy' | 'reference'; analyse?: boolean }): void;
}

export const useImporting = create<ImportingState>((set) => ({
  stage: { kind: 'idle' },
  rows: [],
  mode: 'copy',
  analyse: true,
  setStage: (stage) => set({ stage }),
  setRows: (rows) => set({ rows }),
  changeRow: (folder, changed) =>
    set((state) => ({ rows: state.rows.map((row) => (row.folder === folder ? { ...row, ...changed } : row)) })),
  set: (changed) => set(changed),
}));
