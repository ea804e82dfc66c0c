// The job table. A job is claimed by one process at a time and held by a lease that its holder renews; a job whose holder died goes
// back into the queue with nothing counted against it, because nothing was wrong with the job.
import type { JobId } from '../../shared/domain/ids.ts';
import type { Job, JobProgress } from '../../shared/domain/job.ts';
import type { JobKind, JobState } from '../../shared/domain/words.ts';
import type { Queries } from './open.ts';
import { newId, now } from './rows.ts';
import type { JobTable } from './schema.ts';

const LEASE_SECONDS = 30;

export interface NewJob {
  kind: JobKind;
  title: string;
  payload: unknown;
  /** Higher runs first. Default 0. */
  priority?: number;
  /** Tries before it is failed for good. Default 3. */
  maxAttempts?: number;
}

export interface ClaimedJob {
  id: JobId;
  kind: JobKind;
  payload: unknown;
  attempts: number;
  maxAttempts: number;
}

export async function addJob(db: Queries, job: NewJob): Promise<JobId> {
  const id = newId<JobId>();
  await db
    .insertInto('job')
    .values({
      id,
      kind: job.kind,
      title: job.title,
      state: 'queued',
      priority: job.priority ?? 0,
      payload: JSON.stringify(job.payload ?? {}),
      result: null,
      progress: 0,
      detail: null,
      attempts: 0,
      max_attempts: job.maxAttempts ?? 3,
      error: null,
      file: null,
      lease_owner: null,
      lease_until: null,
      not_before: null,
      cancel_requested: 0,
      created_at: now(),
      started_at: null,
      finished_at: null,
    })
    .execute();
  return id;
}

/** Takes the next queued job whose kind is not running anywhere, or null. One job of a kind runs at a time. */
export async function claimJob(db: Queries, owner: string): Promise<ClaimedJob | null> {
  return db.transaction().execute(async (tx) => {
    const next = await tx
      .selectFrom('job')
      .selectAll()
      .where('state', '=', 'queued')
      .where((or) => or.or([or('not_before', 'is', null), or('not_before', '<=', now())]))
      .where('kind', 'not in', (running) =>
        running.selectFrom('job as other').select('other.kind').where('other.state', '=', 'running'),
      )
      .orderBy('priority', 'desc')
      .orderBy('created_at')
      .orderBy('id')
      .executeTakeFirst();
    if (next === undefined) return null;
    const taken = await tx
      .updateTable('job')
      .set({ state: 'running', lease_owner: owner, lease_until: leaseEnd(), started_at: now(), error: null })
      .where('id', '=', next.id)
      .where('state', '=', 'queued')
      .executeTakeFirst();
    if (taken.numUpdatedRows === 0n) return null;
    return {
      id: next.id,
      kind: next.kind,
      payload: JSON.parse(next.payload),
      attempts: next.attempts,
      maxAttempts: next.max_attempts,
    };
  });
}

const leaseEnd = (): string =>
  Temporal.Now.instant().add({ seconds: LEASE_SECONDS }).toString({ smallestUnit: 'millisecond' });

/** Says that the holder is alive. */
export async function renewLeases(db: Queries, owner: string): Promise<void> {
  await db
    .updateTable('job')
    .set({ lease_until: leaseEnd() })
    .where('lease_owner', '=', owner)
    .where('state', '=', 'running')
    .execute();
}

/** Jobs that say they run but whose holder is not among the living. */
export async function abandonedJobs(
  db: Queries,
  isAlive: (owner: string) => boolean,
): Promise<{ id: JobId; kind: JobKind }[]> {
  const running = await db
    .selectFrom('job')
    .select(['id', 'kind', 'lease_owner', 'lease_until'])
    .where('state', '=', 'running')
    .execute();
  return running.filter(
    (job) => job.lease_owner === null || (job.lease_until ?? '') < now() || !isAlive(job.lease_owner),
  );
}

