// Gives one detection its proposal: the best individual at or above the threshold, else a new provisional one. Runs inside a
// transaction that also looks whether anything stands already, so a repetition after a crash proposes nothing twice.
import type { IndividualId } from '../../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { insertProposal, proposal, standingOf } from '../../store/identifications.ts';
import { insertIndividual, newIndividual, nextName } from '../../store/individuals.ts';
import type { Tx } from '../../store/open.ts';
import { takeTurn } from '../../store/turn.ts';
import type { VectorIndex } from '../../store/vectors.ts';
import { type Question, rankCandidates } from './candidates.ts';
import { decide, explainNew, type Ranked } from './decide.ts';

export interface Proposed {
  individualId: IndividualId;
  /** Score of the proposal; for a new individual how alike the nearest known one was (0 where none is known). */
  confidence: number;
  createdNew: boolean;
  ranked: Ranked[];
}

/** Individuals compared for a proposal; the winner is nearly always among the first two. */
const COMPARED = 4;
/** Enough for four individuals unless one has hundreds of pictures more alike than any other's. */
const NEIGHBOURS = 400;

/** Null when something stands already. The species of the animal must be one of the register. */
export async function proposeIdentity(
  tx: Tx,
  index: VectorIndex,
  question: Question,
  threshold: number,
): Promise<Proposed | null> {
  const { animal, body } = question;
  await takeTurn(tx);
  if ((await standingOf(tx, animal.id)) !== null) return null;
  const ranked = await rankForProposal(tx, index, question, threshold);
  const best = decide(ranked, threshold);
  const species = animal.species as RegisterSpecies;
  const individualId = best?.individualId ?? (await addProvisional(tx, species));
  const breakdown = best?.breakdown ?? explainNew(ranked, index.space.model, threshold);
  await insertProposal(tx, proposal(animal.id, individualId, best?.score ?? null, breakdown));
  await index.add(tx, body.featureId, species, body.vector);
  return {
    individualId,
    confidence: best?.score ?? ranked[0]?.score ?? 0,
    createdNew: best === null,
    ranked,
  };
}

async function rankForProposal(db: Tx, index: VectorIndex, question: Question, threshold: number): Promise<Ranked[]> {
  const answers = await rankCandidates(db, index, [question], {
    threshold,
    individuals: COMPARED,
    neighbours: NEIGHBOURS,
  });
  return answers.get(question.animal.id) ?? [];
}

async function addProvisional(tx: Tx, species: RegisterSpecies): Promise<IndividualId> {
  const individual = newIndividual(await nextName(tx, species), species, { provisional: 1 });
  await insertIndividual(tx, individual);
  return individual.id;
}
