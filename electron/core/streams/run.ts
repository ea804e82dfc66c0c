// The stream job: one chunk is taken in, looked through half a minute at a time, and its horses are followed and recognised. How far it is
// stands in the catalogue beside what was seen, so a job that was killed goes on where it was.
import { basename } from 'node:path';
import { z } from 'zod';
import { ChunkId, type IndividualId, type MediaId, type TrackId } from '../../../shared/domain/ids.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import type { VideoResult } from '../../inference/tasks.ts';
import { completeMedia, failMedia } from '../../store/analysis.ts';
import { boxesOnRecord, removeBoxes } from '../../store/found-boxes.ts';
import { findFile } from '../../store/media.ts';
import type { Queries } from '../../store/open.ts';
import { flag, newId, now } from '../../store/rows.ts';
import type { ChunkTable, StreamTable } from '../../store/schema.ts';
import { keptOf } from '../../store/stream-registry.ts';
import { changeChunk, findChunk, findStream } from '../../store/streams.ts';
import { openTracks } from '../../store/tracks.ts';
import { vectorOf } from '../../store/vectors.ts';
import { judge } from '../analyse/keep-results.ts';
import { queueMatchWhereNeeded } from '../analyse/match-next.ts';
import { asRef, type Tools, toolsOf } from '../analyse/packs-in-use.ts';
import { thumbnailOf } from '../analyse/thumbnail.ts';
import type { House } from '../house.ts';
import type { JobContext, JobRunner } from '../jobs/queue.ts';
import { bodyModel } from '../match/bodies.ts';
import { bodyScore } from '../match/score.ts';
import { type ChunkKeeping, keepSeen, type Progress, type SeenInChunk } from './keeping.ts';
import { describeRegistry, enrolSplitOff, loadRegistry } from './registry.ts';
import { takeInChunk } from './take-in.ts';
import { LOST_FRAMES, Tracker } from './tracker.ts';

const Payload = z.object({ chunkId: ChunkId });

/** Distance of the frames looked at: 30 lost frames are a quarter of a minute. */
export const EVERY_MS = 500;
const STRETCH_MS = 30_000;
/** Boxes after which everything is saved (product.md 7). */
const SAVE_EVERY = 10;
const CROP_SIZE = 200;
/** Frames lie this much before the moments asked for at most. */
const NEAR_MS = 5;
const TELL_MS = 1000;

export interface ChunkResult {
  frames: number;
  /** Horses seen in this run, by the ids of their individuals. */
  individuals: string[];
}

export function streamRunner(house: House): JobRunner {
  return {
    kind: 'stream',
    run: (payload, context) => processChunk(house, Payload.parse(payload).chunkId, context),
  };
}

/** Looks a chunk through from where it was left. @throws NotFoundError, SourceUnreadableError, and what inference throws */
export async function processChunk(
  house: House,
  chunkId: ChunkId,
  context: Pick<JobContext, 'signal' | 'progress'>,
): Promise<ChunkResult> {
  const { db } = house.library().store;
  const chunk = await findChunk(db, chunkId);
  const stream = chunk === undefined ? undefined : await findStream(db, chunk.stream_id);
  if (chunk === undefined || stream === undefined)
    throw new NotFoundError('This chunk is not in the library any more.');
  if (chunk.state === 'completed') return { frames: chunk.frames, individuals: [] };
  try {
    await changeChunk(db, chunkId, { state: 'processing', error: null, started_at: chunk.started_at ?? now() });
    house.changed('streams');
    const mediaId = chunk.media_id ?? (await takeInChunk(house, stream, chunk, context.signal));
    return await follow(house, stream, chunk, mediaId, context);
  } catch (error) {
    if (context.signal.aborted) await changeChunk(db, chunkId, { state: 'waiting' });
    else await giveUp(db, chunkId, error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    house.changed('streams', 'individuals', 'detections', 'media', 'review');
  }
}

/** The video is failed with the chunk, so that nothing waits for it. */
async function giveUp(db: Queries, chunkId: ChunkId, error: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await changeChunk(tx, chunkId, { state: 'failed', error, finished_at: now() });
    const mediaId = (await findChunk(tx, chunkId))?.media_id ?? null;
    if (mediaId !== null) await failMedia(tx, mediaId, error, []);
  });
}

