// Tiles by position, out of pages of 200 that are fetched around what is visible: the scroll bar is right for 35,000 photographs from
// the first answer on, and only what is looked at is loaded.
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { MediaTile } from '../../../shared/domain/media.ts';
import { asQuery, useCall } from '../../queries.ts';
import type { GalleryFilter, GalleryOrder } from '../../stores/gallery.ts';

export const pageSize = 200;

/** Offsets of the pages that positions `first`–`last` (inclusive) lie on. */
export function pagesAround(first: number, last: number, total: number): number[] {
  const offsets: number[] = [];
  const end = Math.min(last, total - 1);
  for (let at = Math.floor(Math.max(first, 0) / pageSize) * pageSize; at <= end; at += pageSize) offsets.push(at);
  return offsets;
}

export interface Tiles {
  /** Null until the first answer. */
  total: number | null;
  /** Undefined while its page is on the way. */
  at(position: number): MediaTile | undefined;
  error: Error | null;
  again(): void;
}

export function useTiles(filter: GalleryFilter, order: GalleryOrder, first: number, last: number): Tiles {
  const request = (offset: number) => ({ filter, order, offset, limit: pageSize });
  const head = useCall('media.tiles', request(0), { keep: true });
  const total = head.data?.total ?? null;
  const offsets = total === null ? [] : pagesAround(first, last, total);
  const pages = useQueries({
    queries: offsets.map((offset) => ({
      ...asQuery('media.tiles', request(offset)),
      placeholderData: keepPreviousData,
    })),
  });
  const byOffset = new Map(offsets.map((offset, at) => [offset, pages[at]?.data?.tiles]));
  byOffset.set(0, head.data?.tiles);
  return {
    total,
    at: (position) => byOffset.get(Math.floor(position / pageSize) * pageSize)?.[position % pageSize],
    error: head.error,
    again: () => void head.refetch(),
  };
}
