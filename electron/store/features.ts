// Vectors computed from a detection's pixels, as blobs: the truth from which any search index can be made again.
import type { DetectionId } from '../../shared/domain/ids.ts';
import type { Queries } from './open.ts';
import { bytesOf, VectorIndex } from './vectors.ts';

export interface BodyVector {
  detectionId: DetectionId;
  /** `<name>@<version>` of what made it. */
  model: string;
  /** L2-normalised. */
  vector: Float32Array;
}

/** Stores the body vector of a detection; what the same model made of it before is replaced. */
export async function putBody(db: Queries, { detectionId, model, vector }: BodyVector): Promise<void> {
  const value = { dimensions: vector.length, vector: bytesOf(vector) };
  await db
    .insertInto('feature')
    .values({ detection_id: detectionId, kind: 'body', model, ...value })
    .onConflict((conflict) => conflict.columns(['detection_id', 'kind', 'model']).doUpdateSet(value))
    .execute();
}

/** Forgets everything computed from a box that is no longer where it was. */
export async function dropFeatures(db: Queries, detectionId: DetectionId): Promise<void> {
  await db.deleteFrom('feature').where('detection_id', '=', detectionId).execute();
}

/** Brings the search index in step after vectors of animals that may be identified already were replaced. */
export async function followBodies(db: Queries, bodies: readonly BodyVector[]): Promise<void> {
  for (const [space, some] of Map.groupBy(bodies, ({ model, vector }) => `${model} ${vector.length}`)) {
    const dimensions = Number(space.split(' ').at(-1));
    const index = await VectorIndex.open(db, { kind: 'body', model: some[0]!.model, dimensions });
    await index.follow(
      db,
      some.map(({ detectionId }) => detectionId),
    );
  }
}
