// What was seen in a chunk becomes rows: boxes, vectors, tracks, proposals, portraits and the registry, every ten boxes in one transaction
// together with how far the chunk is done. After a kill the chunk goes on exactly there.
import type { ChunkId, DetectionId, IndividualId, MediaId, TrackId } from '../../../shared/domain/ids.ts';
import type { VideoBox } from '../../inference/tasks.ts';
import { putBody } from '../../store/features.ts';
import { addBox } from '../../store/found-boxes.ts';
import { insertProposal, proposal } from '../../store/identifications.ts';
import type { Store, Tx } from '../../store/open.ts';
import { newId, now } from '../../store/rows.ts';
import type { StreamTable } from '../../store/schema.ts';
import {
  addStreamHorse,
  changeRegistered,
  keptOf,
  offerPortrait,
  type Registered,
  readRegistry,
} from '../../store/stream-registry.ts';
import { changeChunk } from '../../store/streams.ts';
import { makeHorses, namelessOn, putOnTrack, putTrack } from '../../store/tracks.ts';
import type { SeenBox } from '../analyse/settle.ts';
import { followKnown } from '../match/known.ts';
import { blend, SIMILAR, type Track, type Tracker } from './tracker.ts';

export interface SeenInChunk {
  ms: number;
  box: SeenBox & Pick<VideoBox, 'crop'>;
  /** Null for people and vehicles. */
  track: Track | null;
}

export interface Progress {
  doneMs: number;
  frames: number;
  durationMs: number | null;
}

export interface ChunkKeeping {
  store: Store;
  stream: StreamTable;
  chunkId: ChunkId;
  mediaId: MediaId;
  /** `<name>@<version>` of what makes the vectors. */
  model: string;
  tracker: Tracker;
  similarity(a: Float32Array, b: Float32Array): number;
  /** Horses met so far in this run, by who they are. */
  horses: Map<string, Registered>;
}

/** Registry entries compared at once. */
const PAGE = 200;

/** Saves what was seen since the last time, and names the tracks that are worth a name. */
export async function keepSeen(keeping: ChunkKeeping, seen: readonly SeenInChunk[], progress: Progress): Promise<void> {
  const { store, chunkId, tracker } = keeping;
  const changed = await store.db.transaction().execute(async (tx) => {
    // A write first: two chunks of one stream wait for each other here, so that neither takes the other's next number.
    await changeChunk(tx, chunkId, {
      done_ms: progress.doneMs,
      frames: progress.frames,
      duration_ms: progress.durationMs,
    });
    for (const track of tracker.strangers()) await nameStranger(tx, keeping, track);
    const tracks = new Set(seen.flatMap(({ track }) => track ?? []));
    for (const track of [...tracks, ...tracker.tracks]) await keepTrack(tx, keeping, track);
    const placed = new Map<SeenInChunk, DetectionId>();
    for (const one of seen) placed.set(one, await keepBox(tx, keeping, one));
    const given = new Map<string, DetectionId[]>();
    for (const track of new Set([...tracks, ...tracker.tracks])) {
      if (track.individual === null) continue;
      const before = given.get(track.individual) ?? [];
      given.set(track.individual, [...before, ...(await propose(tx, keeping, track, track.individual, seen, placed))]);
    }
    await keepHorses(tx, keeping, seen, placed, given);
    return [...given.values()].flat();
  });
  await followKnown(store, changed);
}

/** Somebody of the registry who is not held in memory, or entered by another chunk meanwhile; else somebody new. */
async function nameStranger(tx: Tx, keeping: ChunkKeeping, track: Track): Promise<void> {
  const { stream, model, tracker, similarity, horses } = keeping;
  const vector = track.appearance!;
  const inSight = tracker.inSight();
  let best: { horse: Registered; alike: number } | null = null;
  for (let offset = 0; ; offset += PAGE) {
    const page = await readRegistry(tx, stream.id, PAGE, offset);
    for (const horse of page) {
      if (horse.model !== model || inSight.has(horse.individualId)) continue;
      const alike = similarity(vector, horse.appearance);
      if (alike >= (best?.alike ?? SIMILAR)) best = { horse, alike };
    }
    if (page.length < PAGE) break;
  }
  const horse = best?.horse ?? (await addStreamHorse(tx, stream, { model, vector }));
  horses.set(horse.individualId, horse);
  tracker.remember(horse.individualId, horse.appearance);
  tracker.name(track, horse.individualId);
}

