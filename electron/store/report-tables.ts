// Everything a report is made of, read in one transaction: whatever is confirmed, merged or imported while the report is being
// written, its PDF, its tables and its photographs speak of the same moment.
import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Box } from '../../shared/domain/box.ts';
import type {
  DeploymentId,
  DetectionId,
  EventId,
  IdentificationId,
  IndividualId,
  LocationId,
  MediaId,
} from '../../shared/domain/ids.ts';
import type {
  Category,
  Flank,
  IdentificationState,
  LifeStatus,
  MediaKind,
  MediaStatus,
  RegisterSpecies,
  Sex,
  Species,
  StorageMode,
} from '../../shared/domain/words.ts';
import { openForReading, type Tx } from './open.ts';

/** What part of the catalogue a report is about; both days belong to it. Days are those of the cameras' own clocks. */
export interface SeasonScope {
  /** `YYYY-MM-DD` */
  from: string;
  /** `YYYY-MM-DD` */
  to: string;
  species: RegisterSpecies | null;
  /** Null: all. */
  locationIds: LocationId[] | null;
}

export interface SeasonLocation {
  id: LocationId;
  name: string;
  /** Degrees; null where nobody said. */
  latitude: number | null;
  longitude: number | null;
}

export interface SeasonDeployment {
  id: DeploymentId;
  locationId: LocationId | null;
  locationName: string | null;
  latitude: number | null;
  longitude: number | null;
  make: string | null;
  model: string | null;
  serial: string | null;
  timezone: string;
  clockCorrected: boolean;
  /** First and last capture within the period, whatever the species; wall time. */
  firstCapture: string;
  lastCapture: string;
  /** Media within the period, whatever the species. */
  media: number;
}

export interface SeasonMedia {
  id: MediaId;
  sha256: string;
  name: string;
  path: string;
  storage: StorageMode;
  sizeBytes: number;
  kind: MediaKind;
  format: string;
  capturedAt: string;
  offset: string | null;
  instant: string | null;
  make: string | null;
  model: string | null;
  serial: string | null;
  /** Pixels of the upright picture. */
  width: number | null;
  height: number | null;
  latitude: number | null;
  longitude: number | null;
  temperatureC: number | null;
  infrared: boolean | null;
  status: MediaStatus;
  error: string | null;
  deploymentId: DeploymentId | null;
  eventId: EventId | null;
}

export interface SeasonDetection {
  id: DetectionId;
  mediaId: MediaId;
  category: Category;
  species: Species | null;
  class: string | null;
  confidence: number;
  box: Box;
  source: string;
  label: string | null;
  flank: Flank;
  frameMs: number | null;
  byPerson: boolean;
  createdAt: string;
}

export interface SeasonIdentification {
  id: IdentificationId;
  detectionId: DetectionId;
  individualId: IndividualId;
  state: IdentificationState;
  score: number | null;
  decidedBy: string | null;
  decidedAt: string | null;
  createdAt: string;
}

export interface SeasonIndividual {
  id: IndividualId;
  name: string;
  species: RegisterSpecies;
  sex: Sex;
  class: string | null;
  status: LifeStatus;
  provisional: boolean;
  notes: string;
  tags: string[];
}

export interface SeasonTables {
  scope: SeasonScope;
  locations: SeasonLocation[];
  deployments: SeasonDeployment[];
  /** With a species: only media that show it. In time order. */
  media: SeasonMedia[];
  detections: SeasonDetection[];
  identifications: SeasonIdentification[];
  /** Those with a proposed or confirmed detection in the period. */
  individuals: SeasonIndividual[];
  /** Boxes of people per media, for blurring, whatever the species. */
  people: Map<MediaId, Box[]>;
  /** What described the animals for matching: model and number of detections. */
  descriptors: { model: string; detections: number }[];
  /** Media that no report of a period can hold, and those it holds but nothing has looked at. */
  leftOut: { withoutTime: number; failed: number; waiting: number };
}

/**
 * Reads the tables of a period in one transaction, some thousand rows at a time, over a connection of its own: whoever waits for core
 * is answered in between.
 */
export async function readSeason(folder: string, scope: SeasonScope): Promise<SeasonTables> {
  const { db, close } = openForReading(folder);
  try {
    return await db.transaction().execute((tx) => readTables(tx, scope));
  } finally {
    await close();
  }
}

