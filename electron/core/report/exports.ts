// Export jobs as people and `herdbook export` see them. A record lasts an hour after its job ended; the file it made stays.
import { basename } from 'node:path';
import type { ExportJob, ExportRequest } from '../../../shared/contract/report.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { JobNotFoundError } from '../../../shared/errors.ts';
import { findExport, listExports, type StoredExport } from '../../store/report-jobs.ts';
import type { House } from '../house.ts';

/** What is queued. */
export interface ReportPayload {
  request: ExportRequest;
}
/** What a finished export leaves in its job. */
export interface ReportResult {
  bytes: number;
}

const states = {
  queued: 'processing',
  running: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;

const endOf = (finishedAt: string): Temporal.Instant => Temporal.Instant.from(finishedAt).add({ hours: 1 });

/** True once an export's record is not to be shown any more. */
export function hasExpired(job: Pick<Job, 'kind' | 'finishedAt'>, now = Temporal.Now.instant()): boolean {
  if (job.kind !== 'report' || job.finishedAt === null) return false;
  return Temporal.Instant.compare(endOf(job.finishedAt), now) <= 0;
}

function toExportJob({ job, payload }: StoredExport): ExportJob {
  const { request } = payload as ReportPayload;
  const result = job.result as ReportResult | null;
  return {
    id: job.id,
    kind: request.kind,
    state: states[job.state],
    filename: job.file === null ? null : basename(job.file),
    file: job.file,
    bytes: result?.bytes ?? null,
    error: job.error,
    progress: job.progress,
    createdAt: job.createdAt,
    finishedAt: job.finishedAt,
    expiresAt: job.finishedAt === null ? null : endOf(job.finishedAt).toString({ smallestUnit: 'millisecond' }),
  };
}

export const notFoundOrExpired = (): Error => new JobNotFoundError('Job not found or expired', { field: 'id' });

/** @throws JobNotFoundError */
export async function showExport(house: House, id: string): Promise<ExportJob> {
  const stored = await findExport(house.library().store.db, id);
  if (stored === null || hasExpired(stored.job)) throw notFoundOrExpired();
  return toExportJob(stored);
}

export async function currentExports(house: House): Promise<ExportJob[]> {
  const all = await listExports(house.library().store.db);
  return all.filter(({ job }) => !hasExpired(job)).map(toExportJob);
}
