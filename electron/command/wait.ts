// Waiting for jobs from the command line, drawing their progress on standard error.
import type { Client } from '../../shared/contract/contract.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { JobKind } from '../../shared/domain/words.ts';
import { CancelledError, UnexpectedError } from '../../shared/errors.ts';

const LOOK_MS = 100;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS));

/** The job once it has ended. @throws UnexpectedError or CancelledError with the job's reason */
export async function waitForJob(client: Client, id: JobId, say: (line: string) => void): Promise<Job> {
  let said = '';
  for (;;) {
    const job = await client.call('jobs.show', { id });
    const line = describe(job);
    if (line !== said) say(line);
    said = line;
    if (job.state === 'completed') return job;
    if (job.state === 'failed')
      throw new UnexpectedError(job.error ?? 'The job failed without saying why.', { details: { jobId: id } });
    if (job.state === 'cancelled') throw new CancelledError('The job was cancelled.', { details: { jobId: id } });
    await pause();
  }
}

/** Waits until no job of these kinds is queued or running. A failed one is left to `jobs list`. */
export async function waitForKinds(client: Client, kinds: JobKind[], say: (line: string) => void): Promise<void> {
  for (;;) {
    const waiting = [
      ...(await client.call('jobs.list', { state: 'running' })),
      ...(await client.call('jobs.list', { state: 'queued' })),
    ].filter((job) => kinds.includes(job.kind));
    const [next] = waiting;
    if (next === undefined) return;
    await waitForJob(client, next.id, say).catch((error: unknown) => say(`${next.title}: ${(error as Error).message}`));
  }
}

function describe(job: Job): string {
  if (job.detail === null || job.state !== 'running') return `${job.title}: ${job.state}`;
  const { done, total, rate, secondsLeft, doing } = job.detail;
  const speed = rate === null ? '' : `, ${rate.toFixed(1)}/s`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${job.title}: ${doing} (${done} of ${total}${speed}${left})`;
}
