// Changes people make to the register itself: names and facts of an individual, and the split of a profile that is two animals.
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { Individual } from '../../../shared/domain/individual.ts';
import { InvalidInputError } from '../../../shared/errors.ts';
import { readAnimals } from '../../store/animals.ts';
import { STANDING } from '../../store/conditions.ts';
import { identificationsWith } from '../../store/identifications.ts';
import { nextName, readIndividuals } from '../../store/individuals.ts';
import type { Queries } from '../../store/open.ts';
import type { IndividualTable } from '../../store/schema.ts';
import type { House } from '../house.ts';
import { openMatcher } from '../match/matcher.ts';
import { type Done, decideAs, fileNames, requireAnimal, requireIndividual } from './acts.ts';
import { addIndividual } from './answers.ts';
import { give, proposeNext } from './giving.ts';

export async function showIndividual(db: Queries, id: IndividualId): Promise<Individual> {
  await requireIndividual(db, id, 'id');
  return (await readIndividuals(db, [id])).get(id)!;
}

export type Facts = Partial<Pick<Individual, 'name' | 'sex' | 'class' | 'status' | 'notes' | 'tags'>>;

/** Changes what is given; what is as it was already makes no entry in the journal. A named individual is no longer provisional. */
export async function updateIndividual(
  house: House,
  id: IndividualId,
  facts: { [K in keyof Facts]: Facts[K] | undefined },
) {
  const { db } = house.library().store;
  const before = await requireIndividual(db, id, 'id');
  const patch: Partial<IndividualTable> = {};
  if (facts.name !== undefined && facts.name !== before.name) {
    patch.name = facts.name;
    if (before.provisional === 1) patch.provisional = 0;
  }
  if (facts.sex !== undefined && facts.sex !== before.sex) patch.sex = facts.sex;
  if (facts.class !== undefined && facts.class !== before.class) patch.class = facts.class;
  if (facts.status !== undefined && facts.status !== before.status) patch.status = facts.status;
  if (facts.notes !== undefined && facts.notes !== before.notes) patch.notes = facts.notes;
  if (facts.tags !== undefined && JSON.stringify(facts.tags) !== before.tags) patch.tags = JSON.stringify(facts.tags);
  if (Object.keys(patch).length > 0)
    await decideAs(house, async ({ record }) => {
      await requireIndividual(record.tx, id, 'id');
      await record.update('individual', id, patch);
      return {
        action: patch.name === undefined ? 'describe' : 'rename',
        summary: inWords(before, patch),
        individuals: [id],
        detections: [],
        answer: id,
      };
    });
  return showIndividual(db, id);
}

function inWords(before: IndividualTable, patch: Partial<IndividualTable>): string {
  const said: string[] = [];
  if (patch.sex !== undefined) said.push(`sex ${patch.sex}`);
  if (patch.class !== undefined) said.push(`class ${patch.class ?? 'unknown'}`);
  if (patch.status !== undefined) said.push(`status ${patch.status}`);
  if (patch.notes !== undefined) said.push('notes');
  if (patch.tags !== undefined) said.push('tags');
  if (patch.name === undefined) return `Changed ${before.name}: ${said.join(', ')}`;
  return `Renamed ${before.name} to ${patch.name}${said.length === 0 ? '' : `; changed ${said.join(', ')}`}`;
}

/**
 * The chosen detections of a profile are another animal: they go to a new individual, confirmed by the person.
 * @throws InvalidInputError where one does not belong to the profile, or all of them would go
 */
export async function split(
  house: House,
  { id, detectionIds, name }: { id: IndividualId; detectionIds: readonly DetectionId[]; name?: string | undefined },
) {
  const chosen = [...new Set(detectionIds)];
  const matcher = await openMatcher(house.library(), chosen);
  return decideAs(house, async (hand): Promise<Done> => {
    const { tx } = hand.record;
    const from = await requireIndividual(tx, id, 'id');
    const animals = await Promise.all(chosen.map((detection) => requireAnimal(tx, detection, 'detectionIds')));
    const rows = (await identificationsWith(tx, id)).filter(({ state }) => STANDING.includes(state));
    const present = new Set(
      (
        await readAnimals(
          tx,
          rows.map((row) => row.detection_id),
        )
      ).map((animal) => animal.id),
    );
    const stranger = animals.find((animal) => !present.has(animal.id));
    if (stranger !== undefined)
      throw new InvalidInputError(`${stranger.name} is not a sighting of ${from.name}.`, { field: 'detectionIds' });
    if (chosen.length === present.size)
      throw new InvalidInputError(
        `All sightings of ${from.name} were chosen; leave at least one, or rename ${from.name} instead.`,
        { field: 'detectionIds' },
      );
    const named = name === undefined || name === '' ? await nextName(tx, from.species) : name;
    const individual = await addIndividual(hand, named, from.species);
    const bereft: DetectionId[] = [];
    for (const animal of animals) bereft.push(...(await give(hand, animal, individual)).bereft);
    const next = await proposeNext(hand, matcher, bereft);
    return {
      action: 'split',
      summary: `Split ${fileNames(animals)} off ${from.name} as ${named}`,
      individuals: [id, individual.id, ...next],
      detections: [...chosen, ...bereft],
      answer: individual.id,
    };
  });
}
