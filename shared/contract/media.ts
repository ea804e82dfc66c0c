// Looking at media and events, and working on boxes by hand.
import { z } from 'zod';
import { Box } from '../domain/box.ts';
import { DetectionId, EventId, MediaId } from '../domain/ids.ts';
import { Detection, Event, Media, MediaFilter, MediaTile } from '../domain/media.ts';
import { Category, Flank, Species } from '../domain/words.ts';
import { call } from './call.ts';

const boxFields = {
  box: Box,
  category: Category,
  species: Species.nullable(),
  class: z.string().max(40).nullable(),
  flank: Flank,
};
export const DetectionDraft = z.object({
  mediaId: MediaId,
  box: boxFields.box,
  category: boxFields.category.default('animal'),
  species: boxFields.species.default(null),
  class: boxFields.class.default(null),
  flank: boxFields.flank.default('unknown'),
});
/** Some fields of a detection; what is left out stays as it is. */
export const DetectionChange = z.object(boxFields).partial();

export const mediaCalls = {
  'media.tiles': call(
    'A page of gallery tiles in time order, with the total.',
    z.object({
      filter: MediaFilter.default({}),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(200),
      order: z.enum(['newest', 'oldest']).default('newest'),
    }),
    z.object({ total: z.number(), tiles: z.array(MediaTile) }),
  ),
  'media.list': call(
    'Media with all their fields and detections.',
    z.object({
      filter: MediaFilter.default({}),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(100_000).default(100_000),
    }),
    z.array(Media),
  ),
  'media.show': call('One media item.', z.object({ id: MediaId }), Media),
  'media.neighbours': call(
    'The media before and after one, under a filter.',
    z.object({ id: MediaId, filter: MediaFilter.default({}), order: z.enum(['newest', 'oldest']).default('newest') }),
    z.object({
      previous: MediaId.nullable(),
      next: MediaId.nullable(),
      /** 0 for the first, as the offset of a page. */
      position: z.number(),
      total: z.number(),
    }),
  ),
  'events.list': call(
    'A page of events, newest first.',
    z.object({
      filter: MediaFilter.default({}),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ total: z.number(), events: z.array(Event) }),
  ),
  'events.label': call(
    'Give species (and class) to every animal box of an event.',
    z.object({ id: EventId, species: Species, class: z.string().max(40).nullable().default(null) }),
    z.object({ changed: z.number() }),
  ),
  'detections.show': call(
    'One box with the photograph or video it is on.',
    z.object({ id: DetectionId }),
    z.object({ detection: Detection, media: Media }),
  ),
  'detections.add': call('Draw a box by hand.', DetectionDraft, Detection),
  'detections.update': call('Move, resize or relabel a box.', DetectionChange.extend({ id: DetectionId }), Detection),
  'detections.remove': call(
    'Delete a box; undoable.',
    z.object({ id: DetectionId }),
    z.object({ removed: z.boolean() }),
  ),
};
