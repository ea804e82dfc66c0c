// Encounters counted over time, by day, week or month, whichever gives a chart one can read.
import type { Encounter } from '../../../shared/domain/individual.ts';

export interface Bin {
  /** First day, `YYYY-MM-DD`. */
  from: string;
  label: string;
  /** Encounters in which a person has confirmed the individual, and those that are only proposed. */
  confirmed: number;
  proposed: number;
}
export type Unit = 'day' | 'week' | 'month';

const MOST_BINS = 40;

/** Bins from the first to the last encounter without gaps; none where no encounter has a time. */
export function countOverTime(encounters: readonly Encounter[]): { unit: Unit; bins: Bin[] } {
  const dates = encounters.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt.slice(0, 10)])).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { unit: 'day', bins: [] };
  const days = Temporal.PlainDate.from(first).until(last, { largestUnit: 'day' }).days + 1;
  const unit: Unit = days <= MOST_BINS ? 'day' : days <= MOST_BINS * 7 ? 'week' : 'month';
  const bins = new Map<string, Bin>();
  const end = Temporal.PlainDate.from(last);
  for (let at = startOf(first, unit); Temporal.PlainDate.compare(at, end) <= 0; at = at.add({ [`${unit}s`]: 1 })) {
    bins.set(at.toString(), { from: at.toString(), label: labelOf(at, unit), confirmed: 0, proposed: 0 });
  }
  for (const { startedAt, confirmed } of encounters) {
    if (startedAt === null) continue;
    const bin = bins.get(startOf(startedAt.slice(0, 10), unit).toString());
    if (bin === undefined) continue;
    if (confirmed > 0) bin.confirmed += 1;
    else bin.proposed += 1;
  }
  return { unit, bins: [...bins.values()] };
}

/** Weeks begin on Monday. */
function startOf(date: string, unit: Unit): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(date);
  if (unit === 'day') return day;
  return unit === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 });
}

const labelOf = (date: Temporal.PlainDate, unit: Unit): string =>
  date.toLocaleString(
    'en-GB',
    unit === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' },
  );

/** The hours in which half or more of all sightings fall, as one span over midnight where it must be: "most active 5:00–8:00". */
export function busiestHours(hours: readonly number[]): [from: number, to: number] | null {
  const total = hours.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  for (let length = 1; length <= 24; length++) {
    let best = -1;
    let bestCount = -1;
    for (let from = 0; from < 24; from++) {
      let count = 0;
      for (let at = 0; at < length; at++) count += hours[(from + at) % 24] ?? 0;
      if (count > bestCount) [best, bestCount] = [from, count];
    }
    if (bestCount * 2 >= total) return [best, (best + length) % 24];
  }
  return [0, 0];
}
