// Periods one asks for most, from today and from the first and last photograph of the library.
import { LONGEST_PERIOD_DAYS } from '../../../shared/rules/export-request.ts';

export interface Preset {
  name: string;
  startDate: string;
  endDate: string;
  /** Why it cannot be chosen. */
  obstacle?: string;
}

/** @param first, last days of the library's first and last photograph, `YYYY-MM-DD`; null where it has none with a time */
export function presets(today: string, first: string | null, last: string | null): Preset[] {
  const now = Temporal.PlainDate.from(today);
  const found: Preset[] = [
    { name: 'Last 30 days', startDate: now.subtract({ days: 29 }).toString(), endDate: today },
    { name: 'This year so far', startDate: now.with({ month: 1, day: 1 }).toString(), endDate: today },
  ];
  if (first === null || last === null || first > today) return found;
  const end = last > today ? today : last;
  const days = Temporal.PlainDate.from(first).until(end, { largestUnit: 'day' }).days;
  if (days <= LONGEST_PERIOD_DAYS) return [...found, { name: 'Whole library', startDate: first, endDate: end }];
  const [from, to] = [Number(first.slice(0, 4)), Number(end.slice(0, 4))];
  for (let year = to; year >= Math.max(from, to - 3); year--)
    if (year !== now.year) found.push({ name: String(year), startDate: `${year}-01-01`, endDate: `${year}-12-31` });
  const years = Math.ceil(days / 365);
  return [
    ...found,
    {
      name: 'Whole library',
      startDate: first,
      endDate: end,
      obstacle: `It covers about ${years} years; a report covers one year at most.`,
    },
  ];
}

/** The period to begin with: all of the library where one report can hold it, else its last year, else the last 30 days. */
export function firstPeriod(
  today: string,
  first: string | null,
  last: string | null,
): { startDate: string; endDate: string } {
  const all = presets(today, first, last);
  const whole = all.find(({ name }) => name === 'Whole library');
  if (whole === undefined) return { startDate: all[0]?.startDate ?? today, endDate: today };
  if (whole.obstacle === undefined) return { startDate: whole.startDate, endDate: whole.endDate };
  const { endDate } = whole;
  return { startDate: Temporal.PlainDate.from(endDate).subtract({ days: LONGEST_PERIOD_DAYS }).toString(), endDate };
}
