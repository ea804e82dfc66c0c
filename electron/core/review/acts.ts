// What every act of a person has in common: who acts, what is said about it in the journal, and what follows once it is written (search
// index, profile pictures, windows).
import type { Topic } from '../../../shared/contract/events.ts';
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { type Animal, readAnimals } from '../../store/animals.ts';
import { findIndividual } from '../../store/individuals.ts';
import { act, type Recorder } from '../../store/journal.ts';
import type { Queries } from '../../store/open.ts';
import { now } from '../../store/rows.ts';
import type { IndividualTable } from '../../store/schema.ts';
import type { House } from '../house.ts';
import { followKnown } from '../match/known.ts';
import { refreshPortraitsSoon } from '../match/portraits.ts';

export interface Hand {
  record: Recorder;
  person: string;
  at: string;
}

export interface Done {
  action: string;
  summary: string;
  /** All individuals concerned, those that lost something included. */
  individuals: readonly IndividualId[];
  detections: readonly DetectionId[];
  answer: IndividualId | null;
}

/** Runs one act in one transaction, writes it into the journal, and has everything follow. */
export async function decideAs(
  house: House,
  work: (hand: Hand) => Promise<Done>,
): Promise<{ journalId: number; individualId: IndividualId | null }> {
  const library = house.library();
  const { person } = await library.settings();
  const { journalId, result } = await act(
    library.store.db,
    ({ action, summary, individuals }: Done) => ({ person, action, summary, individuals: [...new Set(individuals)] }),
    (record) => work({ record, person, at: now() }),
  );
  await followUp(house, result, ['review', 'individuals', 'detections', 'journal']);
  return { journalId, individualId: result.answer };
}

export async function followUp(
  house: House,
  { detections, individuals }: Pick<Done, 'detections' | 'individuals'>,
  topics: Topic[],
): Promise<void> {
  await followKnown(house.library().store, [...new Set(detections)]);
  refreshPortraitsSoon(house, [...new Set(individuals)]);
  house.changed(...topics);
}

/** @throws NotFoundError for one that is not there or was merged away */
export async function requireIndividual(
  db: Queries,
  id: IndividualId,
  field = 'individualId',
): Promise<IndividualTable> {
  const row = await findIndividual(db, id);
  if (row === null) throw new NotFoundError(`There is no individual ${id} in the register.`, { field });
  if (row.merged_into !== null) {
    const keep = await findIndividual(db, row.merged_into);
    throw new NotFoundError(`${row.name} was merged into ${keep?.name ?? 'another individual'}.`, {
      field,
      details: { mergedInto: row.merged_into },
    });
  }
  return row;
}

/** @throws NotFoundError, InvalidInputError (a person or a vehicle) */
export async function requireAnimal(db: Queries, id: DetectionId, field = 'detectionId'): Promise<Animal> {
  const animal = (await readAnimals(db, [id]))[0];
  if (animal === undefined) throw new NotFoundError(`There is no box ${id} on any photograph.`, { field });
  if (animal.category !== 'animal')
    throw new InvalidInputError(`The box on ${animal.name} is a ${animal.category}, not an animal.`, { field });
  return animal;
}

/** "IMG_0012.JPG", "IMG_0012.JPG and IMG_0013.JPG", "IMG_0012.JPG and 4 more". */
export function fileNames(animals: readonly Pick<Animal, 'name'>[]): string {
  const names = [...new Set(animals.map(({ name }) => name))];
  const [first, second] = names;
  if (names.length <= 1) return first ?? '';
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`;
}
