// After animals are found comes the question who they are: the match job is queued where there is one to ask, and only once.
import type { JobId } from '../../../shared/domain/ids.ts';
import { hasUnjudged } from '../../store/detections.ts';
import { listJobs } from '../../store/jobs.ts';
import type { Library } from '../house.ts';

/** Queues the match job where a deer or horse has neither proposal nor answer. Answers with the job that will do it, or null. */
export async function queueMatchWhereNeeded(library: Library): Promise<JobId | null> {
  const { db } = library.store;
  if (!(await hasUnjudged(db, ['deer', 'horse']))) return null;
  const [queued] = await listJobs(db, { state: 'queued', kind: 'match', limit: 1 });
  return queued?.id ?? library.jobs.add({ kind: 'match', title: 'Propose identities', payload: {} });
}
