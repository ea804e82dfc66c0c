// What matching reads and writes: animals without a standing identification, whose vectors lie near, who is ruled out, who stood there
// a moment before, where individuals usually are; and the proposals themselves.
//
// A unary plus before a column keeps SQLite from using its index there: without statistics it would rather walk through all animals,
// or all individuals, than look up the few ids that are asked for.
import { type ExpressionBuilder, sql } from 'kysely';
import type { Box } from '../../shared/domain/box.ts';
import type {
  DetectionId,
  EventId,
  IdentificationId,
  IndividualId,
  LocationId,
  MediaId,
} from '../../shared/domain/ids.ts';
import type { ScoreBreakdown } from '../../shared/domain/individual.ts';
import type { Category, IdentificationState, MediaKind, RegisterSpecies, Species } from '../../shared/domain/words.ts';
import { standing as present } from './media-filter.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';
import { newId, now } from './rows.ts';
import type { Catalogue, IdentificationTable } from './schema.ts';
import { vectorOf } from './vectors.ts';

type Db = Queries;
export const STANDING: IdentificationState[] = ['proposed', 'confirmed'];
export const REGISTER: RegisterSpecies[] = ['deer', 'horse'];

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

const animals = (db: Db) =>
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

const toAnimal = (row: AnimalRow): Animal => ({
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
export async function readAnimals(db: Db, ids: readonly DetectionId[]): Promise<Animal[]> {
  const rows = await inPortions(ids, (some) => animals(db).where('detection.id', 'in', some).execute());
  const byId = new Map(rows.map((row) => [row.id, toAnimal(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Deer and horses that are held to be nobody yet, in the order in which they were photographed, those without a time last. */
export async function unidentifiedAnimals(db: Db): Promise<DetectionId[]> {
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

/** Condition on detections: nothing stands, neither a proposal nor a confirmation. */
export const withoutStanding = (where: ExpressionBuilder<Catalogue, 'detection'>) =>
  where.not(
    where.exists(
      where
        .selectFrom('identification')
        .select('identification.id')
        .whereRef('identification.detection_id', '=', 'detection.id')
        .where('identification.state', 'in', STANDING),
    ),
  );

/** All detections of deer and horses that are held to be somebody, for giving them vectors of a new model. */
export async function identifiedAnimals(db: Db): Promise<DetectionId[]> {
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
  db: Db,
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
export async function withoutBody(db: Db, model: string, detections: readonly DetectionId[]): Promise<DetectionId[]> {
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

export async function identificationsOf(db: Db, detection: DetectionId): Promise<IdentificationTable[]> {
  return db.selectFrom('identification').selectAll().where('detection_id', '=', detection).orderBy('id').execute();
}

export async function standingOf(db: Db, detection: DetectionId): Promise<IdentificationTable | null> {
  const rows = await identificationsOf(db, detection);
  return rows.find(({ state }) => state !== 'rejected') ?? null;
}

export async function findIdentification(db: Db, id: string): Promise<IdentificationTable | null> {
  const row = await db
    .selectFrom('identification')
    .selectAll()
    .where('id', '=', id as IdentificationId)
    .executeTakeFirst();
  return row ?? null;
}

export interface KnownFeature {
  featureId: number;
  detectionId: DetectionId;
  mediaId: MediaId;
  eventId: EventId | null;
  state: IdentificationState;
  individualId: IndividualId;
  name: string;
  /** Marked dead by a person. */
  dead: boolean;
}

/** Whose the features are now, by feature id; features of animals that are nobody are left out. */
export async function knownByFeature(db: Db, features: readonly number[]): Promise<Map<number, KnownFeature>> {
  const rows = await inPortions(features, (some) =>
    db
      .selectFrom('feature')
      .innerJoin('detection', 'detection.id', 'feature.detection_id')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .innerJoin('identification', 'identification.detection_id', 'detection.id')
      .innerJoin('individual', 'individual.id', 'identification.individual_id')
      .select([
        'feature.id as featureId',
        'detection.id as detectionId',
        'media.id as mediaId',
        'media.event_id as eventId',
        'identification.state',
        'individual.id as individualId',
        'individual.name',
        'individual.status',
      ])
      .where('feature.id', 'in', some)
      .where('identification.state', 'in', STANDING)
      .where(sql<boolean>`+individual.merged_into is null`)
      .where(present)
      .execute(),
  );
  return new Map(rows.map(({ status, ...row }) => [row.featureId, { ...row, dead: status === 'dead' }]));
}

/** Last instant each individual was seen at, by standing identifications; null where no photograph of it has a time. */
export async function lastSeenInstants(
  db: Db,
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

/** Individuals a detection cannot be: those a person rejected for it, and those on other boxes of the same frame. */
export async function ruledOut(
  db: Db,
  detections: readonly DetectionId[],
): Promise<Map<DetectionId, Set<IndividualId>>> {
  const out = new Map<DetectionId, Set<IndividualId>>(detections.map((id) => [id, new Set()]));
  const rejected = await inPortions(detections, (some) =>
    db
      .selectFrom('identification')
      .select(['detection_id', 'individual_id'])
      .where('detection_id', 'in', some)
      .where('state', '=', 'rejected')
      .execute(),
  );
  const beside = await inPortions(detections, (some) =>
    sharedFrames(db)
      .select(['detection.id as detection_id', 'identification.individual_id'])
      .where('detection.id', 'in', some)
      .execute(),
  );
  for (const { detection_id, individual_id } of [...rejected, ...beside]) out.get(detection_id)?.add(individual_id);
  return out;
}

/** Detections joined with the standing identifications of other boxes on the same photograph, or the same frame of a video. */
const sharedFrames = (db: Db) =>
  db
    .selectFrom('detection')
    .innerJoin('detection as other', (join) =>
      join
        .onRef('other.media_id', '=', 'detection.media_id')
        .onRef('other.id', '!=', 'detection.id')
        .on(sql<boolean>`other.frame_ms is detection.frame_ms`)
        .on('other.deleted', '=', 0),
    )
    .innerJoin('identification', 'identification.detection_id', 'other.id')
    .where('identification.state', 'in', STANDING);

/** Standing identifications of one individual on other boxes of the frame a detection is on. */
export async function besideOnFrame(
  db: Db,
  detection: DetectionId,
  individual: IndividualId,
): Promise<IdentificationTable[]> {
  return sharedFrames(db)
    .selectAll('identification')
    .where('detection.id', '=', detection)
    .where('identification.individual_id', '=', individual)
    .execute();
}

/** Frames that show two individuals in two boxes: which identifications say so. */
export async function framesWithBoth(db: Db, one: IndividualId, other: IndividualId) {
  return sharedFrames(db)
    .innerJoin('identification as first', 'first.detection_id', 'detection.id')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .select([
      'media.name',
      'first.id as oneId',
      'first.detection_id as oneDetection',
      'first.state as oneState',
      'first.score as oneScore',
      'identification.id as otherId',
      'identification.detection_id as otherDetection',
      'identification.state as otherState',
      'identification.score as otherScore',
    ])
    .where('first.individual_id', '=', one)
    .where('first.state', 'in', STANDING)
    .where('identification.individual_id', '=', other)
    .where(present)
    .orderBy('media.captured_at')
    .orderBy('media.name')
    .execute();
}

export async function identificationsWith(db: Db, individual: IndividualId): Promise<IdentificationTable[]> {
  return db.selectFrom('identification').selectAll().where('individual_id', '=', individual).orderBy('id').execute();
}

/** Standing sightings of an individual that have a time, in the order of time, with where the camera was. */
export async function timedSightings(db: Db, individual: IndividualId) {
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
  db: Db,
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
export async function visitsOf(db: Db, individuals: readonly IndividualId[]) {
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
  db: Db,
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

export function proposal(
  detection: DetectionId,
  individual: IndividualId,
  score: number | null,
  breakdown: ScoreBreakdown,
): IdentificationTable {
  return {
    id: newId<IdentificationId>(),
    detection_id: detection,
    individual_id: individual,
    state: 'proposed',
    score,
    breakdown: JSON.stringify(breakdown),
    decided_by: null,
    decided_at: null,
    created_at: now(),
  };
}

export async function insertProposal(db: Db, row: IdentificationTable): Promise<void> {
  await db.insertInto('identification').values(row).execute();
}

/** Withdraws the program's proposals made before an instant, save those a stream made by following. Answers with how many. */
export async function withdrawProposals(db: Db, before: string): Promise<number> {
  const gone = await db
    .deleteFrom('identification')
    .where('state', '=', 'proposed')
    .where('created_at', '<', before)
    .where('detection_id', 'not in', (e) => e.selectFrom('track_detection').select('detection_id'))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
