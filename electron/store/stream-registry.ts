// The registry of a stream: which individuals it knows, under which label and colour, and what each looks like. Two chunks may be processed
// at the same time, so a place in the registry is written only where its version is still the one that was read.
import { sql } from 'kysely';
import type { DetectionId, IndividualId, StreamId } from '../../shared/domain/ids.ts';
import { savePortrait } from './best-pictures.ts';
import { STANDING } from './conditions.ts';
import { insertIndividual, newIndividual } from './individuals.ts';
import type { Queries, Tx } from './open.ts';
import { now } from './rows.ts';
import type { StreamIndividualTable, StreamTable } from './schema.ts';
import { bytesOf, vectorOf } from './vectors.ts';

/** A horse of a stream. */
export interface Registered {
  /** Who it is held to be now: the one kept, where it was merged. */
  individualId: IndividualId;
  /** Under which it stands in the registry. */
  ownId: IndividualId;
  label: string;
  colour: number;
  lastSeen: string;
  model: string;
  appearance: Float32Array;
}

const registered = (db: Queries, stream: StreamId) =>
  db
    .selectFrom('stream_individual')
    .innerJoin('individual', 'individual.id', 'stream_individual.individual_id')
    .selectAll('stream_individual')
    .select('individual.merged_into')
    .where('stream_individual.stream_id', '=', stream)
    .orderBy('stream_individual.last_seen', 'desc')
    .orderBy('stream_individual.label');

/** The registry, those seen last first. */
export async function readRegistry(db: Queries, stream: StreamId, limit: number, offset = 0): Promise<Registered[]> {
  const rows = await registered(db, stream).limit(limit).offset(offset).execute();
  return Promise.all(rows.map((row) => toRegistered(db, row)));
}

type RegisteredRow = StreamIndividualTable & { merged_into: IndividualId | null };

async function toRegistered(db: Queries, row: RegisteredRow): Promise<Registered> {
  return {
    individualId: row.merged_into === null ? row.individual_id : await keptOf(db, row.merged_into),
    ownId: row.individual_id,
    label: row.label,
    colour: row.colour,
    lastSeen: row.last_seen,
    model: row.model,
    appearance: vectorOf(row.appearance),
  };
}

/** The individual that stands at the end of merges. */
export async function keptOf(db: Queries, id: IndividualId): Promise<IndividualId> {
  const row = await db.selectFrom('individual').select('merged_into').where('id', '=', id).executeTakeFirst();
  return row === undefined || row.merged_into === null ? id : keptOf(db, row.merged_into);
}

/** For screens: every horse of the registry that was not merged away. */
export async function listRegistry(db: Queries, stream: StreamId) {
  return db
    .selectFrom('stream_individual')
    .innerJoin('individual', 'individual.id', 'stream_individual.individual_id')
    .select([
      'stream_individual.individual_id as individualId',
      'stream_individual.label',
      'individual.name',
      'stream_individual.colour',
      'stream_individual.detections',
      'stream_individual.last_seen as lastSeen',
      'individual.provisional',
      'individual.thumbnail_detection_id as thumbnailDetectionId',
    ])
    .where('stream_individual.stream_id', '=', stream)
    .where('individual.merged_into', 'is', null)
    .orderBy('stream_individual.label')
    .execute();
}

/** Labels of a stream with what they mean now, for tracks of horses that were merged since. */
export async function labelsOf(
  db: Queries,
  stream: StreamId,
): Promise<Map<IndividualId, { label: string; colour: number }>> {
  const rows = await registered(db, stream).execute();
  return new Map(rows.map(({ individual_id, label, colour }) => [individual_id, { label, colour }]));
}

/** A place in the registry for an individual, by the next free number; call it in a transaction that has written already. */
export async function enrol(
  tx: Tx,
  stream: StreamId,
  individual: IndividualId,
  label: string,
  number: number,
  { model, vector }: { model: string; vector: Float32Array },
): Promise<void> {
  await tx
    .insertInto('stream_individual')
    .values({
      stream_id: stream,
      individual_id: individual,
      label,
      colour: (number - 1) % 10,
      version: 1,
      detections: 0,
      last_seen: now(),
      model,
      appearance: bytesOf(vector),
    })
    .execute();
}

/** One more than the highest number in the registry. */
export async function nextNumber(tx: Tx, stream: StreamId): Promise<number> {
  const { n } = await tx
    .selectFrom('stream_individual')
    .select(sql<number | null>`max(cast(substr(label, 7) as integer))`.as('n'))
    .where('stream_id', '=', stream)
    .executeTakeFirstOrThrow();
  return (n ?? 0) + 1;
}

