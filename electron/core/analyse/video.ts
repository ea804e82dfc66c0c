// A video in the analysis: a frame a second is looked at by a worker, and what it saw becomes boxes that know their moment. A video that
// cannot be read fails like a photograph, with its reason, and stops no other.

import type { MediaId } from '../../../shared/domain/ids.ts';
import { HerdbookError } from '../../../shared/errors.ts';
import type { Inference } from '../../inference/supervisor.ts';
import type { VideoResult } from '../../inference/tasks.ts';
import { type ClaimedMedia, claimMedia, completeMedia, failMedia, releaseMedia } from '../../store/analysis.ts';
import { type BodyVector, followBodies } from '../../store/features.ts';
import { boxesOnRecord, removeBoxes } from '../../store/found-boxes.ts';
import type { Queries } from '../../store/open.ts';
import { flag } from '../../store/rows.ts';
import type { Library } from '../house.ts';
import { judge, type Kept, keepBoxes, RETRY_PAUSES_MS } from './keep-results.ts';
import { asRef, type Tools } from './packs-in-use.ts';
import { thumbnailOf } from './thumbnail.ts';

const EVERY_MS = 1000;
/** Frames of one video; a longer one is looked at less often. */
const MOST_FRAMES = 60;
/** Failures that are the video's own, as against those of a model, which would fail every other as well. */
const OWN_FAILURES = new Set(['picture-unreadable', 'worker-crashed', 'worker-hung', 'unexpected']);

export async function analyseVideo(
  library: Library,
  inference: Inference,
  tools: Tools,
  id: MediaId,
  signal: AbortSignal,
): Promise<Kept> {
  const { db } = library.store;
  const [video] = await claimMedia(db, [id]);
  if (video === undefined) return { completed: 0, givenUp: 0, detections: 0 };
  try {
    const result = await inference.analyseVideo(
      {
        id,
        path: library.locate(video.path),
        thumbnailPath: library.locate(thumbnailOf(id)),
        everyMs: EVERY_MS,
        maxFrames: MOST_FRAMES,
        detectors: tools.detector === null ? [] : [asRef(tools.detector)!],
        motion: true,
        embedder: asRef(tools.embedder),
        thresholds: tools.thresholds,
      },
      { signal },
    );
    return await keepVideo(db, video, result, tools);
  } catch (error) {
    if (!isOwnFailure(error)) {
      await releaseMedia(db, [id]);
      throw error;
    }
    const why = error instanceof Error ? error.message : String(error);
    const { givenUp } = await db.transaction().execute((tx) => failMedia(tx, id, why, RETRY_PAUSES_MS));
    return { completed: 0, givenUp: givenUp ? 1 : 0, detections: 0 };
  }
}

const isOwnFailure = (error: unknown): boolean => error instanceof HerdbookError && OWN_FAILURES.has(error.code);

/** One transaction: after a kill the video is either analysed or not. */
async function keepVideo(db: Queries, video: ClaimedMedia, result: VideoResult, tools: Tools): Promise<Kept> {
  const renewed: BodyVector[] = [];
  const detections = await db.transaction().execute(async (tx) => {
    await completeMedia(tx, video.id, {
      width: result.width,
      height: result.height,
      damaged: flag(result.damaged),
      infrared: flag(result.infrared),
      thumbnail: thumbnailOf(video.id),
    });
    if (!result.scored) return 0;
    const onRecord = Map.groupBy(await boxesOnRecord(tx, [video.id]), ({ frame_ms }) => frame_ms);
    let count = 0;
    for (const { ms, boxes } of result.frames) {
      const seen = boxes.flatMap((box) => judge(box, video, tools));
      count += seen.length;
      renewed.push(...(await keepBoxes(tx, video.id, onRecord.get(ms) ?? [], seen, ms)));
      onRecord.delete(ms);
    }
    // Moments that were looked at before and not now: what the program alone saw there gives way.
    const old = [...onRecord.values()].flat().filter(({ human }) => !human);
    await removeBoxes(
      tx,
      old.map(({ id }) => id),
    );
    return count;
  });
  await followBodies(db, renewed);
  return { completed: 1, givenUp: 0, detections };
}
