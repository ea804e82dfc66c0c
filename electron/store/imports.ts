// Imports and the fate of every file they found. The rows are written so that an import that was killed at any moment knows, when it
// runs again, what is stored and what is still waiting.
import type { ImportRequest, ImportResult } from '../../shared/contract/import.ts';
import type { ImportId, JobId, MediaId } from '../../shared/domain/ids.ts';
import { insertMedia, type NewMedia } from './media-writing.ts';
import type { Queries } from './open.ts';
import { newId, now } from './rows.ts';
import type { ImportFileTable } from './schema.ts';

export type ImportState = 'listing' | 'storing' | 'grouping' | 'done';
export interface ImportRow {
  id: ImportId;
  jobId: JobId | null;
  state: ImportState;
  request: ImportRequest;
  result: ImportResult | null;
  startedAt: string;
  finishedAt: string | null;
}
export interface FoundFile {
  /** Absolute. A folder (that could not be read) ends in a separator. */
  path: string;
  source: string;
  sizeBytes: number;
  /** Set when the fate is known without opening the file. */
  fate?: { state: 'skipped' | 'failed'; reason: string };
}
/** What became of one file. */
export interface Fate {
  path: string;
  state: Exclude<ImportFileTable['state'], 'waiting'>;
  reason: string | null;
  mediaId: MediaId | null;
  sameAs: string | null;
}

export async function createImport(db: Queries, request: ImportRequest): Promise<ImportId> {
  const id = newId<ImportId>();
  await db
    .insertInto('import')
    .values({
      id,
      job_id: null,
      request: JSON.stringify(request),
      state: 'listing',
      result: null,
      started_at: now(),
      finished_at: null,
    })
    .execute();
  return id;
}

export async function setImportJob(db: Queries, id: ImportId, jobId: JobId): Promise<void> {
  await db.updateTable('import').set({ job_id: jobId }).where('id', '=', id).execute();
}

export async function setImportState(db: Queries, id: ImportId, state: ImportState): Promise<void> {
  await db.updateTable('import').set({ state }).where('id', '=', id).execute();
}

export async function finishImport(db: Queries, id: ImportId, result: ImportResult): Promise<void> {
  await db
    .updateTable('import')
    .set({ state: 'done', result: JSON.stringify(result), finished_at: now() })
    .where('id', '=', id)
    .execute();
}

export async function findImport(db: Queries, id: ImportId): Promise<ImportRow | null> {
  const row = await db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toImport(row);
}

