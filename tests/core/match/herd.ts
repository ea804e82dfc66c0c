// A herd for tests: animals with known identities whose body vectors lie around a centre of their own, photographed at places and
// times, in a real library. What matching finds can be compared with who it was.
import { BUILT_IN_BODY } from '../../../electron/inference/tasks.ts';
import { putBody } from '../../../electron/store/features.ts';
import type { Queries } from '../../../electron/store/open.ts';
import type { DetectionTable, MediaTable } from '../../../electron/store/schema.ts';
import type { DeploymentId, DetectionId, EventId, LocationId, MediaId } from '../../../shared/domain/ids.ts';
import { addDeployment, addDetection, addEvent, addLocation, addMedia } from '../../support/rows.ts';

export const DIMENSIONS = 32;
export const MODEL = BUILT_IN_BODY;

/** Numbers 0–1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function unit(random: () => number, dimensions = DIMENSIONS): Float32Array {
  return normalised(Float32Array.from({ length: dimensions }, () => gauss(random)));
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** A vector whose cosine to `centre` is exactly `cosine`. */
export function nearTo(centre: Float32Array, cosine: number, random: () => number): Float32Array {
  const other = unit(random, centre.length);
  const along = centre.reduce((sum, value, i) => sum + value * other[i]!, 0);
  const across = normalised(other.map((value, i) => value - along * centre[i]!));
  const rest = Math.sqrt(1 - cosine * cosine);
  return normalised(centre.map((value, i) => cosine * value + rest * across[i]!));
}

export interface Place {
  location: LocationId;
  deployment: DeploymentId;
}

export async function addPlace(db: Queries, name: string, latitude: number, longitude: number): Promise<Place> {
  const location = await addLocation(db, { name, latitude, longitude });
  return { location, deployment: await addDeployment(db, { location_id: location }) };
}

export interface Photographed {
  detection: DetectionId;
  media: MediaId;
  event: EventId;
}

let shot = 0;

/** One photograph with one described animal on it. `at`: instant, also taken for the wall time. */
export async function photograph(
  db: Queries,
  vector: Float32Array | null,
  {
    place,
    event,
    at = '2024-06-01T05:00:00Z',
    media = {},
    detection = {},
  }: {
    place?: Place;
    event?: EventId;
    at?: string | null;
    media?: Partial<MediaTable>;
    detection?: Partial<DetectionTable>;
  } = {},
): Promise<Photographed> {
  shot++;
  const ofEvent = event ?? (await addEvent(db, { started_at: at?.slice(0, 19) ?? null }));
  const mediaId = await addMedia(db, {
    name: `IMG_${String(shot).padStart(4, '0')}.JPG`,
    captured_at: at?.slice(0, 19) ?? null,
    instant: at,
    deployment_id: place?.deployment ?? null,
    event_id: ofEvent,
    status: 'completed',
    ...media,
  });
  const id = await addAnimal(db, mediaId, vector, detection);
  return { detection: id, media: mediaId, event: ofEvent };
}

/** One more described animal on a photograph. */
export async function addAnimal(
  db: Queries,
  media: MediaId,
  vector: Float32Array | null,
  row: Partial<DetectionTable> = {},
): Promise<DetectionId> {
  const id = await addDetection(db, media, row);
  if (vector !== null) await putBody(db, { detectionId: id, model: MODEL, vector });
  return id;
}
