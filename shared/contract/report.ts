// Room 5: reports and exports; and the jobs that make them, as well as all other jobs.
import { z } from 'zod';
import { JobId } from '../domain/ids.ts';
import { Job } from '../domain/job.ts';
import { ExportKind, type GroupBy, JobState, RegisterSpecies } from '../domain/words.ts';
import { call } from './call.ts';

/**
 * A request as it comes from a form or a command line. Dates and grouping are plain text here on purpose: their rules live in
 * shared/rules/export-request.ts, which reports every violated rule at once, each at its field.
 */
export const ExportRequest = z.object({
  kind: ExportKind,
  startDate: z.string(),
  endDate: z.string(),
  groupBy: z.string().default('week'),
  species: RegisterSpecies.optional(),
  locationIds: z.array(z.string()).optional(),
  title: z.string().max(200).optional(),
  /** Photographs to put into a ZIP. */
  photographs: z.enum(['none', 'crops', 'downsized', 'originals']).default('downsized'),
  coordinates: z.enum(['exact', 'coarse', 'withheld']).optional(),
  blurPeople: z.boolean().optional(),
  paper: z.enum(['a4', 'letter']).default('a4'),
  /** Absolute file or folder to write to; default: the library's exports folder. */
  out: z.string().optional(),
});
export type ExportRequest = z.infer<typeof ExportRequest>;
export type ExportRequestInput = z.input<typeof ExportRequest>;
export type { GroupBy };

export const ExportPreview = z.object({
  photographs: z.number(),
  events: z.number(),
  detections: z.number(),
  individuals: z.number(),
  estimatedBytes: z.number(),
});
export type ExportPreview = z.infer<typeof ExportPreview>;

/** An export job as `herdbook export` prints it. */
export const ExportJob = z.object({
  id: JobId,
  kind: ExportKind,
  state: z.enum(['processing', 'completed', 'failed', 'cancelled']),
  filename: z.string().nullable(),
  file: z.string().nullable(),
  bytes: z.number().nullable(),
  error: z.string().nullable(),
  progress: z.number(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type ExportJob = z.infer<typeof ExportJob>;

const WorkState = z.object({ paused: z.boolean() });

export const reportCalls = {
  'export.preview': call('Counts of what a request would contain.', ExportRequest, ExportPreview),
  'export.start': call(
    'Check a request and queue it. Violated rules come back together as an export-request error.',
    ExportRequest,
    ExportJob,
  ),
  'export.show': call(
    'One export job ("Job not found or expired" an hour after it ended).',
    z.object({ id: JobId }),
    ExportJob,
  ),
  'export.list': call('Export jobs that have not expired, newest first.', z.object({}), z.array(ExportJob)),
  'jobs.list': call(
    'Jobs, newest first.',
    z.object({ state: JobState.optional(), limit: z.number().int().min(1).max(1000).default(200) }),
    z.array(Job),
  ),
  'jobs.show': call('One job.', z.object({ id: JobId }), Job),
  'jobs.retry': call('Run a failed or cancelled job again.', z.object({ id: JobId }), Job),
  'jobs.cancel': call('Stop a queued or running job; what it finished stays.', z.object({ id: JobId }), Job),
  'jobs.pause': call(
    'Pause or resume all background work; what is under way stops at a safe point and goes on from there.',
    z.object({ paused: z.boolean() }),
    WorkState,
  ),
  'jobs.state': call('Whether background work is paused.', z.object({}), WorkState),
};
