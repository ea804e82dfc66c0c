// Identifications: reading them, who is ruled out for a detection, whose vectors lie near, and the proposals of the program.
//
// A unary plus before a column keeps SQLite from using its index there: without statistics it would rather walk through all
// individuals than look up the few that are asked for.
import { sql } from 'kysely';
import type { DetectionId, EventId, IdentificationId, IndividualId, MediaId } from '../../shared/domain/ids.ts';
import type { ScoreBreakdown } from '../../shared/domain/individual.ts';
import type { IdentificationState } from '../../shared/domain/words.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';
import { newId, now } from './rows.ts';
import type { IdentificationTable } from './schema.ts';

export async function identificationsOf(db: Queries, detection: DetectionId): Promise<IdentificationTable[]> {
  return db.selectFrom('identification').selectAll().where('detection_id', '=', detection).orderBy('id').execute();
}

export async function standingOf(db: Queries, detection: DetectionId): Promise<IdentificationTable | null> {
  const rows = await identificationsOf(db, detection);
  return rows.find(({ state }) => state !== 'rejected') ?? null;
}

export async function findIdentification(db: Queries, id: string): Promise<IdentificationTable | null> {
  const row = await db
    .selectFrom('identification')
    .selectAll()
    .where('id', '=', id as IdentificationId)
    .executeTakeFirst();
  return row ?? null;
}

export interface KnownFeature {
  featureId: number;
  detectionId: DetectionId;
  mediaId: MediaId;
  eventId: EventId | null;
  state: IdentificationState;
  individualId: IndividualId;
  name: string;
  /** Marked dead by a person. */
  dead: boolean;
}

/** Whose the features are now, by feature id; features of animals that are nobody are left out. */
export async function knownByFeature(db: Queries, features: readonly number[]): Promise<Map<number, KnownFeature>> {
  const rows = await inPortions(features, (some) =>
    db
      .selectFrom('feature')
      .innerJoin('detection', 'detection.id', 'feature.detection_id')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .innerJoin('identification', 'identification.detection_id', 'detection.id')
      .innerJoin('individual', 'individual.id', 'identification.individual_id')
      .select([
        'feature.id as featureId',
        'detection.id as detectionId',
        'media.id as mediaId',
        'media.event_id as eventId',
        'identification.state',
        'individual.id as individualId',
        'individual.name',
        'individual.status',
      ])
      .where('feature.id', 'in', some)
      .where('identification.state', 'in', STANDING)
      .where(sql<boolean>`+individual.merged_into is null`)
      .where(present)
      .execute(),
  );
  return new Map(rows.map(({ status, ...row }) => [row.featureId, { ...row, dead: status === 'dead' }]));
}

/** Individuals a detection cannot be: those a person rejected for it, and those on other boxes of the same frame. */
export async function ruledOut(
  db: Queries,
  detections: readonly DetectionId[],
): Promise<Map<DetectionId, Set<IndividualId>>> {
  const out = new Map<DetectionId, Set<IndividualId>>(detections.map((id) => [id, new Set()]));
  const rejected = await inPortions(detections, (some) =>
    db
      .selectFrom('identification')
      .select(['detection_id', 'individual_id'])
      .where('detection_id', 'in', some)
      .where('state', '=', 'rejected')
      .execute(),
  );
  const beside = await inPortions(detections, (some) =>
    sharedFrames(db)
      .select(['detection.id as detection_id', 'identification.individual_id'])
      .where('detection.id', 'in', some)
      .execute(),
  );
  for (const { detection_id, individual_id } of [...rejected, ...beside]) out.get(detection_id)?.add(individual_id);
  return out;
}

/** Detections joined with the standing identifications of other boxes on the same photograph, or the same frame of a video. */
const sharedFrames = (db: Queries) =>
  db
    .selectFrom('detection')
    .innerJoin('detection as other', (join) =>
      join
        .onRef('other.media_id', '=', 'detection.media_id')
        .onRef('other.id', '!=', 'detection.id')
        .on(sql<boolean>`other.frame_ms is detection.frame_ms`)
        .on('other.deleted', '=', 0),
    )
    .innerJoin('identification', 'identification.detection_id', 'other.id')
    .where('identification.state', 'in', STANDING);

/** Standing identifications of one individual on other boxes of the frame a detection is on. */
export async function besideOnFrame(
  db: Queries,
  detection: DetectionId,
  individual: IndividualId,
): Promise<IdentificationTable[]> {
  return sharedFrames(db)
    .selectAll('identification')
    .where('detection.id', '=', detection)
    .where('identification.individual_id', '=', individual)
    .execute();
}

/** Frames that show two individuals in two boxes: which identifications say so. */
export async function framesWithBoth(db: Queries, one: IndividualId, other: IndividualId) {
  return sharedFrames(db)
    .innerJoin('identification as first', 'first.detection_id', 'detection.id')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .select([
      'media.name',
      'first.id as oneId',
      'first.detection_id as oneDetection',
      'first.state as oneState',
      'first.score as oneScore',
      'identification.id as otherId',
      'identification.detection_id as otherDetection',
      'identification.state as otherState',
      'identification.score as otherScore',
    ])
    .where('first.individual_id', '=', one)
    .where('first.state', 'in', STANDING)
    .where('identification.individual_id', '=', other)
    .where(present)
    .orderBy('media.captured_at')
    .orderBy('media.name')
    .execute();
}

export async function identificationsWith(db: Queries, individual: IndividualId): Promise<IdentificationTable[]> {
  return db.selectFrom('identification').selectAll().where('individual_id', '=', individual).orderBy('id').execute();
}

export function proposal(
  detection: DetectionId,
  individual: IndividualId,
  score: number | null,
  breakdown: ScoreBreakdown,
): IdentificationTable {
  return {
    id: newId<IdentificationId>(),
    detection_id: detection,
    individual_id: individual,
    state: 'proposed',
    score,
    breakdown: JSON.stringify(breakdown),
    decided_by: null,
    decided_at: null,
    created_at: now(),
  };
}

export async function insertProposal(db: Queries, row: IdentificationTable): Promise<void> {
  await db.insertInto('identification').values(row).execute();
}

/** Withdraws the program's proposals made before an instant, save those a stream made by following. Answers with how many. */
export async function withdrawProposals(db: Queries, before: string): Promise<number> {
  const gone = await db
    .deleteFrom('identification')
    .where('state', '=', 'proposed')
    .where('created_at', '<', before)
    .where('detection_id', 'not in', (e) => e.selectFrom('track_detection').select('detection_id'))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
