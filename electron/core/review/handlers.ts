// The calls of the review room and of the register.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { findIdentification } from '../../store/identifications.ts';
import { encountersOf, listIndividuals, sightingsOf } from '../../store/individuals.ts';
import { journalEnds, listJournal } from '../../store/journal-reading.ts';
import { answersOfPeople, bestScores } from '../../store/scores.ts';
import { analyseSimilarity } from '../analysis/similarity.ts';
import type { House } from '../house.ts';
import { confirm, newAnimal, reject } from './answers.ts';
import { redo, undo } from './journal.ts';
import { merge, previewMerge } from './merging.ts';
import { reviewQueue } from './queue.ts';
import { showIndividual, split, updateIndividual } from './register.ts';

type ReviewCalls = Pick<
  CoreHandlers,
  | 'review.queue'
  | 'review.confirm'
  | 'review.reject'
  | 'review.newIndividual'
  | 'journal.undo'
  | 'journal.redo'
  | 'journal.list'
  | 'individuals.list'
  | 'individuals.show'
  | 'individuals.update'
  | 'individuals.mergePreview'
  | 'individuals.merge'
  | 'individuals.split'
  | 'identifications.show'
  | 'analysis.similarity'
>;

export function reviewHandlers(house: House): ReviewCalls {
  const db = () => house.library().store.db;
  return {
    'review.queue': (input) => reviewQueue(house.library(), input),
    'review.confirm': (input) => confirm(house, input),
    'review.reject': (input) => reject(house, input),
    'review.newIndividual': (input) => newAnimal(house, input),
    'journal.undo': () => undo(house),
    'journal.redo': () => redo(house),
    'journal.list': async (input) => ({ entries: await listJournal(db(), input), ...(await journalEnds(db())) }),
    'individuals.list': (input) => listIndividuals(db(), input),
    'individuals.show': async ({ id }) => {
      const individual = await showIndividual(db(), id);
      const found = await sightingsOf(db(), id);
      const hours = new Array<number>(24).fill(0);
      const places = new Map<string, number>();
      for (const { capturedAt, locationName } of found) {
        if (capturedAt !== null) hours[Number(capturedAt.slice(11, 13))]!++;
        if (locationName !== null) places.set(locationName, (places.get(locationName) ?? 0) + 1);
      }
      return {
        individual,
        sightings: found,
        encounters: encountersOf(found),
        hours,
        places: [...places]
          .map(([locationName, sightings]) => ({ locationName, sightings }))
          .sort((a, b) => b.sightings - a.sightings || (a.locationName < b.locationName ? -1 : 1)),
      };
    },
    'individuals.update': ({ id, ...facts }) => updateIndividual(house, id, facts),
    'individuals.mergePreview': (pair) => previewMerge(db(), pair),
    'individuals.merge': (pair) => merge(house, pair),
    'individuals.split': (input) => split(house, input),
    'identifications.show': async ({ id }) => {
      const row = await findIdentification(db(), id);
      if (row === null) throw new NotFoundError(`There is no identification ${id}.`, { field: 'id' });
      return {
        id: row.id,
        detectionId: row.detection_id,
        individualId: row.individual_id,
        state: row.state,
        score: row.score,
        breakdown: row.breakdown === null ? null : JSON.parse(row.breakdown),
      };
    },
    'analysis.similarity': async ({ thresholds }) => {
      const { bodyThreshold } = await house.library().settings();
      return analyseSimilarity(await bestScores(db()), await answersOfPeople(db()), thresholds, bodyThreshold);
    },
  };
}
