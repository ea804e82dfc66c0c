// A small picture that cannot be shown leaves its quiet ground, instead of the browser's sign for something broken.
import type { SyntheticEvent } from 'react';

/** For `onError` of a decorative picture (`alt=""`) that is not reused for another one. */
export function blankWhenMissing(event: SyntheticEvent<HTMLImageElement>): void {
  event.currentTarget.style.visibility = 'hidden';
}
