// A video's way through the eyes: frames at even distances, each decoded once and looked at like a photograph, then let go. What moved is
// what differs from the clip's own median, the scene as it is most of the time.
import { fitWidth, type Picture, type Pixels, writeJpeg } from './codec.ts';
import { detect, prepareForDetector } from './detector.ts';
import { embedBodies } from './embedder.ts';
import { looksInfrared } from './features/infrared.ts';
import { type MotionFrame, motionAgainst, motionFrame, motionWidth } from './features/motion.ts';
import { cropPixels } from './pictures.ts';
import type { LoadedPack, Sessions } from './sessions.ts';
import { type Attributed, joinMotion, joinNetworks } from './sightings.ts';
import type { AnalyseVideoTask, VideoBox, VideoResult } from './tasks.ts';
import { frameAt, type VideoFrame, withVideo } from './video.ts';

const thumbnailQuality = 80;
const cropQuality = 80;
const cropBytes = 50 * 1024;
/** As with photographs: what networks half see may be lifted by motion. */
const faintest = 0.1;
/** Moments out of which the median scene is made: an animal would have to stand still in five of nine to become part of it. */
const sceneMoments = 9;
const fewestMoments = 3;
/** Frames further apart than this are found by searching in the file, nearer ones by reading on. */
const farApartMs = 4000;

interface Poster {
  small: Pixels;
  animals: number;
}

/**
 * Looks at frames of a video. Throws PictureUnreadableError where there is not one; a video that can be read in part comes back with
 * `damaged: true`. `alive` is called at least once per frame looked at.
 */
export async function analyseVideo(
  task: AnalyseVideoTask,
  sessions: Sessions,
  alive: () => void,
  signal: AbortSignal,
): Promise<VideoResult> {
  const detectors: LoadedPack[] = [];
  for (const ref of task.detectors) detectors.push(await sessions.load(ref.folder));
  const embedder = task.embedder === null ? null : await sessions.load(task.embedder.folder);
  alive();

  return withVideo(task.path, async (video) => {
    const facts = video.describe();
    const stretch = stretchOf(task, facts.durationMs);
    const scene = task.motion ? await medianScene(task.path, stretch, alive) : null;
    const frames: VideoResult['frames'] = [];
    let infrared = 0;
    let poster: Poster | null = null;
    const chosen =
      stretch.everyMs > farApartMs && stretch.untilMs !== undefined
        ? separateFrames(task.path, stretch)
        : video.frames(stretch, alive);
    for await (const { ms, picture } of chosen) {
      signal.throwIfAborted();
      const small = await fitWidth(picture, motionWidth);
      const dark = looksInfrared(small);
      if (dark) infrared++;
      const moved = scene === null ? null : motionAgainst(motionFrame(small, scene.infrared), scene);
      const found = joinMotion(await askNetworks(picture, detectors, task), moved?.boxes ?? []);
      const boxes = found.filter((box) => box.confidence >= task.thresholds[box.category]);
      frames.push({ ms, boxes: await describeBoxes(picture, boxes, dark, embedder, task.cropSize) });
      const animals = boxes.filter(({ category }) => category === 'animal').length;
      if (poster === null || animals > poster.animals) poster = { small, animals };
      alive();
      if (frames.length >= task.maxFrames) break;
    }
    if (frames.length === 0 && task.fromMs === undefined) {
      const picture = await frameAt(task.path, 0);
      poster = { small: await fitWidth(picture, motionWidth), animals: 0 };
    }
    if (poster !== null && task.thumbnailPath !== null)
      await writeJpeg(poster.small, task.thumbnailPath, thumbnailQuality);
    return {
      id: task.id,
      ...facts,
      damaged: video.damaged,
      infrared: infrared * 2 > frames.length,
      scored: detectors.length > 0 || scene !== null,
      frames,
    };
  });
}

interface Stretch {
  fromMs: number;
  untilMs?: number;
  everyMs: number;
}