/** Back into the queue, with nothing counted against it; one that was to be cancelled is. */
export async function requeueJob(db: Queries, id: JobId): Promise<void> {
  const running = db.updateTable('job').where('id', '=', id).where('state', '=', 'running');
  const free = { lease_owner: null, lease_until: null };
  await running
    .set({ state: 'cancelled', ...free, finished_at: now() })
    .where('cancel_requested', '=', 1)
    .execute();
  await running.set({ state: 'queued', ...free, not_before: null }).execute();
}

/** Cancels a job that nobody has begun. Answers with whether it was so. */
export async function cancelQueued(db: Queries, id: JobId): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ state: 'cancelled', finished_at: now() })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Asks the process that runs a job to end it. */
export async function requestCancel(db: Queries, id: JobId): Promise<void> {
  await db
    .updateTable('job')
    .set({ cancel_requested: 1 })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** What this holder was asked to end. */
export async function cancelRequests(db: Queries, owner: string): Promise<JobId[]> {
  const rows = await db
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'running')
    .where('cancel_requested', '=', 1)
    .where('lease_owner', '=', owner)
    .execute();
  return rows.map(({ id }) => id);
}

export async function saveProgress(db: Queries, id: JobId, progress: JobProgress): Promise<void> {
  const share = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  await db
    .updateTable('job')
    .set({ progress: share, detail: JSON.stringify(progress) })
    .where('id', '=', id)
    .execute();
}

export async function saveFile(db: Queries, id: JobId, file: string): Promise<void> {
  await db.updateTable('job').set({ file }).where('id', '=', id).execute();
}

export async function endJob(
  db: Queries,
  id: JobId,
  end: { state: 'completed' | 'failed' | 'cancelled'; error?: string; result?: unknown; attempts?: number },
): Promise<void> {
  await db
    .updateTable('job')
    .set({
      state: end.state,
      error: end.error ?? null,
      lease_owner: null,
      lease_until: null,
      finished_at: now(),
      ...(end.state === 'completed' ? { progress: 1 } : {}),
      ...(end.attempts === undefined ? {} : { attempts: end.attempts }),
      ...(end.result === undefined ? {} : { result: JSON.stringify(end.result) }),
    })
    .where('id', '=', id)
    .execute();
}

/** Counts a failed try and queues the next one. */
export async function countAttempt(db: Queries, id: JobId, error: string, notBefore: string): Promise<void> {
  await db
    .updateTable('job')
    .set((row) => ({
      attempts: row('attempts', '+', 1),
      error,
      state: 'queued' as const,
      lease_owner: null,
      lease_until: null,
      not_before: notBefore,
    }))
    .where('id', '=', id)
    .execute();
}

/** Starts a job over by a person's wish: attempts from zero. */
export async function restartJob(db: Queries, id: JobId): Promise<void> {
  await db
    .updateTable('job')
    .set({
      state: 'queued',
      attempts: 0,
      error: null,
      progress: 0,
      not_before: null,
      cancel_requested: 0,
      finished_at: null,
      created_at: now(),
    })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'cancelled'])
    .execute();
}

export async function findJob(db: Queries, id: string): Promise<Job | null> {
  const row = await db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id as JobId)
    .executeTakeFirst();
  return row === undefined ? null : toJob(row);
}

export async function listJobs(
  db: Queries,
  options: { state?: JobState | undefined; kind?: JobKind; limit?: number } = {},
): Promise<Job[]> {
  let query = db
    .selectFrom('job')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit ?? 200);
  if (options.state !== undefined) query = query.where('state', '=', options.state);
  if (options.kind !== undefined) query = query.where('kind', '=', options.kind);
  return (await query.execute()).map(toJob);
}

export async function countJobs(db: Queries): Promise<{ queued: number; running: number; failed: number }> {
  const rows = await db
    .selectFrom('job')
    .select(['state', (e) => e.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  const count = (state: JobState) => rows.find((row) => row.state === state)?.n ?? 0;
  return { queued: count('queued'), running: count('running'), failed: count('failed') };
}

function toJob(row: JobTable): Job {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    progress: row.progress,
    detail: row.detail === null ? null : JSON.parse(row.detail),
    attempts: row.attempts,
    error: row.error,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    file: row.file,
    result: row.result === null ? null : JSON.parse(row.result),
  };
}
