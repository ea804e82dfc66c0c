// Body vectors for matching: those analysis stored, and for detections that have none of the model in use (a box drawn by hand, a pack
// installed since) computed now, a photograph at a time.
import type { DetectionId } from '../../../shared/domain/ids.ts';
import { packName } from '../../../shared/domain/pack.ts';
import { BUILT_IN_BODY, type PackRef } from '../../inference/tasks.ts';
import { type Animal, type Body, bodiesOf, readAnimals, withoutBody } from '../../store/animals.ts';
import { putBody } from '../../store/features.ts';
import { embedderOf } from '../analyse/packs-in-use.ts';
import type { House, Library } from '../house.ts';

export interface BodyModel {
  /** `<name>@<version>`, as stored with features. */
  name: string;
  /** Null: the built-in descriptor. */
  embedder: PackRef | null;
}

/** Boxes the inference side takes at once. */
const MOST_BOXES = 16;

/** What makes body vectors in this library: the embedding pack in use, else the built-in way. */
export async function bodyModel(library: Library): Promise<BodyModel> {
  const embedder = await embedderOf(library);
  return embedder === null ? { name: BUILT_IN_BODY, embedder } : { name: packName(embedder), embedder };
}

export interface Described {
  bodies: Map<DetectionId, Body>;
  /** Why a detection could not be described, in a sentence that names its file. */
  failed: Map<DetectionId, string>;
}

/** Body vectors of detections, computing and storing what is missing. One failing photograph does not stop the others. */
export async function describeAnimals(
  house: House,
  model: BodyModel,
  detections: readonly DetectionId[],
  signal?: AbortSignal,
): Promise<Described> {
  const { db } = house.library().store;
  const failed = await describeMissing(house, model, detections, signal);
  return { bodies: await bodiesOf(db, model.name, detections), failed };
}

async function describeMissing(
  house: House,
  model: BodyModel,
  detections: readonly DetectionId[],
  signal?: AbortSignal,
): Promise<Map<DetectionId, string>> {
  const { db } = house.library().store;
  const failed = new Map<DetectionId, string>();
  const missing = await readAnimals(db, await withoutBody(db, model.name, detections));
  for (const boxes of Map.groupBy(missing, ({ mediaId, frameMs }) => `${mediaId} ${frameMs}`).values()) {
    for (let at = 0; at < boxes.length; at += MOST_BOXES) {
      const some = boxes.slice(at, at + MOST_BOXES);
      signal?.throwIfAborted();
      for (const [id, reason] of await describeOnPhotograph(house, model, some, signal)) failed.set(id, reason);
    }
  }
  return failed;
}

async function describeOnPhotograph(
  house: House,
  model: BodyModel,
  boxes: readonly Animal[],
  signal?: AbortSignal,
): Promise<[DetectionId, string][]> {
  const { path, name, frameMs } = boxes[0]!;
  const all = (reason: string) => boxes.map(({ id }): [DetectionId, string] => [id, reason]);
  const library = house.library();
  try {
    const found = await house.inference().extractBody(
      {
        path: library.locate(path),
        ...(frameMs === null ? {} : { frameMs }),
        boxes: boxes.map(({ id, box }) => ({ id, box })),
        embedder: model.embedder,
      },
      signal === undefined ? {} : { signal },
    );
    for (const { id, model: made, vector } of found)
      await putBody(library.store.db, { detectionId: id as DetectionId, model: made, vector });
    const described = new Set(found.filter((body) => body.model === model.name).map(({ id }) => id));
    return all(`${name} could not be described with ${model.name}`).filter(([id]) => !described.has(id));
  } catch (error) {
    signal?.throwIfAborted();
    return all(`${name} could not be described: ${error instanceof Error ? error.message : String(error)}`);
  }
}
