// Best pictures of individuals, by box area × confidence (product.md 6.5), and the one that is kept for the profile card.
import { sql } from 'kysely';
import type { Box } from '../../shared/domain/box.ts';
import type { DetectionId, IndividualId } from '../../shared/domain/ids.ts';
import type { MediaKind } from '../../shared/domain/words.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';

/** Of a box on a video its moment (its beginning where none was given), null on a photograph. */
export const momentOf = (kind: MediaKind, frameMs: number | null): number | null =>
  kind === 'video' ? (frameMs ?? 0) : null;

export interface BestPicture {
  individualId: IndividualId;
  detectionId: DetectionId;
  path: string;
  /** File name of the photograph or video. */
  name: string;
  /** Milliseconds into a video; null on a photograph. */
  frameMs: number | null;
  box: Box;
}

/** Best detections of individuals by box area × confidence (product.md 6.5), up to `most` each, best first. */
export async function bestPictures(
  db: Queries,
  individuals: readonly IndividualId[],
  most: number,
): Promise<BestPicture[]> {
  return inPortions([...new Set(individuals)], async (some) => {
    const ranked = db
      .selectFrom('identification')
      .innerJoin('detection', 'detection.id', 'identification.detection_id')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .select([
        'identification.individual_id',
        'detection.id as detection_id',
        'detection.x',
        'detection.y',
        'detection.width',
        'detection.height',
        'detection.frame_ms',
        'media.path',
        'media.name',
        'media.kind',
        sql<number>`row_number() over (partition by identification.individual_id
          order by detection.width * detection.height * detection.confidence desc, detection.id)`.as('place'),
      ])
      .where('identification.individual_id', 'in', some)
      .where('identification.state', 'in', STANDING)
      .where(present);
    const rows = await db
      .selectFrom(ranked.as('ranked'))
      .selectAll()
      .where('place', '<=', most)
      .orderBy('individual_id')
      .orderBy('place')
      .execute();
    return rows.map((row) => ({
      individualId: row.individual_id,
      detectionId: row.detection_id,
      path: row.path,
      name: row.name,
      frameMs: momentOf(row.kind, row.frame_ms),
      box: [row.x, row.y, row.width, row.height] as Box,
    }));
  });
}

/** An individual whose picture is to be made, or (null) taken away because nothing shows it any more. */
export type StalePortrait = BestPicture | { individualId: IndividualId; detectionId: null };

/** Individuals whose picture is not that of their best detection, or is missing. All of the register without `among`. */
export async function stalePortraits(db: Queries, among?: readonly IndividualId[]): Promise<StalePortrait[]> {
  const shown = db
    .selectFrom('individual')
    .select(['id', 'thumbnail_detection_id', sql<number>`thumbnail is not null`.as('has')])
    .where('merged_into', 'is', null);
  const rows =
    among === undefined
      ? await shown.execute()
      : await inPortions([...new Set(among)], (some) => shown.where('id', 'in', some).execute());
  const ids = rows.map(({ id }) => id);
  const best = new Map((await bestPictures(db, ids, 1)).map((picture) => [picture.individualId, picture]));
  return rows.flatMap(({ id, thumbnail_detection_id: detection, has }): StalePortrait[] => {
    const picture = best.get(id);
    if (picture === undefined) return detection === null && has === 0 ? [] : [{ individualId: id, detectionId: null }];
    return picture.detectionId === detection && has === 1 ? [] : [picture];
  });
}

export async function savePortrait(
  db: Queries,
  individual: IndividualId,
  detection: DetectionId | null,
  jpeg: Buffer | null,
): Promise<void> {
  await db
    .updateTable('individual')
    .set({ thumbnail: jpeg, thumbnail_detection_id: detection })
    .where('id', '=', individual)
    .execute();
}
