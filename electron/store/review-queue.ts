// What there is to review, most useful first: animals the program made a proposal for and no person has answered, and animals held to
// be nobody (a person rejected the last proposal, or nothing could be proposed).
//
// The order: events are taken as a whole, frames of one event in the order of time, because one look answers them together. First come
// the events with the proposal nearest the threshold, where the program is least sure and an answer teaches most; a new provisional
// individual counts by how near the nearest known one came. Last come those without any score.
import { sql } from 'kysely';
import type { DetectionId, IdentificationId, IndividualId, LocationId, MediaId } from '../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import { present, REGISTER, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';

export interface QueueFilter {
  species?: RegisterSpecies | undefined;
  locationId?: LocationId | undefined;
  /** Only what is proposed to be this individual. */
  individualId?: IndividualId | undefined;
}

export interface QueueRow {
  detectionId: DetectionId;
  mediaId: MediaId;
  identificationId: IdentificationId | null;
  individualId: IndividualId | null;
  score: number | null;
  /** ScoreBreakdown as JSON. */
  breakdown: string | null;
}

const undecided = (db: Queries, { species, locationId, individualId }: QueueFilter) => {
  let query = db
    .selectFrom('detection')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .leftJoin('identification', (join) =>
      join.onRef('identification.detection_id', '=', 'detection.id').on('identification.state', 'in', STANDING),
    )
    .where('detection.category', '=', 'animal')
    .where('detection.species', 'in', species === undefined ? REGISTER : [species])
    .where(present)
    .where((or) => or.or([or('identification.id', 'is', null), or('identification.state', '=', 'proposed')]));
  if (individualId !== undefined) query = query.where('identification.individual_id', '=', individualId);
  if (locationId !== undefined)
    query = query.where(
      'media.deployment_id',
      'in',
      db.selectFrom('deployment').select('id').where('location_id', '=', locationId),
    );
  return query;
};

/** One page of the queue, and how long the whole queue is (those skipped included). `threshold`: that of proposals, 0–1. */
export async function queuePage(
  db: Queries,
  filter: QueueFilter,
  { threshold, limit, skip }: { threshold: number; limit: number; skip: readonly DetectionId[] },
): Promise<{ total: number; rows: QueueRow[] }> {
  const counted = await undecided(db, filter)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const score = sql`coalesce(identification.score, json_extract(identification.breakdown, '$.body'))`;
  const ordered = undecided(db, filter).select([
    'detection.id as detectionId',
    'detection.media_id as mediaId',
    'identification.id as identificationId',
    'identification.individual_id as individualId',
    'identification.score',
    'identification.breakdown',
    'media.name',
    'media.captured_at',
    'detection.frame_ms',
    sql<string>`coalesce(media.event_id, media.id)`.as('event'),
    sql<number>`min(coalesce(abs(${score} - ${threshold}), 2)) over (partition by coalesce(media.event_id, media.id))`.as(
      'unsure',
    ),
  ]);
  let page = db.selectFrom(ordered.as('ordered')).selectAll();
  if (skip.length > 0)
    page = page.where(sql<boolean>`"detectionId" not in (select value from json_each(${JSON.stringify(skip)}))`);
  const rows = await page
    .orderBy('unsure')
    .orderBy('event')
    .orderBy('captured_at')
    .orderBy('name')
    .orderBy('frame_ms')
    .orderBy('detectionId')
    .limit(limit)
    .execute();
  return {
    total: counted.n,
    rows: rows.map(({ detectionId, mediaId, identificationId, individualId, score: given, breakdown }) => ({
      detectionId,
      mediaId,
      identificationId,
      individualId,
      score: given,
      breakdown,
    })),
  };
}
