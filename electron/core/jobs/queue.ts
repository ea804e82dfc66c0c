// Runs the jobs of one library: claims what is queued, one job of a kind at a time, keeps its lease, draws its progress, tries
// again with growing pauses, and takes over what a dead process left behind. Everything that matters is in the job table.
import { hostname } from 'node:os';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { JobKind } from '../../../shared/domain/words.ts';
import { CancelledError, HerdbookError, JobNotFoundError } from '../../../shared/errors.ts';
import * as jobs from '../../store/jobs.ts';
import type { Queries } from '../../store/open.ts';
import { isOwnerAlive } from './owner.ts';
import { drawProgress, type Said } from './progress.ts';

const LOOK_AGAIN_MS = 1_000;
const RENEW_MS = 10_000;
/** Pause before the second, third, … try. */
const PAUSES_SECONDS = [2, 10, 60];

export interface JobContext {
  jobId: JobId;
  /** Failed tries before this one. */
  attempt: number;
  /** Aborted when the job is cancelled, or core closes (`signal.reason` is a CancelledError only for a cancellation). */
  signal: AbortSignal;
  progress(said: Said): void;
  file(path: string): Promise<void>;
}

export interface JobRunner {
  kind: JobKind;
  /** What the job did; kept as its result. @throws anything: counted as a failed try */
  run(payload: unknown, context: JobContext): Promise<unknown>;
  /** What becomes of a job whose process died in the middle. Default `again`: it continues where it was. */
  afterCrash?: 'again' | 'fail';
  crashMessage?: string;
}

export interface QueueOptions {
  db: Queries;
  onChange: (job: Job) => void;
  /** What went wrong, in words where there are better ones than the error's own. */
  inWords?: (error: unknown) => unknown;
}

/** This process stops, or work is paused: running jobs go back to the queue untouched. */
class Interrupted extends Error {}

