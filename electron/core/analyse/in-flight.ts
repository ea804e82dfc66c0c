// Several batches under way at once, so that rows are written and pictures claimed while the workers look at the next ones.

/**
 * Does `work` on every item, in their order, at most `width` at a time. After an error or an abort no further item is begun; what is
 * under way is waited for, then the first error is thrown.
 */
export async function inFlight<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const errors: unknown[] = [];
  const lane = async () => {
    while (next < items.length && errors.length === 0 && !signal.aborted) {
      try {
        await work(items[next++]!);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (errors.length > 0) throw errors[0];
  signal.throwIfAborted();
}
