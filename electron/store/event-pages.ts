// Events as the Events screen shows them: counted and summed up per page, never one query per event.
import { sql } from 'kysely';
import type { EventId, MediaId } from '../../shared/domain/ids.ts';
import type { Event, MediaFilter } from '../../shared/domain/media.ts';
import { present, STANDING } from './conditions.ts';
import { mediaUnder } from './media-filter.ts';
import type { Queries } from './open.ts';

/** Pictures in an event's strip. */
const COVER = 6;

/** Events with at least one media item under the filter, newest first; events without a time come last. */
export async function eventsUnder(
  db: Queries,
  filter: MediaFilter,
  page: { offset: number; limit: number },
): Promise<{ total: number; events: Event[] }> {
  const matching = eventsMatching(db, filter);
  const counted = await matching.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const rows = await matching
    .leftJoin('deployment', 'deployment.id', 'event.deployment_id')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .selectAll('event')
    .select(['location.id as location_id', 'location.name as location_name'])
    .orderBy('event.started_at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const ids = rows.map(({ id }) => id);
  const [strips, boxes, animals] = [await stripsOf(db, ids), await boxesOf(db, ids), await individualsOf(db, ids)];
  const events = rows.map((row): Event => {
    const strip = strips.get(row.id) ?? { media: 0, cover: [] };
    const seen = boxes.get(row.id) ?? { detections: 0, species: [] };
    return {
      id: row.id,
      deploymentId: row.deployment_id,
      locationId: row.location_id,
      locationName: row.location_name,
      basis: row.basis,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      ...strip,
      ...seen,
      individuals: animals.get(row.id) ?? [],
    };
  });
  return { total: counted.n, events };
}

export async function eventExists(db: Queries, id: EventId): Promise<boolean> {
  return (await db.selectFrom('event').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

function eventsMatching(db: Queries, filter: MediaFilter) {
  const all = db.selectFrom('event');
  if (Object.values(filter).every((value) => value === undefined)) return all;
  const media = mediaUnder(db, filter).select('media.event_id').where('media.event_id', 'is not', null);
  return all.where('event.id', 'in', media.$castTo<{ event_id: EventId }>());
}

async function stripsOf(db: Queries, events: EventId[]) {
  const strips = new Map<EventId, { media: number; cover: MediaId[] }>();
  if (events.length === 0) return strips;
  const numbered = db
    .selectFrom('media')
    .select([
      'media.id',
      'media.event_id',
      sql<number>`count(*) over (partition by event_id)`.as('media'),
      sql<number>`row_number() over (partition by event_id order by captured_at, name, id)`.as('place'),
    ])
    .where('media.event_id', 'in', events);
  const rows = await db
    .selectFrom(numbered.as('numbered'))
    .selectAll()
    .where('place', '<=', COVER)
    .orderBy('place')
    .execute();
  for (const { id, event_id: event, media } of rows) {
    if (event === null) continue;
    const strip = strips.get(event);
    if (strip === undefined) strips.set(event, { media, cover: [id] });
    else strip.cover.push(id);
  }
  return strips;
}

async function boxesOf(db: Queries, events: EventId[]) {
  const sums = new Map<EventId, Pick<Event, 'detections' | 'species'>>();
  if (events.length === 0) return sums;
  const rows = await db
    .selectFrom('detection')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .select(['media.event_id', 'detection.species', (e) => e.fn.countAll<number>().as('n')])
    .where('media.event_id', 'in', events)
    .where(present)
    .groupBy(['media.event_id', 'detection.species'])
    .orderBy('n', 'desc')
    .execute();
  for (const { event_id: event, species, n } of rows) {
    if (event === null) continue;
    const sum = sums.get(event) ?? { detections: 0, species: [] };
    sum.detections += n;
    if (species !== null) sum.species.push(species);
    sums.set(event, sum);
  }
  return sums;
}

async function individualsOf(db: Queries, events: EventId[]) {
  const found = new Map<EventId, Event['individuals']>();
  if (events.length === 0) return found;
  const rows = await db
    .selectFrom('media')
    .innerJoin('detection', 'detection.media_id', 'media.id')
    .innerJoin('identification', 'identification.detection_id', 'detection.id')
    .innerJoin('individual', 'individual.id', 'identification.individual_id')
    .select((e) => [
      'media.event_id',
      'individual.id',
      'individual.name',
      e.fn.max<0 | 1>(e('identification.state', '=', 'confirmed')).as('confirmed'),
    ])
    .groupBy(['media.event_id', 'individual.id', 'individual.name'])
    .where('media.event_id', 'in', events)
    .where(present)
    .where('identification.state', 'in', STANDING)
    .orderBy('individual.name')
    .execute();
  for (const { event_id: event, id, name, confirmed } of rows) {
    if (event === null) continue;
    found.set(event, [...(found.get(event) ?? []), { id, name, proposed: confirmed === 0 }]);
  }
  return found;
}
