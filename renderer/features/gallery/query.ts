// The gallery's filter in the address, so that a view can be bookmarked, gone back to, and linked to from other screens.
import { MediaFilter } from '../../../shared/domain/media.ts';
import type { GalleryFilter, GalleryOrder } from '../../stores/gallery.ts';

const flags = ['hasDetections', 'unassigned', 'noTime'] as const;

/** What cannot be read is left out: an old bookmark shows more, never an error. */
export function readQuery(search: string): { filter: GalleryFilter; order: GalleryOrder } {
  const query = new URLSearchParams(search);
  const filter: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(MediaFilter.shape)) {
    const text = query.get(name);
    if (text === null) continue;
    const value = flags.some((flag) => flag === name) ? text === 'yes' : text;
    const read = schema.safeParse(value);
    if (read.success) filter[name] = read.data;
  }
  return { filter: filter as GalleryFilter, order: query.get('order') === 'oldest' ? 'oldest' : 'newest' };
}

/** `?locationId=…&hasDetections=yes`, or an empty text for everything, newest first. */
export function writeQuery(filter: GalleryFilter, order: GalleryOrder = 'newest'): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === '') continue;
    query.set(name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
  }
  if (order === 'oldest') query.set('order', 'oldest');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** How many things a filter asks for. */
export const asked = (filter: GalleryFilter): number =>
  Object.values(filter).filter((value) => value !== undefined && value !== '').length;
