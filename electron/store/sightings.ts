// Where and when individuals were seen, as matching asks it: who stood there a moment before, where each usually is, who was seen
// elsewhere at the same time.
//
// A unary plus before a column keeps SQLite from using its index there: without statistics it would rather walk through all animals
// than look up the few events that are asked for.
import { sql } from 'kysely';
import type { DetectionId, IndividualId, MediaId } from '../../shared/domain/ids.ts';
import type { Species } from '../../shared/domain/words.ts';
import { type Animal, animals, toAnimal } from './animals.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';

/** Last instant each individual was seen at, by standing identifications; null where no photograph of it has a time. */
export async function lastSeenInstants(
  db: Queries,
  individuals: readonly IndividualId[],
): Promise<Map<IndividualId, string | null>> {
  const rows = await inPortions(individuals, (some) =>
    db
      .selectFrom('identification')
      .innerJoin('detection', 'detection.id', 'identification.detection_id')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .select(['identification.individual_id', (e) => e.fn.max('media.instant').as('last')])
      .where('identification.individual_id', 'in', some)
      .where('identification.state', 'in', STANDING)
      .where(present)
      .groupBy('identification.individual_id')
      .execute(),
  );
  return new Map(rows.map((row) => [row.individual_id, row.last]));
}

/** Standing sightings of an individual that have a time, in the order of time, with where the camera was. */
export async function timedSightings(db: Queries, individual: IndividualId) {
  const rows = await animals(db)
    .innerJoin('identification', 'identification.detection_id', 'detection.id')
    .where('identification.individual_id', '=', individual)
    .where('identification.state', 'in', STANDING)
    .where('media.instant', 'is not', null)
    .orderBy('media.instant')
    .execute();
  return rows.map((row) => ({ instant: row.instant!, position: toAnimal(row).position, name: row.name }));
}

export interface Companion {
  detectionId: DetectionId;
  individualId: IndividualId;
  /** Milliseconds between the two frames. */
  apart: number;
}

/**
 * Who stood there a moment before or after: identified animals of the same species in the same event, within `seconds`, where each of
 * the two frames shows a single animal of that species.
 */
export async function companionsOf(
  db: Queries,
  wanted: readonly Animal[],
  seconds: number,
): Promise<Map<DetectionId, Companion[]>> {
  const events = [...new Set(wanted.flatMap(({ eventId }) => eventId ?? []))];
  const rows = await inPortions(events, (some) =>
    db
      .selectFrom('detection')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .leftJoin('identification', (join) =>
        join.onRef('identification.detection_id', '=', 'detection.id').on('identification.state', 'in', STANDING),
      )
      .select([
        'detection.id',
        'detection.species',
        'detection.frame_ms',
        'media.id as media_id',
        'media.event_id',
        'media.instant',
        'identification.individual_id',
      ])
      .where('media.event_id', 'in', some)
      .where(sql<boolean>`+detection.category = 'animal'`)
      .where(sql<boolean>`+detection.species in ('deer', 'horse')`)
      .where(present)
      .execute(),
  );
  const frame = (media: MediaId, ms: number | null, species: Species | null) => `${media} ${ms} ${species}`;
  const onFrame = new Map<string, number>();
  for (const row of rows) {
    const key = frame(row.media_id, row.frame_ms, row.species);
    onFrame.set(key, (onFrame.get(key) ?? 0) + 1);
  }
  const alone = (media: MediaId, ms: number | null, species: Species | null) =>
    onFrame.get(frame(media, ms, species)) === 1;
  const time = (instant: string, ms: number | null) => Temporal.Instant.from(instant).epochMilliseconds + (ms ?? 0);
  const companions = new Map<DetectionId, Companion[]>();
  for (const animal of wanted) {
    if (animal.instant === null || animal.eventId === null) continue;
    if (!alone(animal.mediaId, animal.frameMs, animal.species)) continue;
    const at = time(animal.instant, animal.frameMs);
    const found = rows.flatMap((row) => {
      if (row.id === animal.id || row.event_id !== animal.eventId || row.species !== animal.species) return [];
      if (row.individual_id === null || row.instant === null) return [];
      if (!alone(row.media_id, row.frame_ms, row.species)) return [];
      const apart = Math.abs(time(row.instant, row.frame_ms) - at);
      return apart > seconds * 1000 ? [] : [{ detectionId: row.id, individualId: row.individual_id, apart }];
    });
    companions.set(animal.id, found);
  }
  return companions;
}

/** Visits of individuals by place and hour: `events` different events each. `hour` null without a capture time. */
export async function visitsOf(db: Queries, individuals: readonly IndividualId[]) {
  return inPortions(individuals, (some) =>
    db
      .selectFrom('identification')
      .innerJoin('detection', 'detection.id', 'identification.detection_id')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .leftJoin('deployment', 'deployment.id', 'media.deployment_id')
      .select([
        'identification.individual_id as individualId',
        'deployment.location_id as locationId',
        sql<number | null>`cast(substr(media.captured_at, 12, 2) as integer)`.as('hour'),
        sql<string>`coalesce(media.event_id, media.id)`.as('event'),
      ])
      .distinct()
      .where('identification.individual_id', 'in', some)
      .where('identification.state', 'in', STANDING)
      .where(present)
      .execute(),
  );
}

/** Standing sightings of individuals within `ms` of an animal's photograph, with where they were. */
export async function sightingsAround(
  db: Queries,
  animal: Animal,
  individuals: readonly IndividualId[],
  ms: number,
): Promise<{ individualId: IndividualId; instant: string; position: [number, number] | null }[]> {
  if (animal.instant === null || individuals.length === 0) return [];
  const at = Temporal.Instant.from(animal.instant);
  // Texts of the same second differ in their fractions only; a second to spare on either side keeps the comparison of texts safe.
  const [from, to] = [at.subtract({ milliseconds: ms + 1000 }), at.add({ milliseconds: ms + 1000 })].map(String);
  const rows = await animals(db)
    .innerJoin('identification', 'identification.detection_id', 'detection.id')
    .select('identification.individual_id')
    .where('identification.individual_id', 'in', individuals)
    .where('identification.state', 'in', STANDING)
    .where('detection.id', '!=', animal.id)
    .where('media.instant', '>=', from!)
    .where('media.instant', '<=', to!)
    .execute();
  return rows.map((row) => ({
    individualId: row.individual_id,
    instant: row.instant!,
    position: toAnimal(row).position,
  }));
}
