// Days, ISO weeks and months: into which a report's period is cut, and into which of them a wall time falls.
import type { GroupBy } from '../../../shared/domain/words.ts';

export interface Group {
  /** `2026-05-01`, `2026-W18` or `2026-05`. */
  key: string;
  /** For people: `1 May 2026`, `Week 18, from 27 Apr 2026`, `May 2026`. */
  label: string;
  /** For an axis: `1 May`, `W18`, `May`. */
  short: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

/** `1 May 2026` */
export const dayInWords = (date: Temporal.PlainDate): string => `${dayAndMonth(date)} ${date.year}`;
/** The day of a wall time (or of a date as text) in words. */
export const wallDay = (wallTime: string): string => dayInWords(Temporal.PlainDate.from(wallTime.slice(0, 10)));
const dayAndMonth = (date: Temporal.PlainDate): string => `${date.day} ${months[date.month - 1]}`;

/** The group that a day belongs to. Weeks begin on Monday and belong to the year of their Thursday (ISO 8601). */
export function groupOf(date: Temporal.PlainDate, by: GroupBy): Group {
  if (by === 'day') return { key: date.toString(), label: dayInWords(date), short: dayAndMonth(date) };
  if (by === 'month') {
    const month = months[date.month - 1]!;
    return { key: `${date.year}-${two(date.month)}`, label: `${month} ${date.year}`, short: month };
  }
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  const week = two(date.weekOfYear ?? 0);
  return {
    key: `${date.yearOfWeek}-W${week}`,
    label: `Week ${Number(week)}, from ${dayInWords(monday)}`,
    short: `W${Number(week)}`,
  };
}

/** All groups of a period in order, also those in which nothing happened. */
export function groupsOf(from: string, to: string, by: GroupBy): Group[] {
  const groups = new Map<string, Group>();
  const last = Temporal.PlainDate.from(to);
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    const group = groupOf(day, by);
    if (!groups.has(group.key)) groups.set(group.key, group);
  }
  return [...groups.values()];
}

/** Days between two wall times or dates, both counted: the same day is 1. */
export function daysBetween(first: string, last: string): number {
  const from = Temporal.PlainDate.from(first.slice(0, 10));
  return from.until(Temporal.PlainDate.from(last.slice(0, 10)), { largestUnit: 'day' }).days + 1;
}
