// Boxes on media. Reading them always leaves out those a person deleted and always brings who the animal is held to be, so that
// no screen has to ask again.

import type { DetectionId, EventId, MediaId } from '../../shared/domain/ids.ts';
import type { Detection } from '../../shared/domain/media.ts';
import type { Category, Species } from '../../shared/domain/words.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';
import type { DetectionTable } from './schema.ts';

/** Boxes with the identification that stands (proposed or confirmed), if any, and that individual's name. */
const identified = (db: Queries) =>
  db
    .selectFrom('detection')
    .leftJoin('identification', (join) =>
      join.onRef('identification.detection_id', '=', 'detection.id').on('identification.state', 'in', STANDING),
    )
    .leftJoin('individual', 'individual.id', 'identification.individual_id')
    .selectAll('detection')
    .select([
      'identification.individual_id as individual_id',
      'identification.state as identification',
      'identification.score as score',
      'individual.name as individual_name',
    ]);
type IdentifiedRow = Awaited<ReturnType<ReturnType<typeof identified>['execute']>>[number];

/** Boxes of many media, surest first within each; media without boxes are not in the map. */
export async function detectionsOf(db: Queries, media: readonly MediaId[]): Promise<Map<MediaId, Detection[]>> {
  const found = new Map<MediaId, Detection[]>();
  const rows = await inPortions(media, (some) =>
    identified(db)
      .where(present)
      .where('detection.media_id', 'in', some)
      .orderBy('detection.confidence', 'desc')
      .orderBy('detection.id')
      .execute(),
  );
  for (const row of rows) {
    const known = found.get(row.media_id);
    if (known === undefined) found.set(row.media_id, [toDetection(row)]);
    else known.push(toDetection(row));
  }
  return found;
}

/** One box, or null where there is none or a person deleted it. */
export async function findDetection(db: Queries, id: string): Promise<Detection | null> {
  const row = await identified(db)
    .where(present)
    .where('detection.id', '=', id as DetectionId)
    .executeTakeFirst();
  return row === undefined ? null : toDetection(row);
}

function toDetection(row: IdentifiedRow): Detection {
  return {
    id: row.id,
    mediaId: row.media_id,
    category: row.category,
    species: row.species,
    class: row.class,
    confidence: row.confidence,
    box: [row.x, row.y, row.width, row.height],
    source: row.source,
    label: row.label,
    flank: row.flank,
    frameMs: row.frame_ms,
    individualId: row.individual_id,
    individualName: row.individual_name,
    identification: row.identification,
    score: row.score,
  };
}

/** A box and the picture it is on, also where the box was deleted: history still shows it. */
export async function findPlacedBox(db: Queries, id: string) {
  return db
    .selectFrom('detection')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .selectAll('detection')
    .select(['media.path as media_path', 'media.name as media_name', 'media.kind as media_kind'])
    .where('detection.id', '=', id as DetectionId)
    .executeTakeFirst();
}

/** Animal boxes of an event that nobody deleted. */
export async function animalsOfEvent(db: Queries, event: EventId): Promise<DetectionTable[]> {
  return db
    .selectFrom('detection')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .selectAll('detection')
    .where('media.event_id', '=', event)
    .where('detection.category', '=', 'animal')
    .where(present)
    .execute();
}

/** Proposals of the program for these boxes: what a change of species makes void. */
export async function proposalsOn(db: Queries, detections: readonly DetectionId[]) {
  return inPortions(detections, (some) =>
    db
      .selectFrom('identification')
      .innerJoin('individual', 'individual.id', 'identification.individual_id')
      .select(['identification.id', 'identification.individual_id', 'individual.species'])
      .where('identification.state', '=', 'proposed')
      .where('identification.detection_id', 'in', some)
      .execute(),
  );
}

/** True where the register has work: an animal of these species that nobody and nothing has judged. */
export async function hasUnjudged(db: Queries, species: readonly Species[]): Promise<boolean> {
  const category: Category = 'animal';
  const row = await db
    .selectFrom('detection')
    .select('detection.id')
    .where('detection.category', '=', category)
    .where('detection.species', 'in', species)
    .where(present)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('identification')
            .select('identification.id')
            .whereRef('identification.detection_id', '=', 'detection.id'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
