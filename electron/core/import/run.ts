// The import job: list the files, take them in, group them into events, hand what came in to the analysis. Each step's result is in the
// catalogue, so a job that was killed, cancelled or stopped by a full disk goes on where it was when it runs again.
import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ImportResult } from '../../../shared/contract/import.ts';
import { ImportId } from '../../../shared/domain/ids.ts';
import { CancelledError, NotFoundError, SourceUnreadableError } from '../../../shared/errors.ts';
import { joinVideosToCamera } from '../../store/deployments.ts';
import { countEventsOfImport, deploymentsOfImport } from '../../store/events.ts';
import {
  addFiles,
  countFiles,
  countPendingMedia,
  type FoundFile,
  fatesOf,
  findImport,
  finishImport,
  forgetFiles,
  hasAnalysisWaiting,
  type ImportRow,
  setImportState,
  waitAgain,
} from '../../store/imports.ts';
import { fillCoordinates, positionsForNewLocations } from '../../store/locations.ts';
import type { House, Library } from '../house.ts';
import type { JobContext, JobRunner } from '../jobs/queue.ts';
import { clearIncoming, inWords } from './keep.ts';
import { Placement } from './placement.ts';
import { regroupDeployment } from './regroup.ts';
import { checkSources, isInside, listFiles, titleOf } from './sources.ts';
import { storeFiles } from './storing.ts';

const Payload = z.object({ importId: ImportId });
const LIST_AT_ONCE = 500;

export function importRunner(house: House): JobRunner {
  return {
    kind: 'import',
    run: async (payload, context) => {
      const library = house.library();
      try {
        return await runImport(house, library, Payload.parse(payload).importId, context);
      } catch (error) {
        throw inWords(error, library.folder);
      } finally {
        house.changed('imports', 'media', 'events', 'locations');
      }
    },
  };
}

async function runImport(house: House, library: Library, id: ImportId, context: JobContext): Promise<ImportResult> {
  const begun = performance.now();
  const { db } = library.store;
  const row = await findImport(db, id);
  if (row === null) throw new NotFoundError('This import is not in the library any more.');
  if (row.state === 'done' && row.result !== null) {
    if (row.request.staged) await removeStaged(library, row);
    return row.result;
  }
  if (row.state === 'listing') await list(library, row, context);
  const vanished = row.state === 'grouping' ? [] : await storeOrStop(house, library, row, context);
  context.progress({ ...(await progressOf(library, id)), doing: 'Grouping into events' });
  await group(library, row, context.signal);
  if (row.request.analyse) await analyseLater(library, row);
  if (vanished.length > 0) throw await goneError(library, id, vanished);
  const result = await resultOf(library, id, (performance.now() - begun) / 1000);
  await finishImport(db, id, result);
  if (row.request.staged) await removeStaged(library, row);
  return result;
}

/** Every file becomes a row before the first one is touched. A list that was interrupted is made anew. */
async function list(library: Library, row: ImportRow, context: JobContext): Promise<void> {
  const { db } = library.store;
  await forgetFiles(db, row.id);
  let found: FoundFile[] = [];
  let count = 0;
  const write = async () => {
    context.signal.throwIfAborted();
    await addFiles(db, row.id, found);
    count += found.length;
    found = [];
    context.progress({ done: 0, total: count, doing: 'Looking for files' });
  };
  for (const source of await checkSources(row.request.paths))
    for await (const file of listFiles(source, isInside(source, library.folder) ? null : library.folder)) {
      found.push(file);
      if (found.length >= LIST_AT_ONCE) await write();
    }
  await write();
  await setImportState(db, row.id, 'storing');
}

/** A person who cancels keeps what came in, in its events; a retry goes on from there. */
async function storeOrStop(house: House, library: Library, row: ImportRow, context: JobContext): Promise<string[]> {
  try {
    return await store(house, library, row, context);
  } catch (error) {
    if (context.signal.reason instanceof CancelledError) await group(library, row, new AbortController().signal);
    throw error;
  }
}

