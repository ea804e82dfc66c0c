// From a drop or chosen folders to a table that can be filled in: send the bytes where they must be sent, look into the folders, and
// propose a plan for each.
import { HerdbookError } from '../../../shared/errors.ts';
import { api } from '../../api.ts';
import type { Dropped } from '../../stores/drop.ts';
import { type FolderRow, type Preview, type Stage, type UploadProgress, useImporting } from '../../stores/importing.ts';
import { tellError } from '../../ui/tell.ts';
import { sendFiles, walkEntries } from './send.ts';

const { setStage, setRows, set } = useImporting.getState();

/** Takes a drop up; a new drop replaces an import that was being prepared, except for what was typed about the same folders. */
export async function takeUp(dropped: Dropped): Promise<void> {
  const { stage } = useImporting.getState();
  giveUp(stage);
  try {
    if (dropped.kind === 'paths') await look(dropped.paths, null, []);
    else await send(dropped.entries);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    setStage({ kind: 'idle' });
    tellError(error, 'The folders could not be taken up');
  }
}

/** What was sent to the library and is not to be imported after all is removed from there. */
export function giveUp(stage: Stage): void {
  if (stage.kind === 'sending') stage.abort.abort();
  if (stage.kind === 'planning' && stage.base !== null) dropUpload(stage.base.split(/[\\/]/).at(-1) ?? '');
}

/** Left for the next sweep where it does not work now. */
const dropUpload = (session: string) => void api.call('host.dropUpload', { session }).catch(() => {});

async function send(entries: FileSystemEntry[]): Promise<void> {
  const abort = new AbortController();
  const progress: UploadProgress = { files: 0, done: 0, bytes: 0, sent: 0, failed: [] };
  const show = () => setStage({ kind: 'sending', progress: { ...progress, failed: [...progress.failed] }, abort });
  show();
  const files = await walkEntries(entries, (path, reason) => progress.failed.push({ path, reason }));
  progress.files = files.length;
  progress.bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  if (files.length === 0) throw new HerdbookError('There are no files in what was dropped.');
  show();
  const { session, folder } = await api.call('host.beginUpload', {});
  abort.signal.addEventListener('abort', () => dropUpload(session));
  await sendFiles(
    session,
    files,
    {
      sent: ({ file }) => {
        progress.done += 1;
        progress.sent += file.size;
        show();
      },
      failed: ({ parts }, reason) => {
        progress.done += 1;
        progress.failed.push({ path: parts.join('/'), reason });
        show();
      },
    },
    abort.signal,
  );
  await look(sourcesIn(folder, entries), folder, progress.failed);
}

/** Dropped folders are sources by their own names; loose files are taken together with the folder they were sent to. */
function sourcesIn(folder: string, entries: FileSystemEntry[]): string[] {
  const separator = folder.includes('\\') ? '\\' : '/';
  return entries.every((entry) => entry.isDirectory)
    ? [...new Set(entries.map((entry) => `${folder}${separator}${entry.name}`))]
    : [folder];
}

/** @param base Staging folder of a browser upload, which people need not see; null for folders on this computer. */
async function look(paths: string[], base: string | null, sendFailures: UploadProgress['failed']): Promise<void> {
  const staged = base !== null;
  setStage({ kind: 'looking', paths, staged });
  const [preview, settings] = await Promise.all([api.call('import.preview', { paths }), api.call('settings.get', {})]);
  const typed = new Map(useImporting.getState().rows.map((row) => [row.folder, row]));
  setRows(preview.folders.map((folder) => typed.get(folder.folder) ?? firstPlan(folder, settings.timezone)));
  // Staged files already are copies inside the library's folder; from a card the copy is the safe answer, from a fixed disk too.
  set({ mode: 'copy', analyse: settings.analyseOnImport });
  setStage({ kind: 'planning', paths, staged, base, preview, sendFailures });
}

function firstPlan(folder: Preview['folders'][number], timezone: string): FolderRow {
  return {
    folder: folder.folder,
    location: folder.suggestedLocation,
    latitude: folder.latitude === null ? '' : String(folder.latitude),
    longitude: folder.longitude === null ? '' : String(folder.longitude),
    timezone,
    species: null,
  };
}
