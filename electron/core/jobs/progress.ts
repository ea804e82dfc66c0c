// How far a running job is, drawn for whoever waits: written a few times a second at most, with a rate and the time that is left.
import type { JobProgress } from '../../../shared/domain/job.ts';

/** What a job says of itself; rate and time left follow. */
export type Said = Omit<JobProgress, 'rate' | 'secondsLeft'>;

const DRAW_MS = 250;
/** The rate is that of the last half minute: a card that became slow is slow now. */
const RATE_OVER_MS = 30_000;
/** Before this a rate would be a guess. */
const FIRST_RATE_MS = 500;

/** @param save writes progress where others see it; what it throws is passed over, since the next one will do */
export function drawProgress(save: (progress: JobProgress) => Promise<void>) {
  let latest: JobProgress | null = null;
  let written: JobProgress | null = null;
  const seen: { at: number; done: number }[] = [];
  let writing: Promise<void> = Promise.resolve();
  const write = () => {
    if (latest === null || latest === written) return;
    const progress = latest;
    written = progress;
    writing = writing.then(() => save(progress)).catch(() => {});
  };
  const timer = setInterval(write, DRAW_MS);
  return {
    say: ({ done, total, doing }: Said): void => {
      const at = performance.now();
      seen.push({ at, done });
      while (seen.length > 2 && at - seen[0]!.at > RATE_OVER_MS) seen.shift();
      const first = seen[0]!;
      const known = at - first.at > FIRST_RATE_MS && done > first.done;
      const rate = known ? ((done - first.done) / (at - first.at)) * 1000 : null;
      latest = { done, total, doing, rate, secondsLeft: rate === null ? null : (total - done) / rate };
    },
    /** Writes what was said last; nothing is written afterwards. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}