/** Distances are stretched so that the frames reach to the end. */
function stretchOf({ fromMs = 0, untilMs, everyMs, maxFrames }: AnalyseVideoTask, durationMs: number | null): Stretch {
  const end = Math.min(untilMs ?? Number.POSITIVE_INFINITY, durationMs ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(end)) return { fromMs, everyMs };
  const spread = Math.ceil((end - fromMs) / maxFrames);
  return {
    fromMs,
    ...(untilMs === undefined && durationMs === null ? {} : { untilMs: end + 1 }),
    everyMs: Math.max(everyMs, spread),
  };
}

async function* separateFrames(path: string, { fromMs, untilMs = 0, everyMs }: Stretch): AsyncGenerator<VideoFrame> {
  for (let ms = fromMs; ms < untilMs; ms += everyMs) {
    const picture = await frameAt(path, ms).catch(() => null);
    if (picture !== null) yield { ms, picture };
  }
}

/** The per-pixel median of moments spread over the stretch; null where fewer than three can be read. */
async function medianScene(path: string, { fromMs, untilMs, everyMs }: Stretch, alive: () => void) {
  const step = untilMs === undefined ? everyMs : (untilMs - fromMs) / sceneMoments;
  const seen: { small: Pixels; infrared: boolean }[] = [];
  for (let i = 0; i < sceneMoments; i++) {
    const picture = await frameAt(path, fromMs + step * (i + 0.5)).catch(() => null);
    alive();
    if (picture === null) continue;
    const small = await fitWidth(picture, motionWidth);
    seen.push({ small, infrared: looksInfrared(small) });
  }
  if (seen.length < fewestMoments) return null;
  // A clip is one kind of light; a frame whose pixels look like the other one is still of the same scene.
  const infrared = seen.filter((moment) => moment.infrared).length * 2 > seen.length;
  const frames = seen.map(({ small }) => motionFrame(small, infrared));
  return medianFrame(frames);
}

/** `frames` are of one size and not empty. */
export function medianFrame(frames: readonly MotionFrame[]): MotionFrame {
  const [first] = frames;
  const light = new Float32Array(first!.light.length);
  const values = new Float32Array(frames.length);
  for (let i = 0; i < light.length; i++) {
    for (let f = 0; f < frames.length; f++) values[f] = frames[f]!.light[i]!;
    light[i] = values.sort()[frames.length >> 1]!;
  }
  const top = Math.max(...frames.map((frame) => frame.top));
  const bottom = Math.min(...frames.map((frame) => frame.bottom));
  return { ...first!, light, top, bottom };
}

async function askNetworks(
  picture: Picture,
  detectors: readonly LoadedPack[],
  { thresholds }: AnalyseVideoTask,
): Promise<Attributed[]> {
  const lowest = Math.min(faintest, ...Object.values(thresholds));
  const found: Attributed[] = [];
  for (const detector of detectors) {
    const sighted = await detect(await prepareForDetector(picture, detector), detector, lowest);
    found.push(...sighted.map((box) => ({ ...box, source: detector.name, alsoSeenBy: [] })));
  }
  // A doubtful person must not swallow what moved there; a doubtful animal may still be lifted by it.
  return joinNetworks(found).filter((box) => box.category === 'animal' || box.confidence >= thresholds[box.category]);
}

async function describeBoxes(
  picture: Picture,
  boxes: readonly Attributed[],
  infrared: boolean,
  embedder: LoadedPack | null,
  cropSize: number | undefined,
): Promise<VideoBox[]> {
  const animals = boxes.filter(({ category }) => category === 'animal');
  const places = animals.map(({ box }) => box);
  const features = await embedBodies(picture, places, infrared, embedder);
  const crops = await Promise.all(
    places.map((box) => (cropSize === undefined ? null : cropOf(picture, box, cropSize))),
  );
  return boxes.map((box) => {
    const place = animals.indexOf(box);
    return { ...box, feature: features[place] ?? null, crop: crops[place] ?? null };
  });
}

async function cropOf(picture: Picture, box: VideoBox['box'], size: number): Promise<Buffer> {
  return (await cropPixels(picture, { box, size, quality: cropQuality, maxBytes: cropBytes })).jpeg;
}
