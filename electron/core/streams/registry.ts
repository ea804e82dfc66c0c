// The registry of a stream before a chunk begins: horses that people split off meanwhile get a place of their own, those described by
// another model are described anew, and the ones seen last are handed to the tracker.
import type { ChunkId, IndividualId } from '../../../shared/domain/ids.ts';
import { findIndividual } from '../../store/individuals.ts';
import type { Queries } from '../../store/open.ts';
import type { StreamTable } from '../../store/schema.ts';
import {
  bodiesOfIndividual,
  changeRegistered,
  enrol,
  labelFor,
  nextNumber,
  type Registered,
  readRegistry,
  unenrolled,
} from '../../store/stream-registry.ts';
import { changeChunk } from '../../store/streams.ts';
import type { House } from '../house.ts';
import { type BodyModel, describeAnimals } from '../match/bodies.ts';
import { blend, MOST_KNOWN } from './tracker.ts';

/** Vectors out of which the appearance of a horse is made that was not followed so far. */
const MOST_BODIES = 20;

/** The horses of a stream seen last, at most 50, the last one seen first. */
export const loadRegistry = (db: Queries, stream: StreamTable): Promise<Registered[]> =>
  readRegistry(db, stream.id, MOST_KNOWN);

/** Gives a place in the registry to horses that came out of splits. */
export async function enrolSplitOff(db: Queries, stream: StreamTable, chunk: ChunkId, model: string): Promise<void> {
  for (const individual of await unenrolled(db, stream.id)) {
    const vector = meanOf(await bodiesOfIndividual(db, individual, model, MOST_BODIES));
    if (vector === null) continue;
    await db.transaction().execute(async (tx) => {
      // A write first: who writes at the same time waits here, and takes the number after this one.
      await changeChunk(tx, chunk, { error: null });
      const number = await nextNumber(tx, stream.id);
      await enrol(tx, stream.id, individual, labelFor(number), number, { model, vector });
    });
  }
}

/** Brings the horses seen last into the space of the model in use; one that cannot be described keeps its old vector and is not compared. */
export async function describeRegistry(house: House, stream: StreamTable, model: BodyModel): Promise<void> {
  const { db } = house.library().store;
  for (const { individualId, ownId } of (await loadRegistry(db, stream)).filter(
    (entry) => entry.model !== model.name,
  )) {
    const appearance = await appearanceIn(house, individualId, model);
    if (appearance === null) continue;
    await changeRegistered(db, stream.id, ownId, (entry) => ({ ...entry, model: model.name, appearance }));
  }
}

async function appearanceIn(house: House, individual: IndividualId, model: BodyModel): Promise<Float32Array | null> {
  const { db } = house.library().store;
  const known = await bodiesOfIndividual(db, individual, model.name, MOST_BODIES);
  if (known.length > 0) return meanOf(known);
  const shown = (await findIndividual(db, individual))?.thumbnail_detection_id ?? null;
  if (shown === null) return null;
  return (await describeAnimals(house, model, [shown])).bodies.get(shown)?.vector ?? null;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array | null {
  return vectors.reduce<Float32Array | null>(
    (mean, vector, i) => (mean === null ? vector : blend(mean, vector, i + 1)),
    null,
  );
}
