// Brings the events of a deployment in line with its media. Events that a person made stay as they are; events that only grow keep their
// identity, and nothing is written where nothing changed.
import type { DeploymentId, EventId } from '../../../shared/domain/ids.ts';
import {
  type EventToWrite,
  type MediaInTime,
  mediaInTime,
  removeEmptyEvents,
  writeEvents,
} from '../../store/events.ts';
import type { Queries } from '../../store/open.ts';
import { newId } from '../../store/rows.ts';
import { groupIntoEvents, keepEventIds } from './grouping.ts';

const EVENTS_AT_ONCE = 200;

/** @param gapSeconds see groupIntoEvents */
export async function regroupDeployment(
  db: Queries,
  id: DeploymentId,
  gapSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  const media = (await mediaInTime(db, id)).filter((item) => item.eventBasis !== 'manual');
  const groups = groupIntoEvents(media, gapSeconds);
  const ids = keepEventIds<MediaInTime, EventId>(groups, (item) => item.eventId);
  const events = groups.map((group, index): EventToWrite => {
    const kept = ids[index] ?? null;
    const eventId = kept ?? newId<EventId>();
    return {
      id: eventId,
      isNew: kept === null,
      basis: group.basis,
      startedAt: group.startedAt,
      endedAt: group.endedAt,
      joining: group.media.filter((item) => item.eventId !== eventId).map((item) => item.id),
    };
  });
  // An event that nobody joins may still have lost members, and with them its beginning or end.
  const before = new Map(media.map((item) => [item.id, item.eventId]));
  const left = new Set(events.flatMap((event) => event.joining).map((mediaId) => before.get(mediaId)));
  const changed = events.filter((event) => event.isNew || event.joining.length > 0 || left.has(event.id));
  for (let at = 0; at < changed.length; at += EVENTS_AT_ONCE) {
    signal.throwIfAborted();
    await writeEvents(db, id, changed.slice(at, at + EVENTS_AT_ONCE));
    await new Promise(setImmediate);
  }
  await removeEmptyEvents(db, id);
}
