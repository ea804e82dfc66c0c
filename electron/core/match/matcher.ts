// Ranking within an act of a person: model, threshold and index are made ready before the act's transaction begins, because opening an
// index needs the connection that the transaction holds.
import type { DetectionId } from '../../../shared/domain/ids.ts';
import { type Animal, type Body, bodiesOf, readAnimals } from '../../store/animals.ts';
import type { Queries } from '../../store/open.ts';
import type { VectorIndex } from '../../store/vectors.ts';
import type { Library } from '../house.ts';
import { bodyModel } from './bodies.ts';
import { rankCandidates } from './candidates.ts';
import type { Ranked } from './decide.ts';
import { knownVectors } from './known.ts';

export interface Matcher {
  threshold: number;
  /** Candidates of each detection, best first; none for one without a stored vector. Nothing is computed from pixels. */
  rank(
    db: Queries,
    detections: readonly DetectionId[],
    options: { individuals: number; neighbours?: number },
  ): Promise<Map<DetectionId, Ranked[]>>;
}

/** For ranking the detections named; others have no candidates. */
export async function openMatcher(library: Library, detections: readonly DetectionId[]): Promise<Matcher> {
  const { db } = library.store;
  const { name } = await bodyModel(library);
  const { bodyThreshold: threshold } = await library.settings();
  const bodies = await bodiesOf(db, name, detections);
  const indexes = new Map<number, VectorIndex>();
  for (const { vector } of bodies.values())
    if (!indexes.has(vector.length)) indexes.set(vector.length, await knownVectors(library.store, name, vector.length));
  return {
    threshold,
    async rank(now, some, options) {
      const ranked = new Map<DetectionId, Ranked[]>(some.map((id) => [id, []]));
      const questions = (await readAnimals(now, some)).flatMap((animal): { animal: Animal; body: Body }[] => {
        const body = bodies.get(animal.id);
        return body === undefined ? [] : [{ animal, body }];
      });
      for (const [length, index] of indexes) {
        const ofLength = questions.filter(({ body }) => body.vector.length === length);
        for (const [id, found] of await rankCandidates(now, index, ofLength, { ...options, threshold }))
          ranked.set(id, found);
      }
      return ranked;
    },
  };
}
