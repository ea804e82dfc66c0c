// Rows for tests that begin in the middle of the journey: each function inserts one row with sensible values and answers with its id.
import { randomBytes } from 'node:crypto';
import type { Queries } from '../../electron/store/open.ts';
import { newId, now } from '../../electron/store/rows.ts';
import type {
  DeploymentTable,
  DetectionTable,
  EventTable,
  IdentificationTable,
  IndividualTable,
  LocationTable,
  MediaTable,
} from '../../electron/store/schema.ts';
import type {
  DeploymentId,
  DetectionId,
  EventId,
  IdentificationId,
  IndividualId,
  LocationId,
  MediaId,
} from '../../shared/domain/ids.ts';

export async function addLocation(db: Queries, row: Partial<LocationTable> = {}): Promise<LocationId> {
  const id = newId<LocationId>();
  await db
    .insertInto('location')
    .values({ id, name: `Location ${id}`, latitude: null, longitude: null, notes: '', created_at: now(), ...row })
    .execute();
  return row.id ?? id;
}

export async function addDeployment(db: Queries, row: Partial<DeploymentTable> = {}): Promise<DeploymentId> {
  const id = newId<DeploymentId>();
  const values: DeploymentTable = {
    id,
    location_id: null,
    folder: '/card',
    make: null,
    model: null,
    serial: null,
    timezone: 'Europe/Berlin',
    clock_correction: null,
    species: null,
    created_at: now(),
    ...row,
  };
  await db.insertInto('deployment').values(values).execute();
  return values.id;
}

export async function addEvent(db: Queries, row: Partial<EventTable> = {}): Promise<EventId> {
  const values: EventTable = {
    id: newId<EventId>(),
    deployment_id: null,
    basis: 'gap',
    started_at: null,
    ended_at: null,
    ...row,
  };
  await db.insertInto('event').values(values).execute();
  return values.id;
}

export function mediaRow(row: Partial<MediaTable> = {}): MediaTable {
  const id = row.id ?? newId<MediaId>();
  return {
    id,
    sha256: randomBytes(32).toString('hex'),
    path: `originals/${id}.jpg`,
    storage: 'copied',
    name: 'IMG_0001.JPG',
    size_bytes: 1,
    kind: 'image',
    format: 'image/jpeg',
    captured_at: null,
    offset: null,
    instant: null,
    make: null,
    model: null,
    serial: null,
    orientation: null,
    width: null,
    height: null,
    latitude: null,
    longitude: null,
    altitude: null,
    temperature_c: null,
    sequence_index: null,
    sequence_total: null,
    event_number: null,
    infrared: null,
    moon_phase: null,
    damaged: 0,
    deployment_id: null,
    event_id: null,
    import_id: null,
    status: 'pending',
    attempts: 0,
    error: null,
    retry_at: null,
    thumbnail: null,
    imported_at: now(),
    ...row,
  };
}

export async function addMedia(db: Queries, row: Partial<MediaTable> = {}): Promise<MediaId> {
  const values = mediaRow(row);
  await db.insertInto('media').values(values).execute();
  return values.id;
}

export async function addDetection(db: Queries, mediaId: MediaId, row: Partial<DetectionTable> = {}) {
  const values: DetectionTable = {
    id: newId<DetectionId>(),
    media_id: mediaId,
    category: 'animal',
    species: 'deer',
    class: null,
    confidence: 0.9,
    x: 0.1,
    y: 0.2,
    width: 0.3,
    height: 0.4,
    source: 'motion',
    label: null,
    flank: 'unknown',
    frame_ms: null,
    by_person: 0,
    deleted: 0,
    created_at: now(),
    ...row,
  };
  await db.insertInto('detection').values(values).execute();
  return values.id;
}

export async function addIndividual(db: Queries, row: Partial<IndividualTable> = {}): Promise<IndividualId> {
  const values: IndividualTable = {
    id: newId<IndividualId>(),
    name: 'Deer 1',
    species: 'deer',
    sex: 'unknown',
    class: null,
    status: 'alive',
    provisional: 0,
    notes: '',
    tags: '[]',
    thumbnail: null,
    thumbnail_detection_id: null,
    merged_into: null,
    created_at: now(),
    ...row,
  };
  await db.insertInto('individual').values(values).execute();
  return values.id;
}

export async function addIdentification(
  db: Queries,
  detectionId: DetectionId,
  individualId: IndividualId,
  row: Partial<IdentificationTable> = {},
): Promise<IdentificationId> {
  const decided = (row.state ?? 'proposed') !== 'proposed';
  const values: IdentificationTable = {
    id: newId<IdentificationId>(),
    detection_id: detectionId,
    individual_id: individualId,
    state: 'proposed',
    score: 0.8,
    breakdown: null,
    decided_by: decided ? 'Researcher' : null,
    decided_at: decided ? now() : null,
    created_at: now(),
    ...row,
  };
  await db.insertInto('identification').values(values).execute();
  return values.id;
}
