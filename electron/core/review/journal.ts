// Undo and redo over everything people did, and what has to follow the rows that come back.
import type { Topic } from '../../../shared/contract/events.ts';
import type { JournalEntry } from '../../../shared/domain/individual.ts';
import { dropFeatures } from '../../store/features.ts';
import { type JournalledTable, redoOldest, undoNewest } from '../../store/journal.ts';
import { readTouched } from '../../store/journal-reading.ts';
import type { Queries } from '../../store/open.ts';
import type { House } from '../house.ts';
import { followUp } from './acts.ts';

const TOPICS: Record<JournalledTable, Topic[]> = {
  detection: ['detections', 'media', 'review'],
  individual: ['individuals', 'review'],
  identification: ['detections', 'individuals', 'review'],
  event: ['events', 'media'],
  media: ['media', 'events'],
  deployment: ['locations', 'media'],
  location: ['locations', 'media'],
};

/** @throws NothingToUndoError, UndoConflictError */
export const undo = (house: House): Promise<JournalEntry> => turnBack(house, undoNewest);
/** @throws NothingToUndoError, UndoConflictError */
export const redo = (house: House): Promise<JournalEntry> => turnBack(house, redoOldest);

async function turnBack(house: House, step: (db: Queries) => Promise<number>): Promise<JournalEntry> {
  const { db } = house.library().store;
  const { entry, tables, detections, moved } = await readTouched(db, await step(db));
  for (const detection of moved) await dropFeatures(db, detection);
  const topics = new Set<Topic>(['journal', ...[...tables].flatMap((table) => TOPICS[table])]);
  await followUp(house, { detections, individuals: entry.individuals }, [...topics]);
  return entry;
}