async function keepTrack(tx: Tx, { chunkId }: ChunkKeeping, track: Track): Promise<void> {
  await putTrack(tx, {
    id: track.id as TrackId,
    chunk_id: chunkId,
    individual_id: track.individual as IndividualId | null,
    first_ms: track.firstMs,
    last_ms: track.lastMs,
    detections: track.detections,
  });
}

async function keepBox(tx: Tx, { mediaId }: ChunkKeeping, { ms, box, track }: SeenInChunk): Promise<DetectionId> {
  const id = newId<DetectionId>();
  const [x, y, width, height] = box.box;
  await addBox(tx, {
    id,
    media_id: mediaId,
    category: box.category,
    species: box.judged,
    class: null,
    confidence: box.confidence,
    x,
    y,
    width,
    height,
    source: box.source,
    label: box.label,
    flank: 'unknown',
    frame_ms: ms,
    by_person: 0,
    deleted: 0,
    created_at: now(),
  });
  if (box.feature !== null) await putBody(tx, { detectionId: id, ...box.feature });
  if (track !== null) await putOnTrack(tx, track.id as TrackId, id);
  return id;
}

/** Proposals for the boxes of a track, those included that were saved before it was known who it is. */
async function propose(
  tx: Tx,
  keeping: ChunkKeeping,
  track: Track,
  who: string,
  seen: readonly SeenInChunk[],
  placed: ReadonlyMap<SeenInChunk, DetectionId>,
): Promise<DetectionId[]> {
  const { model, tracker, similarity, horses } = keeping;
  // A person may have merged it into another one since it was read.
  const individual = await keptOf(tx, who as IndividualId);
  const looks = tracker.appearanceOf(who);
  const vectors = new Map(seen.map((one) => [placed.get(one)!, one.box.feature?.vector ?? null]));
  const label = horses.get(who)?.label ?? 'a horse of this stream';
  const nameless = await namelessOn(tx, track.id as TrackId);
  // Who is known to be this horse is a horse, whatever a network called it on one frame; its own word stays as the label.
  await makeHorses(tx, nameless);
  for (const detection of nameless) {
    const vector = vectors.get(detection) ?? null;
    const alike = vector === null || looks === null ? null : similarity(vector, looks);
    const breakdown = {
      body: alike,
      antler: null,
      coat: null,
      temporal: null,
      model,
      threshold: SIMILAR,
      words: [`followed through the video as ${label}`],
    };
    await insertProposal(tx, proposal(detection, individual, alike, breakdown));
  }
  return nameless;
}

/** The registry's memory of each horse seen, and its best picture. */
async function keepHorses(
  tx: Tx,
  { stream, model, horses }: ChunkKeeping,
  seen: readonly SeenInChunk[],
  placed: ReadonlyMap<SeenInChunk, DetectionId>,
  given: ReadonlyMap<string, readonly DetectionId[]>,
): Promise<void> {
  const byHorse = Map.groupBy(seen, ({ track }) => track?.individual ?? null);
  for (const [who, detections] of given) {
    const horse = horses.get(who);
    if (horse === undefined || detections.length === 0) continue;
    const ofHorse = byHorse.get(who) ?? [];
    const vectors = ofHorse.flatMap(({ box }) => (box.feature?.model === model ? box.feature.vector : []));
    await changeRegistered(tx, stream.id, horse.ownId, (entry) => ({
      detections: entry.detections + detections.length,
      model,
      appearance: vectors.reduce(
        (mean, vector, i) => blend(mean, vector, entry.detections + i + 2),
        entry.model === model ? entry.appearance : (vectors[0] ?? entry.appearance),
      ),
    }));
    const worth = ({ box }: SeenInChunk) => box.box[2] * box.box[3] * box.confidence;
    const best = ofHorse.filter(({ box }) => box.crop !== null).sort((a, b) => worth(b) - worth(a))[0];
    if (best === undefined) continue;
    const offer = { detectionId: placed.get(best)!, worth: worth(best), jpeg: Buffer.from(best.box.crop!) };
    await offerPortrait(tx, await keptOf(tx, horse.individualId), offer);
  }
}
