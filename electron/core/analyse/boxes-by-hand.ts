// What a person does to boxes: draw, move, relabel, delete, say which side is shown, label a whole event. Every act is one entry of
// the journal, and a box that was touched is never changed by a later run.
import type { CoreHandlers, Parsed } from '../../../shared/contract/contract.ts';
import { type Box, clampBox } from '../../../shared/domain/box.ts';
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { Detection } from '../../../shared/domain/media.ts';
import type { Species } from '../../../shared/domain/words.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { animalsOfEvent, findDetection, findPlacedBox, proposalsOn } from '../../store/detections.ts';
import { eventExists } from '../../store/event-pages.ts';
import { act, type Recorder } from '../../store/journal.ts';
import { findFile } from '../../store/media.ts';
import { newId, now } from '../../store/rows.ts';
import type { DetectionTable } from '../../store/schema.ts';
import { noSuchMedia } from '../browse/handlers.ts';
import type { House } from '../house.ts';
import { describeBody } from './body-of-box.ts';
import { queueMatchWhereNeeded } from './match-next.ts';

type HandCalls = Pick<
  CoreHandlers,
  'detections.add' | 'detections.update' | 'detections.remove' | 'detections.flank' | 'events.label'
>;

export function handHandlers(house: House): HandCalls {
  const db = () => house.library().store.db;

  /** One entry of the journal. `work` answers with the individuals that lost a proposal by it. */
  const byHand = async (action: string, summary: string, work: (record: Recorder) => Promise<IndividualId[]>) => {
    const { person } = await house.library().settings();
    const { journalId } = await act(db(), (individuals) => ({ person, action, summary, individuals }), work);
    house.changed('media', 'detections', 'events', 'individuals', 'review', 'journal');
    return journalId;
  };
  const box = async (id: string) => {
    const found = await findPlacedBox(db(), id);
    if (found === undefined || found.deleted === 1) throw noSuchBox(id);
    return found;
  };
  const shown = async (id: string): Promise<Detection> => {
    const found = await findDetection(db(), id);
    if (found === null) throw noSuchBox(id);
    return found;
  };

  return {
    'detections.add': async (draft) => {
      const media = await findFile(db(), draft.mediaId);
      if (media === undefined) throw noSuchMedia(draft.mediaId, 'mediaId');
      const id = newId<DetectionId>();
      await byHand('draw', `Drew a box on ${media.name}`, async (record) => {
        await record.insert('detection', drawn(id, draft));
        return [];
      });
      void describeBody(house, id);
      return shown(id);
    },
    'detections.update': async ({ id, ...named }) => {
      const { media_name } = await box(id);
      const moved = named.box !== undefined;
      const summary = `${moved ? 'Moved' : 'Relabelled'} a box on ${media_name}`;
      await byHand(moved ? 'move' : 'relabel', summary, async (record) => {
        await record.update('detection', id, { ...columnsOf(named), by_person: 1 });
        const isNoAnimal = named.category !== undefined && named.category !== 'animal';
        if (!isNoAnimal && named.species === undefined) return [];
        return withdrawProposals(record, [id], isNoAnimal ? null : (named.species ?? null));
      });
      if (moved || named.category !== undefined) void describeBody(house, id);
      else await queueMatchWhereNeeded(house.library());
      return shown(id);
    },
    'detections.remove': async ({ id }) => {
      const found = await findPlacedBox(db(), id);
      if (found === undefined) throw noSuchBox(id);
      if (found.deleted === 1) return { removed: false };
      await byHand('delete', `Deleted a box on ${found.media_name}`, async (record) => {
        await record.update('detection', id, { deleted: 1 });
        return [];
      });
      return { removed: true };
    },
    'detections.flank': async ({ id, flank }) => {
      const { media_name } = await box(id);
      const journalId = await byHand('flank', `Side shown on ${media_name}: ${flank}`, async (record) => {
        await record.update('detection', id, { flank, by_person: 1 });
        return [];
      });
      return { journalId };
    },
    'events.label': async ({ id, species, class: given }) => {
      if (!(await eventExists(db(), id)))
        throw new NotFoundError(`There is no event ${id} in this library.`, { field: 'id' });
      const animals = await animalsOfEvent(db(), id);
      const label = (animal: DetectionTable) => ({
        species,
        // A class of deer says nothing about another species.
        class: given ?? (animal.species === species ? animal.class : null),
      });
      const wrong = animals.filter((animal) => {
        const wanted = label(animal);
        return animal.species !== wanted.species || animal.class !== wanted.class;
      });
      if (wrong.length === 0) return { changed: 0 };
      const summary = `Labelled ${wrong.length} ${wrong.length === 1 ? 'animal' : 'animals'} of an event as ${given ?? species}`;
      await byHand('label', summary, async (record) => {
        for (const animal of wrong) await record.update('detection', animal.id, { ...label(animal), by_person: 1 });
        return withdrawProposals(
          record,
          wrong.map((animal) => animal.id),
          species,
        );
      });
      await queueMatchWhereNeeded(house.library());
      return { changed: wrong.length };
    },
  };
}

const noSuchBox = (id: string) => new NotFoundError(`There is no box ${id} in this library.`, { field: 'id' });

function drawn(id: DetectionId, draft: Parsed<'detections.add'>): DetectionTable {
  return {
    id,
    media_id: draft.mediaId,
    category: draft.category,
    species: draft.species,
    class: draft.class,
    confidence: 1,
    ...placeOf(draft.box),
    source: 'person',
    label: null,
    flank: draft.flank,
    frame_ms: null,
    by_person: 1,
    deleted: 0,
    created_at: now(),
  };
}

/** Only what was named is changed. */
function columnsOf(named: Omit<Parsed<'detections.update'>, 'id'>): Partial<DetectionTable> {
  const { box, ...words } = named;
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  return { ...given, ...(box === undefined ? {} : placeOf(box)) };
}

function placeOf(box: Box): Pick<DetectionTable, 'x' | 'y' | 'width' | 'height'> {
  const [x, y, width, height] = clampBox(box);
  return { x, y, width, height };
}

/** A horse that was proposed to be a deer's profile is no proposal any more. What a person confirmed is left to that person. */
async function withdrawProposals(
  record: Recorder,
  detections: readonly DetectionId[],
  species: Species | null,
): Promise<IndividualId[]> {
  const idle = (await proposalsOn(record.tx, detections)).filter((proposal) => proposal.species !== species);
  for (const { id } of idle) await record.delete('identification', id);
  return [...new Set(idle.map(({ individual_id }) => individual_id))];
}