async function readTables(tx: Tx, scope: SeasonScope): Promise<SeasonTables> {
  const locations = await readLocations(tx, scope);
  const deployments = await readDeployments(tx, scope);
  const stretches = await stretchesOf(tx, scope);
  const allMedia = await gather(stretches, (stretch) =>
    mediaOf(tx, stretch).selectAll('media').orderBy('captured_at').orderBy('media.id').execute(),
  );
  const boxes = await gather(stretches, (stretch) =>
    mediaOf(tx, stretch)
      .innerJoin('detection', 'detection.media_id', 'media.id')
      .selectAll('detection')
      .where('deleted', '=', 0)
      .orderBy('captured_at')
      .orderBy('media.id')
      .orderBy('detection.id')
      .execute(),
  );
  const claims = await gather(stretches, (stretch) =>
    mediaOf(tx, stretch)
      .innerJoin('detection', 'detection.media_id', 'media.id')
      .innerJoin('identification', 'identification.detection_id', 'detection.id')
      .selectAll('identification')
      .where('deleted', '=', 0)
      .orderBy('captured_at')
      .orderBy('identification.created_at')
      .orderBy('identification.id')
      .execute(),
  );
  const register = await tx.selectFrom('individual').selectAll().where('merged_into', 'is', null).execute();
  const withoutTime = await countWithoutTime(tx, scope);
  const descriptors = await readDescriptors(tx, scope);

  const speciesOf = new Map(register.map(({ id, species }) => [id, species]));
  const standing = claims.filter(({ state }) => state !== 'rejected');
  const identifiedAs = new Map(standing.map((claim) => [claim.detection_id, speciesOf.get(claim.individual_id)]));
  const people = new Map<MediaId, Box[]>();
  for (const box of boxes)
    if (box.category === 'person')
      people.set(box.media_id, [...(people.get(box.media_id) ?? []), [box.x, box.y, box.width, box.height]]);

  const wanted = boxes.filter(
    (box) => scope.species === null || (box.species ?? identifiedAs.get(box.id)) === scope.species,
  );
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const shown = new Set(wanted.map(({ media_id }) => media_id));
  const media = allMedia.filter(({ id }) => scope.species === null || shown.has(id));
  const present = new Set(
    standing.filter((claim) => wantedIds.has(claim.detection_id)).map((claim) => claim.individual_id),
  );
  return {
    scope,
    locations,
    deployments,
    media: media.map((row) => ({
      id: row.id,
      sha256: row.sha256,
      name: row.name,
      path: row.path,
      storage: row.storage,
      sizeBytes: row.size_bytes,
      kind: row.kind,
      format: row.format,
      capturedAt: row.captured_at!,
      offset: row.offset,
      instant: row.instant,
      make: row.make,
      model: row.model,
      serial: row.serial,
      width: row.width,
      height: row.height,
      latitude: row.latitude,
      longitude: row.longitude,
      temperatureC: row.temperature_c,
      infrared: row.infrared === null ? null : row.infrared === 1,
      status: row.status,
      error: row.error,
      deploymentId: row.deployment_id,
      eventId: row.event_id,
    })),
    detections: wanted.map((row) => ({
      id: row.id,
      mediaId: row.media_id,
      category: row.category,
      species: row.species,
      class: row.class,
      confidence: row.confidence,
      box: [row.x, row.y, row.width, row.height],
      source: row.source,
      label: row.label,
      flank: row.flank,
      frameMs: row.frame_ms,
      byPerson: row.by_person === 1,
      createdAt: row.created_at,
    })),
    identifications: claims
      .filter((claim) => wantedIds.has(claim.detection_id))
      .map((row) => ({
        id: row.id,
        detectionId: row.detection_id,
        individualId: row.individual_id,
        state: row.state,
        score: row.score,
        decidedBy: row.decided_by,
        decidedAt: row.decided_at,
        createdAt: row.created_at,
      })),
    individuals: register
      .filter(({ id }) => present.has(id))
      .map((row) => ({
        id: row.id,
        name: row.name,
        species: row.species,
        sex: row.sex,
        class: row.class,
        status: row.status,
        provisional: row.provisional === 1,
        notes: row.notes,
        tags: JSON.parse(row.tags) as string[],
      }))
      .sort((a, b) => a.species.localeCompare(b.species) || byName.compare(a.name, b.name)),
    people,
    descriptors,
    leftOut: {
      withoutTime,
      failed: media.filter(({ status }) => status === 'failed').length,
      waiting: media.filter(({ status }) => status === 'pending' || status === 'processing').length,
    },
  };
}

