// What the screen says of a question in words: for screen readers, and beside the pictures.
import type { Candidate, ReviewItem } from '../../../shared/domain/individual.ts';

/** "Photograph IMG_0012.JPG, Waterhole, 5:31; proposed: Deer 7, 0.83." */
export function announcement(item: ReviewItem | null, candidate: Candidate | null, isNew: boolean): string {
  if (item === null) return 'No question is open.';
  const { media } = item;
  const where = [
    `${media.kind === 'video' ? 'Video' : 'Photograph'} ${media.name}`,
    media.locationName ?? 'no location',
    media.capturedAt === null ? 'no capture time' : media.capturedAt.slice(11, 16).replace(/^0/, ''),
  ].join(', ');
  if (candidate === null) return `${where}; ${isNew ? 'proposed: a new animal' : 'no candidate is left'}.`;
  const proposed = candidate.individualId === item.proposedIndividualId ? 'proposed' : 'candidate';
  return `${where}; ${proposed}: ${candidate.name}, ${candidate.score.toFixed(2)}.`;
}

/** How the second photograph lies to the first: "12 s later", "4 days earlier"; null without both times. */
export function apart(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  try {
    const gap = Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(to));
    const seconds = Math.round(gap.total('seconds'));
    if (seconds === 0) return 'the same moment';
    return `${length(Math.abs(seconds))} ${seconds < 0 ? 'earlier' : 'later'}`;
  } catch {
    return null;
  }
}

const units: [seconds: number, one: string, many: string][] = [
  [31_557_600, 'year', 'years'],
  [2_629_800, 'month', 'months'],
  [86_400, 'day', 'days'],
  [3600, 'h', 'h'],
  [60, 'min', 'min'],
  [1, 's', 's'],
];

function length(seconds: number): string {
  const [size, one, many] = units.find(([least]) => seconds >= least * 2 || least === 1) ?? [1, 's', 's'];
  const value = Math.round(seconds / size);
  return `${value} ${value === 1 ? one : many}`;
}