/** An import of exactly the same request that has not ended and whose job still waits or runs: what was interrupted goes on as it. */
export async function findInterrupted(
  db: Queries,
  request: ImportRequest,
): Promise<{ id: ImportId; jobId: JobId } | null> {
  const row = await db
    .selectFrom('import')
    .innerJoin('job', 'job.id', 'import.job_id')
    .select(['import.id', 'import.job_id as jobId'])
    .where('import.state', '!=', 'done')
    .where('import.request', '=', JSON.stringify(request))
    .where('job.state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return row === undefined || row.jobId === null ? null : { id: row.id, jobId: row.jobId };
}

/** Newest first. */
export async function listImports(db: Queries): Promise<ImportRow[]> {
  return (await db.selectFrom('import').selectAll().orderBy('id', 'desc').execute()).map(toImport);
}

const toImport = (row: {
  id: ImportId;
  job_id: JobId | null;
  state: string;
  request: string;
  result: string | null;
  started_at: string;
  finished_at: string | null;
}): ImportRow => ({
  id: row.id,
  jobId: row.job_id,
  state: row.state as ImportState,
  request: JSON.parse(row.request),
  result: row.result === null ? null : JSON.parse(row.result),
  startedAt: row.started_at,
  finishedAt: row.finished_at,
});

/** Files of these sources that could not be read are to be tried again. Folders that could not be read stay told. */
export async function waitAgain(db: Queries, id: ImportId, sources: readonly string[]): Promise<void> {
  await db
    .updateTable('import_file')
    .set({ state: 'waiting', reason: null })
    .where('import_id', '=', id)
    .where('state', '=', 'failed')
    .where('source', 'in', sources)
    .where('path', 'not like', '%/')
    .where('path', 'not like', '%\\')
    .execute();
}

/** Forgets an unfinished list of files, before listing again. */
export async function forgetFiles(db: Queries, id: ImportId): Promise<void> {
  await db.deleteFrom('import_file').where('import_id', '=', id).execute();
}

/** A file found twice (a folder and a folder inside it were both dropped) is listed once. */
export async function addFiles(db: Queries, id: ImportId, files: FoundFile[]): Promise<void> {
  if (files.length === 0) return;
  await db
    .insertInto('import_file')
    .values(
      files.map((file) => ({
        import_id: id,
        path: file.path,
        source: file.source,
        size_bytes: file.sizeBytes,
        state: file.fate?.state ?? ('waiting' as const),
        reason: file.fate?.reason ?? null,
        media_id: null,
        same_as: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The next files that are still waiting, in the order of their paths. */
export async function waitingFiles(
  db: Queries,
  id: ImportId,
  after: string,
  limit: number,
): Promise<{ path: string; source: string; sizeBytes: number }[]> {
  return db
    .selectFrom('import_file')
    .select(['path', 'source', 'size_bytes as sizeBytes'])
    .where('import_id', '=', id)
    .where('state', '=', 'waiting')
    .where('path', '>', after)
    .orderBy('path')
    .limit(limit)
    .execute();
}

export async function countFiles(db: Queries, id: ImportId): Promise<{ waiting: number; total: number }> {
  const rows = await db
    .selectFrom('import_file')
    .where('import_id', '=', id)
    .select((e) => ['state', e.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  return {
    waiting: rows.find((row) => row.state === 'waiting')?.n ?? 0,
    total: rows.reduce((sum, row) => sum + row.n, 0),
  };
}

/** Writes what became of some listed files, and the media that were made of them, in one transaction. A few hundred at most. */
export async function recordFates(
  db: Queries,
  id: ImportId,
  outcomes: { fate: Fate; media: NewMedia | null }[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ fate }) => ({
    import_id: id,
    path: fate.path,
    state: fate.state,
    reason: fate.reason,
    media_id: fate.mediaId,
    same_as: fate.sameAs,
  }));
  await db.transaction().execute(async (tx) => {
    const media = outcomes.flatMap((outcome) => outcome.media ?? []);
    await insertMedia(tx, media, now());
    // The rows are there since the files were listed; inserting over them changes all in one statement.
    await tx
      .insertInto('import_file')
      .values(rows.map((row) => ({ ...row, source: '', size_bytes: 0 })))
      .onConflict((conflict) =>
        conflict.columns(['import_id', 'path']).doUpdateSet((row) => ({
          state: row.ref('excluded.state'),
          reason: row.ref('excluded.reason'),
          media_id: row.ref('excluded.media_id'),
          same_as: row.ref('excluded.same_as'),
        })),
      )
      .execute();
  });
}

/** All files with a known fate, in the order of their paths. */
export async function fatesOf(db: Queries, id: ImportId): Promise<Fate[]> {
  const rows = await db
    .selectFrom('import_file')
    .select(['path', 'state', 'reason', 'media_id as mediaId', 'same_as as sameAs'])
    .where('import_id', '=', id)
    .where('state', '!=', 'waiting')
    .orderBy('path')
    .execute();
  return rows as Fate[];
}

export async function countPendingMedia(db: Queries, id: ImportId): Promise<number> {
  const row = await db
    .selectFrom('media')
    .where('import_id', '=', id)
    .where('status', '=', 'pending')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Whether the analysis that follows an import is already queued or running. */
export async function hasAnalysisWaiting(db: Queries, id: ImportId): Promise<boolean> {
  const rows = await db
    .selectFrom('job')
    .select('payload')
    .where('kind', '=', 'analyse')
    .where('state', 'in', ['queued', 'running'])
    .execute();
  return rows.some((row) => (JSON.parse(row.payload) as { importId?: string }).importId === id);
}
