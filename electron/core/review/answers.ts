// The three answers to "who is it": this one, not this one, one that is not in the register yet.
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { DecisionStandsError, InvalidInputError } from '../../../shared/errors.ts';
import type { Animal } from '../../store/animals.ts';
import { REGISTER } from '../../store/conditions.ts';
import { identificationsOf, identificationsWith } from '../../store/identifications.ts';
import { findIndividual, newIndividual, nextName } from '../../store/individuals.ts';
import type { IdentificationTable, IndividualTable } from '../../store/schema.ts';
import type { House } from '../house.ts';
import { type Matcher, openMatcher } from '../match/matcher.ts';
import { type Done, decideAs, type Hand, requireAnimal, requireIndividual } from './acts.ts';
import { answer, give, type Opinion, proposeNext } from './giving.ts';

/** Individuals ranked to find the program's opinion of one that it had not proposed. */
const OPINIONS = 30;

export async function confirm(
  house: House,
  { detectionId, individualId }: { detectionId: DetectionId; individualId: IndividualId },
) {
  const library = house.library();
  const matcher = await openMatcher(library, [detectionId]);
  return decideAs(house, async (hand) => {
    const { tx } = hand.record;
    const animal = await requireAnimal(tx, detectionId);
    const individual = await requireIndividual(tx, individualId);
    const rows = await identificationsOf(tx, detectionId);
    const own = rows.find((row) => row.individual_id === individualId);
    if (own?.state === 'confirmed')
      throw new DecisionStandsError(
        `${animal.name} is confirmed as ${individual.name} already (by ${own.decided_by}). Nothing was changed.`,
      );
    const opinion = own === undefined ? await opinionOf(hand, matcher, detectionId, individualId) : null;
    const given = await give(hand, animal, individual, opinion);
    const next = await proposeNext(hand, matcher, given.bereft);
    const before = rows.find((row) => row.state === 'confirmed');
    const instead = before === undefined ? null : await findIndividual(tx, before.individual_id);
    return {
      action: 'confirm',
      summary: `Confirmed ${individual.name} on ${animal.name}${instead === null ? '' : ` (was ${instead.name})`}`,
      individuals: [individualId, ...given.losers, ...next],
      detections: [detectionId, ...given.bereft],
      answer: individualId,
    };
  });
}

async function opinionOf(
  { record }: Hand,
  matcher: Matcher,
  detection: DetectionId,
  individual: IndividualId,
): Promise<Opinion | null> {
  const ranked = (await matcher.rank(record.tx, [detection], { individuals: OPINIONS, neighbours: 400 })).get(
    detection,
  );
  return ranked?.find(({ individualId }) => individualId === individual) ?? null;
}

export async function reject(
  house: House,
  { detectionId, individualId }: { detectionId: DetectionId; individualId: IndividualId },
) {
  const matcher = await openMatcher(house.library(), [detectionId]);
  return decideAs(house, async (hand): Promise<Done> => {
    const { record, person, at } = hand;
    const animal = await requireAnimal(record.tx, detectionId);
    const individual = await requireIndividual(record.tx, individualId);
    const own = (await identificationsOf(record.tx, detectionId)).find((row) => row.individual_id === individualId);
    if (own?.state === 'rejected')
      throw new DecisionStandsError(
        `${own.decided_by} already said that ${animal.name} does not show ${individual.name}. Nothing was changed.`,
      );
    const decided = { decided_by: person, decided_at: at };
    if (own !== undefined) await record.update('identification', own.id, { state: 'rejected', ...decided });
    else {
      const opinion = await opinionOf(hand, matcher, detectionId, individualId);
      await record.insert('identification', answer(detectionId, individualId, 'rejected', decided, opinion));
    }
    const next = await proposeNext(hand, matcher, [detectionId]);
    return {
      action: 'reject',
      summary: `Said that ${animal.name} does not show ${individual.name}`,
      individuals: [individualId, ...next],
      detections: [detectionId],
      answer: next[0] ?? null,
    };
  });
}

export async function newAnimal(
  house: House,
  input: { detectionId: DetectionId; name?: string | undefined; species?: RegisterSpecies | undefined },
) {
  const { detectionId } = input;
  const name = input.name === '' ? undefined : input.name;
  const matcher = await openMatcher(house.library(), [detectionId]);
  return decideAs(house, async (hand): Promise<Done> => {
    const { tx } = hand.record;
    const animal = await requireAnimal(tx, detectionId);
    const species = input.species ?? registerSpecies(animal);
    const rows = await identificationsOf(tx, detectionId);
    await refuseTwice(hand, animal, rows);
    const individual =
      (await provisionalFor(hand, rows, species)) ??
      (await addIndividual(hand, name ?? (await nextName(tx, species)), species));
    if (name !== undefined && name !== individual.name) await hand.record.update('individual', individual.id, { name });
    const given = await give(hand, animal, individual);
    const next = await proposeNext(hand, matcher, given.bereft);
    return {
      action: 'new',
      summary: `Entered ${name ?? individual.name} as a new animal, from ${animal.name}`,
      individuals: [individual.id, ...given.losers, ...next],
      detections: [detectionId, ...given.bereft],
      answer: individual.id,
    };
  });
}

function registerSpecies({ species, name }: Animal): RegisterSpecies {
  const found = REGISTER.find((kind) => kind === species);
  if (found === undefined)
    throw new InvalidInputError(`Say whether the animal on ${name} is a deer or a horse; its box does not.`, {
      field: 'species',
    });
  return found;
}

/** An outdated screen asks for a new animal where one was entered just now: it would leave that one without any photograph. */
async function refuseTwice({ record }: Hand, animal: Animal, rows: readonly IdentificationTable[]): Promise<void> {
  const standing = rows.find(({ state }) => state === 'confirmed');
  if (standing === undefined) return;
  const all = await identificationsWith(record.tx, standing.individual_id);
  if (all.some(({ id, state }) => id !== standing.id && state !== 'rejected')) return;
  const entered = await findIndividual(record.tx, standing.individual_id);
  throw new DecisionStandsError(
    `${animal.name} is the only photograph of ${entered?.name} already (by ${standing.decided_by}). Nothing was changed.`,
  );
}

/** Where the program had made a provisional individual for this very detection and nothing else, that one is meant. */
async function provisionalFor(
  { record }: Hand,
  rows: readonly IdentificationTable[],
  species: RegisterSpecies,
): Promise<IndividualTable | null> {
  const standing = rows.find(({ state }) => state === 'proposed');
  if (standing === undefined) return null;
  const individual = await findIndividual(record.tx, standing.individual_id);
  if (individual?.provisional !== 1 || individual.species !== species) return null;
  const others = (await identificationsWith(record.tx, individual.id)).filter(
    ({ id, state }) => id !== standing.id && state !== 'rejected',
  );
  return others.length === 0 ? individual : null;
}

export async function addIndividual(
  { record }: Hand,
  name: string,
  species: RegisterSpecies,
): Promise<IndividualTable> {
  const individual = newIndividual(name, species);
  await record.insert('individual', individual);
  return individual;
}