export const labelFor = (number: number): string => `horse_${String(number).padStart(3, '0')}`;

/** A horse nobody has seen before, with its place in the registry. Named like its place, and the stream where another one is called that. */
export async function addStreamHorse(
  tx: Tx,
  stream: StreamTable,
  seen: { model: string; vector: Float32Array },
): Promise<Registered> {
  const number = await nextNumber(tx, stream.id);
  const label = labelFor(number);
  const namesake = await tx.selectFrom('individual').select('id').where('name', '=', label).executeTakeFirst();
  const name = namesake === undefined ? label : `${label} (${stream.name})`;
  const individual = newIndividual(name, 'horse', { provisional: 1 });
  await insertIndividual(tx, individual);
  await enrol(tx, stream.id, individual.id, label, number, seen);
  return {
    individualId: individual.id,
    ownId: individual.id,
    label,
    colour: (number - 1) % 10,
    lastSeen: now(),
    model: seen.model,
    appearance: seen.vector,
  };
}

/** Horses people split off, or found, on the stream's tracks, without a place in its registry yet. */
export async function unenrolled(db: Queries, stream: StreamId): Promise<IndividualId[]> {
  const rows = await db
    .selectFrom('individual')
    .select('individual.id')
    .where('species', '=', 'horse')
    .where('merged_into', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('stream_individual')
            .select('stream_individual.label')
            .whereRef('stream_individual.individual_id', '=', 'individual.id')
            .where('stream_individual.stream_id', '=', stream),
        ),
      ),
    )
    .where((where) =>
      where.exists(
        where
          .selectFrom('identification')
          .innerJoin('track_detection', 'track_detection.detection_id', 'identification.detection_id')
          .innerJoin('track', 'track.id', 'track_detection.track_id')
          .innerJoin('chunk', 'chunk.id', 'track.chunk_id')
          .select('track.id')
          .whereRef('identification.individual_id', '=', 'individual.id')
          .where('identification.state', '=', 'confirmed')
          .where('chunk.stream_id', '=', stream),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** The body vectors of one model on detections that an individual is held to be on, newest first. */
export async function bodiesOfIndividual(db: Queries, individual: IndividualId, model: string, most: number) {
  const rows = await db
    .selectFrom('identification')
    .innerJoin('feature', 'feature.detection_id', 'identification.detection_id')
    .select('feature.vector')
    .where('identification.individual_id', '=', individual)
    .where('identification.state', 'in', STANDING)
    .where('feature.kind', '=', 'body')
    .where('feature.model', '=', model)
    .orderBy('feature.id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ vector }) => vectorOf(vector));
}

/** How often a place in the registry is read again because another chunk wrote it meanwhile. */
const MOST_TRIES = 20;

/** Changes a place in the registry as it is now; another's change in between is kept, and this one made on top of it. */
export async function changeRegistered(
  db: Queries,
  stream: StreamId,
  individual: IndividualId,
  change: (now: { detections: number; model: string; appearance: Float32Array }) => {
    detections: number;
    model: string;
    appearance: Float32Array;
  },
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const row = await db
      .selectFrom('stream_individual')
      .selectAll()
      .where('stream_id', '=', stream)
      .where('individual_id', '=', individual)
      .executeTakeFirst();
    if (row === undefined) return;
    const { detections, model, appearance } = change({ ...row, appearance: vectorOf(row.appearance) });
    const changed = await db
      .updateTable('stream_individual')
      .set({ detections, model, appearance: bytesOf(appearance), last_seen: now(), version: row.version + 1 })
      .where('stream_id', '=', stream)
      .where('individual_id', '=', individual)
      .where('version', '=', row.version)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 1n) return;
  }
  throw new Error(
    `the registry's entry of individual ${individual} was changed ${MOST_TRIES} times while it was written`,
  );
}

/** Keeps a picture of an individual where it is better than the one it has (area × confidence). */
export async function offerPortrait(
  tx: Tx,
  individual: IndividualId,
  offer: { detectionId: DetectionId; worth: number; jpeg: Buffer },
): Promise<void> {
  const present = await tx
    .selectFrom('individual')
    .leftJoin('detection', 'detection.id', 'individual.thumbnail_detection_id')
    .select(sql<number | null>`detection.width * detection.height * detection.confidence`.as('worth'))
    .where('individual.id', '=', individual)
    .executeTakeFirst();
  if (present === undefined || (present.worth ?? 0) >= offer.worth) return;
  await savePortrait(tx, individual, offer.detectionId, offer.jpeg);
}
