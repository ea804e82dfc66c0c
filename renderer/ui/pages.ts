// Which pages of a long list are needed for what is visible.

/** Offsets of the pages that positions `first`–`last` (inclusive) lie on. */
export function pagesAround(first: number, last: number, total: number, pageSize: number): number[] {
  const offsets: number[] = [];
  const end = Math.min(last, total - 1);
  for (let at = Math.floor(Math.max(first, 0) / pageSize) * pageSize; at <= end; at += pageSize) offsets.push(at);
  return offsets;
}
