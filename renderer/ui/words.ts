// Numbers, times and the field's words as people read them. Wall times are shown as the camera wrote them, never shifted to this
// computer's zone.
import type {
  Category,
  Flank,
  IdentificationState,
  JobState,
  LifeStatus,
  MediaStatus,
  Species,
} from '../../shared/domain/words.ts';

const locale = 'en-GB';
const whole = new Intl.NumberFormat(locale);

/** 12345 → "12,345". */
export const number = (value: number): string => whole.format(value);

/** "1 photograph", "12 photographs"; `many` where adding an s is wrong. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** 0.873 → "87 %". */
export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** 95 → "1 min 35 s"; 7300 → "2 h 2 min". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s === 0) return 'under 1 s';
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 === 0 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86_400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return counted(Math.floor(s / 86_400), 'day');
}

const wall = (time: string): Temporal.PlainDateTime | null => {
  try {
    return Temporal.PlainDateTime.from(time.replace(/Z$/, ''));
  } catch {
    return null;
  }
};

/** Wall time → "2 Jul 2014, 05:31:07"; "no capture time" for null. */
export const when = (time: string | null): string =>
  time === null
    ? 'no capture time'
    : (wall(time)?.toLocaleString(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      }) ?? time);

/** Wall time → "2 Jul 2014". */
export const day = (time: string | null): string =>
  time === null
    ? 'no date'
    : (wall(time)?.toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric' }) ?? time);

/** Wall time → "Wednesday, 2 July 2014". */
export const longDay = (time: string | null): string =>
  time === null
    ? 'No capture time'
    : (wall(time)?.toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }) ?? time);

/** Wall time → "05:31:07". */
export const clock = (time: string | null): string =>
  time === null ? '–' : (wall(time)?.toLocaleString(locale, { timeStyle: 'medium' }) ?? time);

/** A moment (ISO with Z) in this computer's zone → "20 Nov 2026, 09:19". For when things were done in the program. */
export const moment = (instant: string | null): string => {
  if (instant === null) return '–';
  try {
    return Temporal.Instant.from(instant).toLocaleString(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch {
    return instant;
  }
};

/** "2 – 9 Jul 2014", both ends of a period in as few words as fit. */
export function period(first: string | null, last: string | null): string {
  if (first === null || last === null) return first === null ? (last === null ? 'no dates' : day(last)) : day(first);
  const [a, b] = [day(first), day(last)];
  if (a === b) return a;
  const [dayA, monthA, yearA] = a.split(' ');
  const [, monthB, yearB] = b.split(' ');
  if (yearA !== yearB) return `${a} – ${b}`;
  return monthA === monthB ? `${dayA} – ${b}` : `${dayA} ${monthA} – ${b}`;
}

/** 59.29312, 18.0686 → "59.2931° N, 18.0686° E". */
export const coordinates = (latitude: number, longitude: number): string =>
  `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? 'S' : 'N'}, ${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? 'W' : 'E'}`;

export const speciesName: Record<Species, string> = { deer: 'Deer', horse: 'Horse', other: 'Other animal' };
export const categoryName: Record<Category, string> = { animal: 'Animal', person: 'Person', vehicle: 'Vehicle' };
export const flankName: Record<Flank, string> = {
  left: 'Left flank',
  right: 'Right flank',
  front: 'Front',
  rear: 'Rear',
  unknown: 'Flank unknown',
};
export const className: Record<string, string> = {
  buck: 'Buck',
  mature: 'Mature buck',
  mid: 'Mid-aged buck',
  young: 'Young buck',
  doe: 'Doe',
  fawn: 'Fawn',
  unknown: 'Class unknown',
};
export const statusName: Record<MediaStatus, string> = {
  pending: 'Waiting',
  processing: 'Being analysed',
  completed: 'Analysed',
  failed: 'Failed',
};
export const stateName: Record<IdentificationState, string> = {
  proposed: 'Proposed',
  confirmed: 'Confirmed',
  rejected: 'Rejected',
};
export const jobStateName: Record<JobState, string> = {
  queued: 'Waiting',
  running: 'Running',
  completed: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
export const lifeName: Record<LifeStatus, string> = { alive: 'Alive', dead: 'Dead', left: 'Left', unknown: 'Unknown' };
