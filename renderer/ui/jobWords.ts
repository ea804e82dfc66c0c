// What a job is doing, in as few words as say it all: used by the pill in the navigation, the import panel and the list of jobs.
import type { Job } from '../../shared/domain/job.ts';
import { duration, number } from './words.ts';

/** "497 of 1,204", "3.4/s", "3 min 28 s left"; `doing` comes first where there is room for it. */
export function jobFacts({ detail }: Job, withDoing = true): string[] {
  if (detail === null) return [];
  const { done, total, rate, secondsLeft, doing } = detail;
  const counts = total > 0 ? `${number(done)} of ${number(total)}` : null;
  return [
    withDoing && doing !== '' ? doing : null,
    counts,
    rate !== null && rate > 0 ? `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s` : null,
    secondsLeft === null ? null : `${duration(secondsLeft)} left`,
  ].filter((fact) => fact !== null);
}
