// A photograph's way through the eyes: decoded once, and from those pixels thumbnail, network input, motion frame and crops.
// The next photograph is decoded (on other threads) while the network holds this one.
import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import { HerdbookError } from '../../shared/errors.ts';
import { decodePicture, fitWidth, type Picture, resizePixels, writeJpeg } from './codec.ts';
import { detect, type Prepared, prepareForDetector } from './detector.ts';
import { embedBodies } from './embedder.ts';
import { looksInfrared } from './features/infrared.ts';
import { findMotion, type MotionFrame, motionFrame, motionWidth } from './features/motion.ts';
import type { LoadedPack, Sessions } from './sessions.ts';
import { type Attributed, joinMotion, joinNetworks } from './sightings.ts';
import type { AnalysePhotosTask, FoundBox, PhotoResult, PhotoTimings, PhotoToAnalyse } from './tasks.ts';

const thumbnailQuality = 80;
/** Networks are asked from here on, so that motion can lift what they half saw over the library's threshold. */
const faintest = 0.1;
/** Bursts up to this many frames keep their pixels until motion is done; longer ones keep them at a half. */
const keptWhole = 5;
/** Photographs decoded before a network is ready for them: three keep it busy also when one of them is slow to read. */
const decodedAhead = 3;

interface Decoded {
  picture: Picture;
  infrared: boolean;
  motion: MotionFrame | null;
  prepared: Prepared[];
  timings: PhotoTimings;
}

/** A photograph on which the networks have been, waiting for its burst. */
interface Seen extends Decoded {
  photo: PhotoToAnalyse;
  boxes: Attributed[];
}

const noTimings = (): PhotoTimings => ({ decode: 0, detect: 0, motion: 0, embed: 0, thumbnail: 0 });
const since = (start: number): number => performance.now() - start;

function failed(photo: PhotoToAnalyse, error: unknown): PhotoResult {
  const reason = error instanceof Error ? error.message : String(error);
  const message = error instanceof HerdbookError ? reason : `${basename(photo.path)} could not be analysed: ${reason}`;
  const nothing = { width: 0, height: 0, damaged: false, infrared: false, scored: false, boxes: [] };
  return { id: photo.id, error: message, ...nothing, timings: noTimings() };
}

/**
 * Analyses neighbouring photographs of one deployment; one result per photograph, in their order. A photograph that cannot be
 * read gets a result with `error`; only a pack that cannot be loaded or answers wrongly throws. `afterEach` is told of progress.
 */
export async function analysePhotos(
  task: AnalysePhotosTask,
  sessions: Sessions,
  afterEach: () => void,
  signal: AbortSignal,
): Promise<PhotoResult[]> {
  const detectors: LoadedPack[] = [];
  for (const ref of task.detectors) detectors.push(await sessions.load(ref.folder));
  const embedder = task.embedder === null ? null : await sessions.load(task.embedder.folder);
  afterEach();

  const results = new Map<string, PhotoResult>();
  const groups = groupByEvent(task);
  const order = groups.flat();
  const lookAhead = (index: number): Promise<Decoded | Error> | null => {
    const photo = order[index];
    if (photo === undefined) return null;
    const inBurst = groups.some((group) => group.length > 1 && group.includes(photo));
    return decodeForAll(photo, detectors, inBurst).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
  };

  let index = 0;
  const ahead = Array.from({ length: decodedAhead }, (_, i) => lookAhead(i));
  for (const group of groups) {
    const seen: Seen[] = [];
    for (const photo of group) {
      signal.throwIfAborted();
      const decoded = (await ahead.shift())!;
      ahead.push(lookAhead(decodedAhead + index++));
      if (decoded instanceof Error) results.set(photo.id, failed(photo, decoded));
      else seen.push(await runDetectors(photo, decoded, detectors, task, group.length));
      afterEach();
    }
    for (const result of await finishGroup(seen, detectors.length > 0, embedder, task)) results.set(result.id, result);
    afterEach();
  }
  return task.photos.map((photo) => results.get(photo.id)!);
}