/** Media read at once. */
const STRETCH = 4_000;

/** The period cut into stretches of days with about as many media as are read at once. */
async function stretchesOf(tx: Tx, scope: SeasonScope): Promise<SeasonScope[]> {
  const days = await mediaOf(tx, scope)
    .select((e) => [sql<string>`substr(captured_at, 1, 10)`.as('day'), e.fn.countAll<number>().as('media')])
    .groupBy('day')
    .orderBy('day')
    .execute();
  const stretches: SeasonScope[] = [];
  let held = 0;
  for (const { day, media } of days) {
    const last = stretches.at(-1);
    if (last === undefined || held + media > STRETCH) {
      stretches.push({ ...scope, from: day, to: day });
      held = media;
    } else {
      last.to = day;
      held += media;
    }
  }
  return stretches;
}

/** All rows of all stretches, with a breath between them. */
async function gather<Row>(
  stretches: readonly SeasonScope[],
  read: (stretch: SeasonScope) => Promise<Row[]>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (const stretch of stretches) {
    for (const row of await read(stretch)) all.push(row);
    await breathe();
  }
  return all;
}

/** "Deer 9" before "Deer 10". */
const byName = new Intl.Collator('en', { numeric: true });

/** Media captured within the period, at the locations asked for. */
function mediaOf(tx: Tx, { from, to, locationIds }: SeasonScope) {
  const after = Temporal.PlainDate.from(to).add({ days: 1 }).toString();
  let query = tx.selectFrom('media').where('captured_at', '>=', from).where('captured_at', '<', after);
  if (locationIds !== null)
    query = query.where('media.deployment_id', 'in', (sub) =>
      sub.selectFrom('deployment').select('deployment.id').where('location_id', 'in', locationIds),
    );
  return query;
}

async function readLocations(tx: Tx, { locationIds }: SeasonScope): Promise<SeasonLocation[]> {
  let query = tx.selectFrom('location').select(['id', 'name', 'latitude', 'longitude']);
  if (locationIds !== null) query = query.where('id', 'in', locationIds);
  return (await query.execute()).sort((a, b) => byName.compare(a.name, b.name));
}

async function readDeployments(tx: Tx, scope: SeasonScope): Promise<SeasonDeployment[]> {
  const rows = await mediaOf(tx, scope)
    .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .select((e) => [
      'deployment.id',
      'deployment.location_id as locationId',
      'location.name as locationName',
      'location.latitude',
      'location.longitude',
      'deployment.make',
      'deployment.model',
      'deployment.serial',
      'deployment.timezone',
      'deployment.clock_correction as clockCorrection',
      e.fn.min<string>('media.captured_at').as('firstCapture'),
      e.fn.max<string>('media.captured_at').as('lastCapture'),
      e.fn.countAll<number>().as('media'),
    ])
    .groupBy('deployment.id')
    .execute();
  return rows
    .map(({ clockCorrection, ...row }) => ({ ...row, clockCorrected: clockCorrection !== null }))
    .sort(
      (a, b) =>
        byName.compare(a.locationName ?? '', b.locationName ?? '') || a.firstCapture.localeCompare(b.firstCapture),
    );
}

async function countWithoutTime(tx: Tx, { locationIds }: SeasonScope): Promise<number> {
  let query = tx
    .selectFrom('media')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('captured_at', 'is', null);
  if (locationIds !== null)
    query = query.where('deployment_id', 'in', (sub) =>
      sub.selectFrom('deployment').select('deployment.id').where('location_id', 'in', locationIds),
    );
  return (await query.executeTakeFirstOrThrow()).n;
}

async function readDescriptors(tx: Tx, scope: SeasonScope): Promise<{ model: string; detections: number }[]> {
  return mediaOf(tx, scope)
    .innerJoin('detection', 'detection.media_id', 'media.id')
    .innerJoin('feature', 'feature.detection_id', 'detection.id')
    .select((e) => ['feature.model', e.fn.count<number>('detection.id').distinct().as('detections')])
    .where('deleted', '=', 0)
    .groupBy('feature.model')
    .orderBy('feature.model')
    .execute();
}
