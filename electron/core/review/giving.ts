// Giving a detection to an individual, by a person's word: the step that confirm, new individual and split are made of.
import type { DetectionId, IdentificationId, IndividualId } from '../../../shared/domain/ids.ts';
import type { ScoreBreakdown } from '../../../shared/domain/individual.ts';
import { DecisionStandsError } from '../../../shared/errors.ts';
import type { Animal } from '../../store/animals.ts';
import { besideOnFrame, identificationsOf, proposal, standingOf } from '../../store/identifications.ts';
import { newId } from '../../store/rows.ts';
import type { IdentificationTable, IndividualTable } from '../../store/schema.ts';
import { decide } from '../match/decide.ts';
import type { Matcher } from '../match/matcher.ts';
import type { Hand } from './acts.ts';

export interface Given {
  /** Individuals that lost a sighting by it. */
  losers: IndividualId[];
  /** Other boxes of the same frame that lost their proposal to this individual. */
  bereft: DetectionId[];
}

/** How alike the program found the two, where it had not proposed the individual itself. */
export interface Opinion {
  score: number;
  breakdown: ScoreBreakdown;
}

/**
 * Confirms that the animal is the individual. Whatever stood gives way: an answer of a person, or a proposal with a score, stays as
 * rejected (not that one); a mere "new animal" of the program is dropped. The individual counts as known from now on.
 * @throws DecisionStandsError where another box of the same frame is confirmed as this individual
 */
export async function give(
  { record, person, at }: Hand,
  animal: Animal,
  individual: IndividualTable,
  opinion: Opinion | null = null,
): Promise<Given> {
  const given: Given = { losers: [], bereft: [] };
  for (const other of await besideOnFrame(record.tx, animal.id, individual.id)) {
    if (other.state === 'confirmed')
      throw new DecisionStandsError(
        `${animal.name} shows ${individual.name} in another box already (confirmed by ${other.decided_by}). Two boxes of one photograph are never the same animal.`,
      );
    await record.delete('identification', other.id);
    given.bereft.push(other.detection_id);
  }
  const decided = { decided_by: person, decided_at: at };
  const rows = await identificationsOf(record.tx, animal.id);
  for (const row of rows) {
    if (row.individual_id === individual.id || row.state === 'rejected') continue;
    if (row.state === 'confirmed' || row.score !== null)
      await record.update('identification', row.id, { state: 'rejected', ...decided });
    else await record.delete('identification', row.id);
    given.losers.push(row.individual_id);
  }
  const own = rows.find((row) => row.individual_id === individual.id);
  if (own !== undefined) await record.update('identification', own.id, { state: 'confirmed', ...decided });
  else await record.insert('identification', answer(animal.id, individual.id, 'confirmed', decided, opinion));
  if (individual.provisional === 1) await record.update('individual', individual.id, { provisional: 0 });
  if (animal.species !== individual.species)
    await record.update('detection', animal.id, { species: individual.species, by_person: 1 });
  return given;
}

export function answer(
  detection: DetectionId,
  individual: IndividualId,
  state: 'confirmed' | 'rejected',
  decided: { decided_by: string; decided_at: string },
  opinion: Opinion | null,
): IdentificationTable {
  return {
    id: newId<IdentificationId>(),
    detection_id: detection,
    individual_id: individual,
    state,
    score: opinion?.score ?? null,
    breakdown: opinion === null ? null : JSON.stringify(opinion.breakdown),
    ...decided,
    created_at: decided.decided_at,
  };
}

/** Has the program propose the next best individual at once, in the same act, where one is alike enough. */
export async function proposeNext(
  { record }: Hand,
  matcher: Matcher,
  detections: readonly DetectionId[],
): Promise<IndividualId[]> {
  const proposed: IndividualId[] = [];
  for (const id of detections) {
    if ((await standingOf(record.tx, id)) !== null) continue;
    const ranked = (await matcher.rank(record.tx, [id], { individuals: 4, neighbours: 400 })).get(id) ?? [];
    const best = decide(ranked, matcher.threshold);
    if (best === null) continue;
    await record.insert('identification', proposal(id, best.individualId, best.score, best.breakdown));
    proposed.push(best.individualId);
  }
  return proposed;
}
