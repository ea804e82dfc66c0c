// What the workers saw becomes rows: one transaction per batch, so that after a kill a photograph is either analysed or not.

import { clampBox } from '../../../shared/domain/box.ts';
import type { DetectionId, MediaId } from '../../../shared/domain/ids.ts';
import type { FoundBox, PhotoResult } from '../../inference/tasks.ts';
import { type ClaimedMedia, completeMedia, failMedia } from '../../store/analysis.ts';
import { type BodyVector, followBodies, putBody } from '../../store/features.ts';
import { addBox, type BoxOnRecord, boxesOnRecord, removeBoxes, renewBox } from '../../store/found-boxes.ts';
import type { Queries, Tx } from '../../store/open.ts';
import { flag, newId, now } from '../../store/rows.ts';
import type { Tools } from './packs-in-use.ts';
import { type SeenBox, settleBoxes } from './settle.ts';
import { speciesOf } from './species.ts';
import { thumbnailOf } from './thumbnail.ts';

/**
 * Milliseconds before the second and before the third try; after the third a photograph is given up. Short, because a file that
 * cannot be read rarely heals, and long enough for a drive that was just waking up.
 */
export const RETRY_PAUSES_MS = [200, 1000];

export interface Kept {
  completed: number;
  givenUp: number;
  detections: number;
}

/** Stores the answers for a batch. A photograph without an answer counts as failed. */
export async function keepResults(
  db: Queries,
  photos: readonly ClaimedMedia[],
  results: readonly PhotoResult[],
  tools: Tools,
): Promise<Kept> {
  const answers = new Map(results.map((result) => [result.id, result]));
  const renewed: BodyVector[] = [];
  const kept = await db.transaction().execute(async (tx) => {
    const count: Kept = { completed: 0, givenUp: 0, detections: 0 };
    const seen: { photo: ClaimedMedia; boxes: FoundBox[] }[] = [];
    for (const photo of photos) {
      const result = answers.get(photo.id);
      if (result === undefined || result.error !== null) {
        const why = result?.error ?? `${photo.name} was not answered by the analysis.`;
        if ((await failMedia(tx, photo.id, why, RETRY_PAUSES_MS)).givenUp) count.givenUp++;
        continue;
      }
      await completeMedia(tx, photo.id, {
        width: result.width,
        height: result.height,
        damaged: flag(result.damaged),
        infrared: flag(result.infrared),
        thumbnail: thumbnailOf(photo.id),
      });
      count.completed++;
      // Nothing looked at it: what an earlier run saw there is still the best that is known.
      if (result.scored) seen.push({ photo, boxes: result.boxes });
    }
    const ids = seen.map(({ photo }) => photo.id);
    const onRecord = Map.groupBy(ids.length === 0 ? [] : await boxesOnRecord(tx, ids), (box) => box.media_id);
    for (const { photo, boxes } of seen) {
      const judged = boxes.flatMap((box) => judge(box, photo, tools));
      count.detections += judged.length;
      renewed.push(...(await keepBoxes(tx, photo.id, onRecord.get(photo.id) ?? [], judged)));
    }
    return count;
  });
  await followBodies(db, renewed);
  return kept;
}

/** Brings a box inside the photograph and gives it its species; a box without area is nothing. */
export function judge(found: FoundBox, photo: Pick<ClaimedMedia, 'species'>, tools: Tools): SeenBox[] {
  const box = clampBox(found.box);
  if (!(box[2] > 0 && box[3] > 0)) return [];
  const judged = speciesOf(found, photo.species, tools.vocabulary(found.source));
  return [{ ...found, box, judged, confidence: Math.min(1, Math.max(0, found.confidence)) }];
}

/** Answers with the vectors of boxes that were there before. `frameMs`: moment of a video. */
export async function keepBoxes(
  tx: Tx,
  media: MediaId,
  onRecord: readonly BoxOnRecord[],
  seen: readonly SeenBox[],
  frameMs: number | null = null,
): Promise<BodyVector[]> {
  const { add, renew, remove } = settleBoxes(onRecord, seen);
  await removeBoxes(
    tx,
    remove.map(({ id }) => id),
  );
  for (const box of add) {
    const id = newId<DetectionId>();
    await addBox(tx, {
      id,
      media_id: media,
      category: box.category,
      species: box.judged,
      class: null,
      ...sight(box),
      flank: 'unknown',
      frame_ms: frameMs,
      by_person: 0,
      deleted: 0,
      created_at: now(),
    });
    if (box.feature !== null) await putBody(tx, { detectionId: id, ...box.feature });
  }
  const vectors: BodyVector[] = [];
  for (const { old, seen: box } of renew) {
    await renewBox(tx, old.id, sight(box));
    if (box.feature === null) continue;
    const vector = { detectionId: old.id, ...box.feature };
    await putBody(tx, vector);
    vectors.push(vector);
  }
  return vectors;
}

const sight = ({ confidence, box: [x, y, width, height], source, label }: SeenBox) => ({
  confidence,
  x,
  y,
  width,
  height,
  source,
  label,
});
