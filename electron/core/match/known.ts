// The index of known animals' vectors, opened once per library and model and brought in step with the catalogue at that moment; later
// changes follow one by one.
import type { DetectionId } from '../../../shared/domain/ids.ts';
import type { Store } from '../../store/open.ts';
import { takeTurn } from '../../store/turn.ts';
import { VectorIndex } from '../../store/vectors.ts';

const open = new WeakMap<Store, Map<string, Promise<VectorIndex>>>();

/** The index for vectors of one model and length. */
export function knownVectors(store: Store, model: string, dimensions: number): Promise<VectorIndex> {
  const ofStore = open.get(store) ?? new Map<string, Promise<VectorIndex>>();
  open.set(store, ofStore);
  const key = `${model} ${dimensions}`;
  const opened = ofStore.get(key) ?? openKnown(store, model, dimensions);
  ofStore.set(key, opened);
  opened.catch(() => ofStore.delete(key));
  return opened;
}

async function openKnown(store: Store, model: string, dimensions: number): Promise<VectorIndex> {
  const index = await VectorIndex.open(store.db, { kind: 'body', model, dimensions });
  await index.catchUp(store.db);
  return index;
}

/** Brings every index in use in step after these detections were given to, taken from, or moved between individuals. */
export async function followKnown(store: Store, detections: readonly DetectionId[]): Promise<void> {
  for (const opened of open.get(store)?.values() ?? []) {
    const index = await opened;
    await store.db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      await index.follow(tx, detections);
    });
  }
}

/** Brings every index in use wholly in step: another process, or analysis, may have changed what is known. */
export async function catchUpKnown(store: Store): Promise<void> {
  for (const opened of open.get(store)?.values() ?? []) await (await opened).catchUp(store.db);
}
