// Looking at what was imported: gallery pages, single media, neighbours for the viewer, events.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import type { Media } from '../../../shared/domain/media.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { findDetection } from '../../store/detections.ts';
import { eventsUnder } from '../../store/event-pages.ts';
import { findMedia, mediaList, neighboursUnder, tilesUnder } from '../../store/media.ts';
import type { House } from '../house.ts';

type BrowseCalls = Pick<
  CoreHandlers,
  'media.tiles' | 'media.list' | 'media.show' | 'media.neighbours' | 'events.list' | 'detections.show'
>;

export const noSuchMedia = (id: string, field = 'id') =>
  new NotFoundError(`There is no photograph or video ${id} in this library.`, { field });

export function browseHandlers(house: House): BrowseCalls {
  const db = () => house.library().store.db;
  return {
    'media.tiles': ({ filter, ...page }) => tilesUnder(db(), filter, page),
    'media.list': async ({ filter, ...page }) =>
      (await mediaList(db(), filter, { ...page, order: 'oldest' })).map((media) => located(house, media)),
    'media.show': async ({ id }) => {
      const media = await findMedia(db(), id);
      if (media === null) throw noSuchMedia(id);
      return located(house, media);
    },
    'media.neighbours': async ({ id, filter, order }) => {
      const neighbours = await neighboursUnder(db(), id, filter, order);
      if (neighbours === null) throw noSuchMedia(id);
      return neighbours;
    },
    'events.list': ({ filter, ...page }) => eventsUnder(db(), filter, page),
    'detections.show': async ({ id }) => {
      const detection = await findDetection(db(), id);
      const media = detection && (await findMedia(db(), detection.mediaId));
      if (!detection || !media) throw new NotFoundError(`There is no box ${id} in this library.`, { field: 'id' });
      return { detection, media: located(house, media) };
    },
  };
}

/** With the full path of its file: the catalogue keeps that of a copied one relative to the library, which may move. */
const located = (house: House, media: Media): Media => ({ ...media, path: house.library().locate(media.path) });
