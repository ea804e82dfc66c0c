// Animals as matching needs them: a detection with what its photograph says of place and time, those that are nobody yet, and the body
// vectors stored for them.
import { sql } from 'kysely';
import type { Box } from '../../shared/domain/box.ts';
import type { DetectionId, EventId, LocationId, MediaId } from '../../shared/domain/ids.ts';
import type { Category, MediaKind, Species } from '../../shared/domain/words.ts';
import { present, REGISTER, STANDING, withoutStanding } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';
import { vectorOf } from './vectors.ts';

/** A detection with what matching needs to know of its photograph. */
export interface Animal {
  id: DetectionId;
  category: Category;
  species: Species | null;
  box: Box;
  confidence: number;
  frameMs: number | null;
  mediaId: MediaId;
  name: string;
  path: string;
  kind: MediaKind;
  eventId: EventId | null;
  capturedAt: string | null;
  instant: string | null;
  locationId: LocationId | null;
  /** Of the location, else of the photograph: [latitude, longitude] in degrees. */
  position: [number, number] | null;
}

/** Detections that are there, each with its photograph and where that was taken. */
export const animals = (db: Queries) =>
  db
    .selectFrom('detection')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .leftJoin('deployment', 'deployment.id', 'media.deployment_id')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .selectAll('detection')
    .select([
      'media.name',
      'media.path',
      'media.kind',
      'media.event_id',
      'media.captured_at',
      'media.instant',
      'location.id as location_id',
      sql<number | null>`coalesce(location.latitude, media.latitude)`.as('latitude'),
      sql<number | null>`coalesce(location.longitude, media.longitude)`.as('longitude'),
    ])
    .where(present);
type AnimalRow = Awaited<ReturnType<ReturnType<typeof animals>['execute']>>[number];

export const toAnimal = (row: AnimalRow): Animal => ({
  id: row.id,
  category: row.category,
  species: row.species,
  box: [row.x, row.y, row.width, row.height],
  confidence: row.confidence,
  frameMs: row.frame_ms,
  mediaId: row.media_id,
  name: row.name,
  path: row.path,
  kind: row.kind,
  eventId: row.event_id,
  capturedAt: row.captured_at,
  instant: row.instant,
  locationId: row.location_id,
  position: row.latitude === null || row.longitude === null ? null : [row.latitude, row.longitude],
});

/** In the order of the ids; detections that are not there, or that a person deleted, are left out. */
export async function readAnimals(db: Queries, ids: readonly DetectionId[]): Promise<Animal[]> {
  const rows = await inPortions(ids, (some) => animals(db).where('detection.id', 'in', some).execute());
  const byId = new Map(rows.map((row) => [row.id, toAnimal(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Deer and horses that are held to be nobody yet, in the order in which they were photographed, those without a time last. */
export async function unidentifiedAnimals(db: Queries): Promise<DetectionId[]> {
  const rows = await db
    .selectFrom('detection')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .select('detection.id')
    .where('detection.category', '=', 'animal')
    .where('detection.species', 'in', REGISTER)
    .where(present)
    .where(withoutStanding)
    .orderBy(sql`coalesce(media.instant, media.captured_at, '~')`)
    .orderBy('media.name')
    .orderBy('detection.frame_ms')
    .orderBy('detection.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** All detections of deer and horses that are held to be somebody, for giving them vectors of a new model. */
export async function identifiedAnimals(db: Queries): Promise<DetectionId[]> {
  const rows = await db
    .selectFrom('identification')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .select('detection.id')
    .where('identification.state', 'in', STANDING)
    .where('detection.species', 'in', REGISTER)
    .where(present)
    .execute();
  return rows.map(({ id }) => id);
}

export interface Body {
  featureId: number;
  /** L2-normalised. */
  vector: Float32Array;
}

/** Body vectors that one model made of detections; those it has not seen are not in the map. */
export async function bodiesOf(
  db: Queries,
  model: string,
  detections: readonly DetectionId[],
): Promise<Map<DetectionId, Body>> {
  const rows = await inPortions(detections, (some) =>
    db
      .selectFrom('feature')
      .select(['id', 'detection_id', 'vector'])
      .where('detection_id', 'in', some)
      .where('kind', '=', 'body')
      .where('model', '=', model)
      .execute(),
  );
  return new Map(rows.map((row) => [row.detection_id, { featureId: row.id, vector: vectorOf(row.vector) }]));
}

/** Those of the detections that the model has not described yet. */
export async function withoutBody(
  db: Queries,
  model: string,
  detections: readonly DetectionId[],
): Promise<DetectionId[]> {
  const rows = await inPortions(detections, (some) =>
    db
      .selectFrom('feature')
      .select('detection_id')
      .where('detection_id', 'in', some)
      .where('kind', '=', 'body')
      .where('model', '=', model)
      .execute(),
  );
  const described = new Set(rows.map((row) => row.detection_id));
  return detections.filter((id) => !described.has(id));
}