/** Photographs whose motion is judged together; without motion, or without an event, each stands alone. */
function groupByEvent({ photos, motion }: AnalysePhotosTask): PhotoToAnalyse[][] {
  const groups = new Map<string, PhotoToAnalyse[]>();
  photos.forEach((photo, i) => {
    const key = motion && photo.event !== null ? `event ${photo.event}` : `alone ${i}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [photo]);
    else group.push(photo);
  });
  return [...groups.values()];
}

/** Everything that is made from a photograph's pixels before a network sees it; runs off the main thread for the most part. */
async function decodeForAll(
  photo: PhotoToAnalyse,
  detectors: readonly LoadedPack[],
  inBurst: boolean,
): Promise<Decoded> {
  const timings = noTimings();
  let start = performance.now();
  const picture = await decodePicture(photo.path);
  timings.decode = since(start);
  start = performance.now();
  const small = await fitWidth(picture, motionWidth);
  const writing = writeJpeg(small, photo.thumbnailPath, thumbnailQuality);
  const [prepared] = await Promise.all([
    Promise.all(detectors.map((detector) => prepareForDetector(picture, detector))),
    writing,
  ]);
  timings.thumbnail = since(start);
  const infrared = photo.infrared ?? looksInfrared(small);
  const motion = inBurst ? motionFrame(small, infrared) : null;
  return { picture, infrared, motion, prepared, timings };
}

async function runDetectors(
  photo: PhotoToAnalyse,
  decoded: Decoded,
  detectors: readonly LoadedPack[],
  { thresholds }: AnalysePhotosTask,
  burst: number,
): Promise<Seen> {
  const start = performance.now();
  const found: Attributed[] = [];
  const lowest = Math.min(faintest, ...Object.values(thresholds));
  for (const [i, detector] of detectors.entries()) {
    const sighted = await detect(decoded.prepared[i]!, detector, lowest);
    found.push(...sighted.map((box) => ({ ...box, source: detector.name, alsoSeenBy: [] })));
  }
  decoded.timings.detect = since(start);
  const picture = burst > keptWhole ? await halved(decoded.picture) : decoded.picture;
  return { ...decoded, picture, prepared: [], photo, boxes: joinNetworks(found) };
}

async function halved(picture: Picture): Promise<Picture> {
  const half = await resizePixels(picture, Math.ceil(picture.width / 2), Math.ceil(picture.height / 2));
  return { ...picture, ...half };
}

/** Motion over a whole event, then the body vectors, then the answers. */
async function finishGroup(
  seen: readonly Seen[],
  networks: boolean,
  embedder: LoadedPack | null,
  { thresholds }: AnalysePhotosTask,
): Promise<PhotoResult[]> {
  const start = performance.now();
  const findings = findMotion(seen.flatMap(({ motion }) => (motion === null ? [] : [motion])));
  const perPhoto = since(start) / Math.max(1, findings.length);
  const results: PhotoResult[] = [];
  let at = 0;
  for (const { photo, picture, infrared, motion, boxes, timings } of seen) {
    const finding = motion === null ? null : (findings[at++] ?? null);
    if (finding !== null) timings.motion = perPhoto;
    // A doubtful person must not swallow what moved there; a doubtful animal may still be lifted by it.
    const candidates = boxes.filter((box) => box.category === 'animal' || box.confidence >= thresholds[box.category]);
    const all = joinMotion(candidates, finding?.boxes ?? []).filter(
      (box) => box.confidence >= thresholds[box.category],
    );
    const embedding = performance.now();
    const animals = all.filter((box) => box.category === 'animal');
    const features = await embedBodies(
      picture,
      animals.map(({ box }) => box),
      infrared,
      embedder,
    );
    timings.embed = since(embedding);
    const withFeature = (box: Attributed): FoundBox => ({ ...box, feature: features[animals.indexOf(box)] ?? null });
    results.push({
      id: photo.id,
      error: null,
      width: picture.fullWidth,
      height: picture.fullHeight,
      damaged: picture.damaged,
      infrared,
      scored: networks || finding !== null,
      boxes: all.map(withFeature),
      timings,
    });
  }
  return results;
}
