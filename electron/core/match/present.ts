// Ranked candidates as a person sees them: with name, counts and best photographs. Asked once for any number of questions.
import type { DetectionId } from '../../../shared/domain/ids.ts';
import type { Candidate } from '../../../shared/domain/individual.ts';
import { bestPictures } from '../../store/best-pictures.ts';
import { readIndividuals } from '../../store/individuals.ts';
import type { Queries } from '../../store/open.ts';
import type { Ranked } from './decide.ts';

const MOST_PICTURES = 6;

export type Shown = Pick<Ranked, 'individualId' | 'score' | 'breakdown'> & {
  /** The picture to put beside the query; null: the best one that is not the query itself. */
  detectionId: DetectionId | null;
};

/** Candidates in the order given; those that have no other picture than the query itself are left out. */
export async function presentCandidates(
  db: Queries,
  questions: ReadonlyMap<DetectionId, readonly Shown[]>,
): Promise<Map<DetectionId, Candidate[]>> {
  const ids = [...new Set([...questions.values()].flatMap((shown) => shown.map(({ individualId }) => individualId)))];
  const individuals = await readIndividuals(db, ids);
  const pictures = Map.groupBy(await bestPictures(db, ids, MOST_PICTURES + 1), ({ individualId }) => individualId);
  const present = (query: DetectionId, { individualId, score, breakdown, detectionId }: Shown): Candidate[] => {
    const individual = individuals.get(individualId);
    const best = (pictures.get(individualId) ?? []).map((picture) => picture.detectionId).filter((id) => id !== query);
    const beside = detectionId ?? best[0];
    if (individual === undefined || beside === undefined) return [];
    return [
      {
        individualId,
        name: individual.name,
        score,
        breakdown,
        detectionId: beside,
        best: best.slice(0, MOST_PICTURES),
        provisional: individual.provisional,
        detections: individual.detections,
        lastSeen: individual.lastSeen,
      },
    ];
  };
  return new Map([...questions].map(([query, shown]) => [query, shown.flatMap((one) => present(query, one))]));
}