async function follow(
  house: House,
  stream: StreamTable,
  chunk: ChunkTable,
  mediaId: MediaId,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>,
): Promise<ChunkResult> {
  const library = house.library();
  const { db } = library.store;
  const tools = await toolsOf(library);
  const path = library.locate((await findFile(db, mediaId))!.path);
  const keeping = await begin(house, stream, chunk, mediaId);
  const at: Progress = { doneMs: chunk.done_ms, frames: chunk.frames, durationMs: chunk.duration_ms };
  const met = new Set<string>();
  let waiting: SeenInChunk[] = [];
  let facts: VideoResult | undefined;
  let damaged = false;
  let told = 0;
  for (let from = at.doneMs, ended = false; !ended; from += STRETCH_MS) {
    signal.throwIfAborted();
    drawProgress(progress, chunk, at);
    const looked = await lookAt(house, tools, mediaId, path, from, signal);
    facts = looked;
    damaged ||= looked.damaged;
    at.durationMs = looked.durationMs;
    for (const { ms, boxes } of looked.frames) {
      signal.throwIfAborted();
      const seen = boxes.map((box) => ({ crop: box.crop, judged: judge(box, { species: 'horse' }, tools)[0] }));
      const judged = seen.flatMap(({ crop, judged: box }) => (box === undefined ? [] : [{ ...box, crop }]));
      const animals = judged.filter(({ category }) => category === 'animal');
      const tracks = keeping.tracker.step(
        ms,
        animals.map((one) => ({ box: one.box, vector: one.feature?.vector ?? null, horse: one.judged === 'horse' })),
      );
      waiting.push(...judged.map((box) => ({ ms, box, track: tracks[animals.indexOf(box)] ?? null })));
      for (const { individual } of tracks) if (individual !== null) met.add(individual);
      at.frames++;
      at.doneMs = (Math.floor((ms + NEAR_MS) / EVERY_MS) + 1) * EVERY_MS;
      if (waiting.length < SAVE_EVERY && keeping.tracker.strangers().length === 0) continue;
      await keepSeen(keeping, waiting, at);
      for (const { track } of waiting) if (track?.individual) met.add(track.individual);
      waiting = [];
      if (performance.now() - told < TELL_MS) continue;
      house.changed('streams', 'individuals', 'detections');
      told = performance.now();
    }
    ended = looked.durationMs === null ? looked.frames.length === 0 : from + STRETCH_MS >= looked.durationMs;
    at.doneMs = Math.max(at.doneMs, from + STRETCH_MS);
    await keepSeen(keeping, waiting, at);
    waiting = [];
    drawProgress(progress, chunk, at);
  }
  if (facts !== undefined) await finish(house, chunk.id, mediaId, { ...facts, damaged });
  await queueMatchWhereNeeded(library);
  return { frames: at.frames, individuals: [...met] };
}

/** The registry in memory, the tracks an interrupted run had open, and a media item without boxes of an earlier analysis. */
async function begin(house: House, stream: StreamTable, chunk: ChunkTable, mediaId: MediaId): Promise<ChunkKeeping> {
  const library = house.library();
  const { store } = library;
  const { db } = store;
  const model = await bodyModel(library);
  const similarity = (a: Float32Array, b: Float32Array) => bodyScore(model.name, cosine(a, b));
  await enrolSplitOff(db, stream, chunk.id, model.name);
  await describeRegistry(house, stream, model);
  const tracker = new Tracker({ similarity, newId: () => newId<TrackId>() });
  const horses: ChunkKeeping['horses'] = new Map();
  for (const horse of (await loadRegistry(db, stream)).reverse()) {
    horses.set(horse.individualId, horse);
    if (horse.model === model.name) tracker.remember(horse.individualId, horse.appearance);
  }
  if (chunk.done_ms === 0) {
    await db.transaction().execute(async (tx) => {
      const own = (await boxesOnRecord(tx, [mediaId])).filter(({ human }) => !human);
      await removeBoxes(
        tx,
        own.map(({ id }) => id),
      );
    });
  } else await resumeTracks(store, tracker, chunk, model.name);
  return { store, stream, chunkId: chunk.id, mediaId, model: model.name, tracker, similarity, horses };
}

async function resumeTracks(
  { db }: ChunkKeeping['store'],
  tracker: Tracker,
  chunk: ChunkTable,
  model: string,
): Promise<void> {
  for (const { track, last } of await openTracks(db, chunk.id, chunk.done_ms - LOST_FRAMES * EVERY_MS, model)) {
    if (last === undefined) continue;
    tracker.resume({
      id: track.id,
      individual: track.individual_id === null ? null : await keptOf(db, track.individual_id as IndividualId),
      box: [last.x, last.y, last.width, last.height],
      appearance: last.vector === null ? null : vectorOf(last.vector),
      firstMs: track.first_ms,
      lastMs: track.last_ms,
      detections: track.detections,
      clear: track.detections,
      horse: track.detections,
      lost: Math.max(0, Math.round((chunk.done_ms - track.last_ms) / EVERY_MS) - 1),
    });
  }
}

/** −1 to 1 for vectors of length 1; 0 where they are not of one kind. */
function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function lookAt(house: House, tools: Tools, id: MediaId, path: string, fromMs: number, signal: AbortSignal) {
  return house.inference().analyseVideo(
    {
      id,
      path,
      thumbnailPath: fromMs === 0 ? house.library().locate(thumbnailOf(id)) : null,
      fromMs,
      untilMs: fromMs + STRETCH_MS,
      everyMs: EVERY_MS,
      maxFrames: STRETCH_MS / EVERY_MS,
      detectors: tools.detector === null ? [] : [asRef(tools.detector)!],
      motion: true,
      embedder: asRef(tools.embedder),
      thresholds: tools.thresholds,
      cropSize: CROP_SIZE,
    },
    { signal },
  );
}

async function finish(house: House, chunkId: ChunkId, mediaId: MediaId, facts: VideoResult): Promise<void> {
  await house
    .library()
    .store.db.transaction()
    .execute(async (tx) => {
      await changeChunk(tx, chunkId, { state: 'completed', finished_at: now(), duration_ms: facts.durationMs });
      await completeMedia(tx, mediaId, {
        width: facts.width,
        height: facts.height,
        damaged: flag(facts.damaged),
        infrared: flag(facts.infrared),
        thumbnail: thumbnailOf(mediaId),
      });
    });
}

function drawProgress(progress: JobContext['progress'], chunk: ChunkTable, { doneMs, durationMs }: Progress): void {
  const name = basename(chunk.path);
  if (durationMs === null) {
    progress({ done: 0, total: 1, doing: `Following horses through ${name}` });
    return;
  }
  const total = Math.max(1, Math.round(durationMs / 1000));
  const done = Math.min(total, Math.round(doneMs / 1000));
  progress({ done, total, doing: `Following horses through ${name}, second by second` });
}
