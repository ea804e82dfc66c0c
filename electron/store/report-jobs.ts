// Export jobs with the request each was queued with, which the general job list does not carry.
import type { Job } from '../../shared/domain/job.ts';
import { findJob, listJobs } from './jobs.ts';
import type { Queries } from './open.ts';

export interface StoredExport {
  job: Job;
  /** The payload it was queued with. */
  payload: unknown;
}

/** Export jobs, newest first. */
export async function listExports(db: Queries): Promise<StoredExport[]> {
  const jobs = await listJobs(db, { kind: 'report', limit: 1000 });
  const payloads = await db.selectFrom('job').select(['id', 'payload']).where('kind', '=', 'report').execute();
  const payloadOf = new Map(payloads.map(({ id, payload }) => [id, JSON.parse(payload) as unknown]));
  return jobs.map((job) => ({ job, payload: payloadOf.get(job.id) }));
}

/** An export job by id; null where there is none, or the job is of another kind. */
export async function findExport(db: Queries, id: string): Promise<StoredExport | null> {
  const job = await findJob(db, id);
  if (job === null || job.kind !== 'report') return null;
  const row = await db.selectFrom('job').select('payload').where('id', '=', job.id).executeTakeFirstOrThrow();
  return { job, payload: JSON.parse(row.payload) };
}

/** Those of the given location ids that are in no row. */
export async function unknownLocations(db: Queries, ids: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('location').select('id').execute();
  const known = new Set<string>(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