/** Answers with the sources that went away meanwhile. */
async function store(house: House, library: Library, row: ImportRow, context: JobContext): Promise<string[]> {
  const { db } = library.store;
  const originals = library.place('originals');
  const staging = library.place('staging');
  const settings = await library.settings();
  await clearIncoming(originals);
  const { waiting, total } = await countFiles(db, row.id);
  let done = total - waiting;
  const copy = row.request.mode !== 'reference';
  const draw = () => context.progress({ done, total, doing: copy ? 'Copying' : 'Reading' });
  draw();
  const { vanished } = await storeFiles(
    {
      db,
      importId: row.id,
      copy,
      library: library.folder,
      originals,
      staging,
      placement: new Placement(db, row.id, row.request, settings.timezone, staging),
      claims: new Map(),
      describe: (path) => house.inference().describe({ path }, { signal: context.signal }),
      locate: library.locate,
      signal: context.signal,
    },
    () => {
      done++;
      draw();
    },
    () => house.changed('media', 'imports', 'locations'),
  );
  if (vanished.length === 0) await setImportState(db, row.id, 'grouping');
  // What failed may have failed because its card was on the way out; with the card back it is tried again.
  else await waitAgain(db, row.id, vanished);
  return vanished;
}

async function group(library: Library, row: ImportRow, signal: AbortSignal): Promise<void> {
  const { db } = library.store;
  const { eventGapSeconds } = await library.settings();
  await joinVideosToCamera(db, row.id);
  for (const deployment of await deploymentsOfImport(db, row.id))
    await regroupDeployment(db, deployment, eventGapSeconds, signal);
  for (const { id, ...position } of await positionsForNewLocations(db, row.id, row.startedAt))
    await fillCoordinates(db, id, position);
}

async function analyseLater(library: Library, row: ImportRow): Promise<void> {
  const { db } = library.store;
  if ((await countPendingMedia(db, row.id)) === 0 || (await hasAnalysisWaiting(db, row.id))) return;
  await library.jobs.add({
    kind: 'analyse',
    title: `Analysis of ${titleOf(row.request.paths)}`,
    payload: { importId: row.id },
  });
}

async function progressOf(library: Library, id: ImportId): Promise<{ done: number; total: number }> {
  const { waiting, total } = await countFiles(library.store.db, id);
  return { done: total - waiting, total };
}

async function goneError(library: Library, id: ImportId, vanished: string[]): Promise<Error> {
  const { done, total } = await progressOf(library, id);
  return new SourceUnreadableError(
    `${vanished.join(' and ')} went away while it was being read. ${done} of ${total} files are done and safe. Put it back and retry the import: it goes on where it stopped.`,
    { field: 'paths', details: { paths: vanished } },
  );
}

async function resultOf(library: Library, id: ImportId, seconds: number): Promise<ImportResult> {
  const { db } = library.store;
  const fates = await fatesOf(db, id);
  const withState = (state: (typeof fates)[number]['state']) => fates.filter((fate) => fate.state === state);
  const reasons = (state: 'skipped' | 'failed') =>
    withState(state).map(({ path, reason }) => ({ path, reason: reason ?? '' }));
  const failed = reasons('failed');
  const imported = withState('imported').length;
  const duplicates = withState('duplicate').map(({ path, sameAs }) => ({ path, sameAs: sameAs ?? '' }));
  return {
    importId: id,
    // A folder that could not be read is among the failed, but is no media file.
    media: imported + duplicates.length + failed.filter(({ path }) => !/[\\/]$/.test(path)).length,
    imported,
    duplicates,
    skipped: reasons('skipped'),
    failed,
    events: await countEventsOfImport(db, id),
    detections: 0,
    proposals: 0,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

/** Uploads are removed once they are in, with the folders that held nothing else; only in the library's own staging folder. */
async function removeStaged(library: Library, row: ImportRow): Promise<void> {
  const staging = library.place('staging');
  for (const path of row.request.paths) {
    if (path === staging || !isInside(path, staging)) continue;
    await rm(path, { recursive: true, force: true });
    try {
      for (let above = dirname(path); above !== staging; above = dirname(above)) await rmdir(above);
    } catch {
      // Something else lies there still.
    }
  }
}
