// Coming to a screen puts the keyboard there: keys act on what is shown instead of pressing the link that led to it, and a screen
// reader begins to read at the title.
import { useCallback } from 'react';

/** A ref for the `main` element of a screen, which also needs `tabIndex={-1}`. */
export function useArrival(): (main: HTMLElement | null) => void {
  return useCallback((main: HTMLElement | null) => {
    const focused = document.activeElement;
    // A screen that has already put the focus somewhere inside itself, or a dialog that is open, keeps it.
    if (focused === null || focused === document.body || focused.closest('nav') !== null)
      main?.focus({ preventScroll: true });
  }, []);
}
