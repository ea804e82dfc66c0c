// A box drawn or moved by hand gets its body vector like any other. It happens after the box is stored and beside the answer to the
// person, because a busy worker may take a while, and a box without a vector is still a box.
import type { Box } from '../../../shared/domain/box.ts';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import { findPlacedBox } from '../../store/detections.ts';
import { dropFeatures, followBodies, putBody } from '../../store/features.ts';
import type { House } from '../house.ts';
import { queueMatchWhereNeeded } from './match-next.ts';
import { embedderOf } from './packs-in-use.ts';

/**
 * Computes and stores the vector of an animal's box as it is now, in place of those of where it was, and lets matching go on.
 * Never throws: without a vector the animal can still be named by hand.
 */
export async function describeBody(house: House, id: DetectionId): Promise<void> {
  const library = house.library();
  const { db } = library.store;
  try {
    const box = await findPlacedBox(db, id);
    if (box === undefined || box.deleted === 1 || box.category !== 'animal' || box.media_kind !== 'image') return;
    await dropFeatures(db, id);
    const place: Box = [box.x, box.y, box.width, box.height];
    const [body] = await house.inference().extractBody({
      path: library.locate(box.media_path),
      boxes: [{ id, box: place }],
      embedder: await embedderOf(library),
    });
    if (body === undefined) return;
    const feature = { detectionId: id, model: body.model, vector: body.vector };
    await putBody(db, feature);
    await followBodies(db, [feature]);
    await queueMatchWhereNeeded(library);
    house.changed('detections', 'review');
  } catch (error) {
    console.error(`body vector of detection ${id}:`, error instanceof Error ? error.message : error);
  }
}