export class JobQueue {
  readonly #db: Queries;
  readonly #onChange: (job: Job) => void;
  readonly #runners = new Map<JobKind, JobRunner>();
  readonly #running = new Map<JobId, { abort: AbortController; done: Promise<void> }>();
  readonly #owner = `${hostname()}:${process.pid}`;
  readonly #inWords: (error: unknown) => unknown;
  #timers: NodeJS.Timeout[] = [];
  #paused = false;
  #started = false;
  #closed = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions) {
    this.#db = options.db;
    this.#onChange = options.onChange;
    this.#inWords = options.inWords ?? ((error) => error);
  }

  register(runner: JobRunner): void {
    this.#runners.set(runner.kind, runner);
  }

  /** Takes over what dead processes left and starts working. */
  async start(): Promise<void> {
    this.#started = true;
    // A job held under our own name now was held by a dead process that had our number.
    await this.#takeOver((owner) => owner !== this.#owner && isOwnerAlive(owner));
    this.#timers = [
      setInterval(() => void this.#lookSoon(), LOOK_AGAIN_MS),
      setInterval(() => void this.#heedCancellations().catch(() => {}), LOOK_AGAIN_MS),
      setInterval(() => void this.#keepAlive().catch(() => {}), RENEW_MS),
    ];
    for (const timer of this.#timers) timer.unref();
    this.#lookSoon();
  }

  async add(job: jobs.NewJob): Promise<JobId> {
    const id = await jobs.addJob(this.#db, job);
    await this.#tell(id);
    this.#lookSoon();
    return id;
  }

  async show(id: string): Promise<Job> {
    const job = await jobs.findJob(this.#db, id);
    if (job === null) throw new JobNotFoundError(`There is no job ${id}.`, { field: 'id' });
    return job;
  }

  async retry(id: string): Promise<Job> {
    const job = await this.show(id);
    await jobs.restartJob(this.#db, job.id);
    await this.#tell(job.id);
    this.#lookSoon();
    return this.show(id);
  }

  /** Cancels a queued job at once; a running one stops at its next safe point, whichever process runs it. */
  async cancel(id: string): Promise<Job> {
    const job = await this.show(id);
    if (!(await jobs.cancelQueued(this.#db, job.id))) await jobs.requestCancel(this.#db, job.id);
    await this.#interrupt(job.id, new CancelledError('The job was cancelled.'));
    await this.#tell(job.id);
    return this.show(id);
  }

  /** Other processes ask for an end through the table. */
  async #heedCancellations(): Promise<void> {
    if (this.#running.size === 0) return;
    for (const id of await jobs.cancelRequests(this.#db, this.#owner))
      void this.#interrupt(id, new CancelledError('The job was cancelled.'));
  }

  async #interrupt(id: JobId, reason: Error): Promise<void> {
    const running = this.#running.get(id);
    running?.abort.abort(reason);
    await running?.done;
  }

  /** While paused nothing is started; what runs stops at its next safe point and goes on from there afterwards. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) for (const id of this.#running.keys()) void this.#interrupt(id, new Interrupted());
    else this.#lookSoon();
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Resolves with the job once it has ended, whoever runs it. */
  async finished(id: JobId, onProgress?: (job: Job) => void): Promise<Job> {
    for (;;) {
      const job = await this.show(id);
      if (job.state !== 'queued' && job.state !== 'running') return job;
      onProgress?.(job);
      const running = this.#running.get(id);
      await (running === undefined || onProgress !== undefined ? pause(100) : running.done);
    }
  }

  /** Stops: running jobs are interrupted at a safe point and stay queued for the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking.catch(() => {});
    for (const { abort } of this.#running.values()) abort.abort(new Interrupted());
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
  }

  async #takeOver(isAlive: (owner: string) => boolean): Promise<void> {
    for (const { id, kind } of await jobs.abandonedJobs(this.#db, isAlive)) {
      const runner = this.#runners.get(kind);
      if (runner?.afterCrash === 'fail')
        await jobs.endJob(this.#db, id, {
          state: 'failed',
          error: runner.crashMessage ?? 'Herdbook ended while this job was running.',
        });
      else await jobs.requeueJob(this.#db, id);
      await this.#tell(id);
    }
  }

  async #keepAlive(): Promise<void> {
    await jobs.renewLeases(this.#db, this.#owner);
    await this.#takeOver(isOwnerAlive);
  }

  #lookSoon(): void {
    this.#looking = this.#looking.then(() => this.#look()).catch((error) => console.error('job queue:', error));
  }

  async #look(): Promise<void> {
    while (this.#started && !this.#closed && !this.#paused) {
      const claimed = await jobs.claimJob(this.#db, this.#owner);
      if (claimed === null) return;
      const runner = this.#runners.get(claimed.kind);
      const abort = new AbortController();
      const done =
        runner === undefined
          ? this.#untilWritten(() =>
              jobs.endJob(this.#db, claimed.id, {
                state: 'failed',
                error: `This Herdbook cannot run jobs of kind "${claimed.kind}".`,
              }),
            )
          : this.#run(runner, claimed, abort);
      this.#running.set(claimed.id, { abort, done });
      void done.finally(() => {
        this.#running.delete(claimed.id);
        this.#lookSoon();
      });
    }
  }

  async #run(runner: JobRunner, claimed: jobs.ClaimedJob, abort: AbortController): Promise<void> {
    const draw = drawProgress(async (progress) => {
      await jobs.saveProgress(this.#db, claimed.id, progress);
      await this.#tell(claimed.id);
    });
    try {
      await this.#tell(claimed.id);
      const result = await runner.run(claimed.payload, {
        jobId: claimed.id,
        attempt: claimed.attempts,
        signal: abort.signal,
        progress: draw.say,
        file: (path) => jobs.saveFile(this.#db, claimed.id, path),
      });
      await draw.stop();
      await jobs.endJob(this.#db, claimed.id, { state: 'completed', result });
    } catch (error) {
      await draw.stop();
      await this.#untilWritten(() => this.#failed(claimed, this.#inWords(error), abort.signal));
    }
    await this.#tell(claimed.id).catch(() => {});
  }

  /** How a job ended is written even if the disk is full just now: else it would seem to run for as long as this process does. */
  async #untilWritten(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        console.error('job queue:', error);
        if (this.#closed) return;
        await pause(LOOK_AGAIN_MS);
      }
    }
  }

  async #failed(claimed: jobs.ClaimedJob, error: unknown, signal: AbortSignal): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    if (signal.aborted && signal.reason instanceof Interrupted) return jobs.requeueJob(this.#db, claimed.id);
    if (signal.aborted && signal.reason instanceof CancelledError)
      return jobs.endJob(this.#db, claimed.id, { state: 'cancelled' });
    // A mistake in what was asked for does not go away by trying again; a fault of disk or memory may.
    const hopeless = error instanceof HerdbookError || claimed.attempts + 1 >= claimed.maxAttempts;
    if (!(error instanceof HerdbookError)) console.error(`job ${claimed.kind} ${claimed.id}:`, error);
    if (hopeless) {
      return jobs.endJob(this.#db, claimed.id, { state: 'failed', error: message, attempts: claimed.attempts + 1 });
    }
    const seconds = PAUSES_SECONDS[Math.min(claimed.attempts, PAUSES_SECONDS.length - 1)]!;
    await jobs.countAttempt(
      this.#db,
      claimed.id,
      message,
      Temporal.Now.instant().add({ seconds }).toString({ smallestUnit: 'millisecond' }),
    );
  }

  async #tell(id: JobId): Promise<void> {
    const job = await jobs.findJob(this.#db, id);
    if (job !== null) this.#onChange(job);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
