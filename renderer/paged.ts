// Rows by position, out of pages fetched around what is visible: the scroll bar is right for 35,000 rows from the first answer on,
// and only what is looked at is loaded.
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { Input, Output } from '../shared/contract/contract.ts';
import { asQuery, useCall } from './queries.ts';
import { pagesAround } from './ui/pages.ts';

export interface Paged<Row> {
  /** Null until the first answer. */
  total: number | null;
  /** Undefined while its page is on the way. */
  at(position: number): Row | undefined;
  error: Error | null;
  again(): void;
}

type PagedCall = 'media.tiles' | 'events.list';

/** @param rowsOf The rows of one answer. */
export function usePaged<K extends PagedCall, Row>(
  name: K,
  input: Omit<Input<K>, 'offset' | 'limit'>,
  rowsOf: (page: Output<K>) => readonly Row[],
  [first, last]: readonly [first: number, last: number],
  pageSize = 200,
): Paged<Row> {
  const request = (offset: number) => ({ ...input, offset, limit: pageSize }) as Input<K>;
  const head = useCall(name, request(0), { keep: true });
  const total = head.data?.total ?? null;
  const offsets = total === null ? [] : pagesAround(first, last, total, pageSize);
  const pages = useQueries({
    queries: offsets.map((offset) => ({
      ...asQuery(name, request(offset)),
      placeholderData: keepPreviousData as never,
    })),
  });
  const byOffset = new Map(offsets.map((offset, at) => [offset, pages[at]?.data as Output<K> | undefined]));
  byOffset.set(0, head.data);
  return {
    total,
    at: (position) => {
      const page = byOffset.get(Math.floor(position / pageSize) * pageSize);
      return page === undefined ? undefined : rowsOf(page)[position % pageSize];
    },
    error: head.error,
    again: () => void head.refetch(),
  };
}
