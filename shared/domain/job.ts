// Jobs: everything that takes time is a row of one table; screens and the command line draw what it says.
import { z } from 'zod';
import { JobId } from './ids.ts';
import { JobKind, JobState } from './words.ts';

export const JobProgress = z.object({
  done: z.number(),
  total: z.number(),
  /** Items per second over the last moments; null before there is one. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** What is being done now, in words without counts ("Copying"). */
  doing: z.string(),
});
export type JobProgress = z.infer<typeof JobProgress>;

export const Job = z.object({
  id: JobId,
  kind: JobKind,
  title: z.string(),
  state: JobState,
  /** 0–1. */
  progress: z.number(),
  detail: JobProgress.nullable(),
  attempts: z.number(),
  error: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** Absolute path of what the job made, for exports. */
  file: z.string().nullable(),
  /** Kind-specific result (import counts, export totals). */
  result: z.unknown().nullable(),
});
export type Job = z.infer<typeof Job>;
