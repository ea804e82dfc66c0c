// Which media of one deployment belong together. The camera's own sequence ("2 of 3", event number) decides where there is one; media
// without it are grouped by the gap between them. Media without a capture time cannot be placed: each is an event of its own.
import type { EventBasis } from '../../../shared/domain/words.ts';
import { clockMilliseconds } from './capture-time.ts';

export interface MediaToGroup {
  id: string;
  name: string;
  /** Wall time. */
  capturedAt: string | null;
  sequenceIndex: number | null;
  sequenceTotal: number | null;
  eventNumber: number | null;
}

export interface EventGroup<T> {
  basis: EventBasis;
  /** In time order. */
  media: T[];
  startedAt: string | null;
  endedAt: string | null;
}

/** Frames of one camera sequence follow each other within this, even at the slowest interval that cameras offer. */
const SEQUENCE_SECONDS = 120;

/**
 * Groups the media of one deployment into events, in time order; events without a time come last.
 * @param gapSeconds media closer in time than this belong together
 */
export function groupIntoEvents<T extends MediaToGroup>(media: readonly T[], gapSeconds: number): EventGroup<T>[] {
  const timed = media
    .filter((item) => item.capturedAt !== null)
    .map((item) => ({ item, at: clockMilliseconds(item.capturedAt!) }));
  timed.sort(
    (a, b) => a.at - b.at || (a.item.sequenceIndex ?? 0) - (b.item.sequenceIndex ?? 0) || byName(a.item, b.item),
  );
  const timeless = media.filter((item) => item.capturedAt === null).sort(byName);
  const inSequence = timed.filter(({ item }) => isInSequence(item));
  const others = timed.filter(({ item }) => !isInSequence(item));
  const groups = [
    ...runs(inSequence, continuesSequence).map((run) => group(run, 'sequence')),
    ...runs(others, (last, next) => next.at - last.at < gapSeconds * 1000).map((run) =>
      group(run, run.length === 1 ? 'single' : 'gap'),
    ),
  ];
  groups.sort((a, b) => a.at - b.at);
  return [
    ...groups.map(({ event }) => event),
    ...timeless.map((item): EventGroup<T> => ({ basis: 'single', media: [item], startedAt: null, endedAt: null })),
  ];
}

interface Timed<T> {
  item: T;
  /** Milliseconds on the camera's clock. */
  at: number;
}

const byName = (a: MediaToGroup, b: MediaToGroup): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
/** "1 of 1" says nothing about neighbours. */
const isInSequence = (item: MediaToGroup): boolean => item.sequenceIndex !== null && (item.sequenceTotal ?? 0) > 1;

function continuesSequence(last: Timed<MediaToGroup>, next: Timed<MediaToGroup>): boolean {
  return (
    next.item.sequenceTotal === last.item.sequenceTotal &&
    next.item.sequenceIndex! > last.item.sequenceIndex! &&
    next.item.eventNumber === last.item.eventNumber &&
    next.at - last.at <= SEQUENCE_SECONDS * 1000
  );
}

function runs<T>(items: T[], continues: (last: T, next: T) => boolean): T[][] {
  const out: T[][] = [];
  for (const item of items) {
    const current = out.at(-1);
    if (current !== undefined && continues(current.at(-1)!, item)) current.push(item);
    else out.push([item]);
  }
  return out;
}

function group<T extends MediaToGroup>(run: Timed<T>[], basis: EventBasis): { at: number; event: EventGroup<T> } {
  return {
    at: run[0]!.at,
    event: {
      basis,
      media: run.map(({ item }) => item),
      startedAt: run[0]!.item.capturedAt,
      endedAt: run.at(-1)!.item.capturedAt,
    },
  };
}

/**
 * Gives every group the id of the event that most of its members are in already, so that events keep their identity when later
 * imports extend them; null where a new event is needed. No id is given twice; the group with the larger share has it.
 */
export function keepEventIds<T, Id extends string>(
  groups: readonly EventGroup<T>[],
  eventOf: (item: T) => Id | null,
): (Id | null)[] {
  const claims: { group: number; id: Id; members: number }[] = [];
  groups.forEach((group, index) => {
    const members = new Map<Id, number>();
    for (const item of group.media) {
      const id = eventOf(item);
      if (id !== null) members.set(id, (members.get(id) ?? 0) + 1);
    }
    for (const [id, count] of members) claims.push({ group: index, id, members: count });
  });
  claims.sort((a, b) => b.members - a.members || a.group - b.group);
  const ids: (Id | null)[] = groups.map(() => null);
  const taken = new Set<Id>();
  for (const { group, id } of claims) {
    if (ids[group] !== null || taken.has(id)) continue;
    ids[group] = id;
    taken.add(id);
  }
  return ids;
}
