// The keys that work now. Screens declare them with `useKeys`; the same list answers the keyboard and fills the help sheet, so that
// the help is never out of date.
import { useEffect, useId, useRef } from 'react';
import { create } from 'zustand';
import { keyName } from '../ui/keyName.ts';

export interface KeyBinding {
  /** As in `KeyboardEvent.key`, with `Mod+` (Ctrl, or ⌘ on a Mac) and `Shift+` in front where needed: `ArrowLeft`, `Mod+z`, `Mod+Shift+z`. */
  keys: string | string[];
  /** What the help sheet says it does. */
  does: string;
  run(event: KeyboardEvent): void;
  /** Also while the cursor is in a field. */
  inFields?: boolean;
}

interface Scope {
  title: string;
  bindings: KeyBinding[];
  /** Works while a dialog is open (it is the dialog's own). */
  dialog: boolean;
}

interface KeysState {
  scopes: [id: string, scope: Scope][];
}

export const useKeyScopes = create<KeysState>(() => ({ scopes: [] }));

const putScope = (id: string, scope: Scope) =>
  useKeyScopes.setState(({ scopes }) =>
    scopes.some(([known]) => known === id)
      ? { scopes: scopes.map((entry) => (entry[0] === id ? [id, scope] : entry)) }
      : { scopes: [...scopes, [id, scope]] },
  );
const dropScope = (id: string) =>
  useKeyScopes.setState(({ scopes }) => ({ scopes: scopes.filter(([known]) => known !== id) }));

/** Declares the keys of a screen for as long as it is shown. Later scopes win over earlier ones. */
export function useKeys(title: string, bindings: KeyBinding[], options: { enabled?: boolean; dialog?: boolean } = {}) {
  const id = useId();
  const latest = useRef(bindings);
  latest.current = bindings;
  const enabled = options.enabled ?? true;
  const dialog = options.dialog ?? false;
  const shape = bindings.map((binding) => `${[binding.keys].flat().join(' ')}:${binding.does}`).join('|');
  // `shape` stands for the bindings; what they run is read when a key is pressed.
  useEffect(() => {
    if (!enabled) return;
    const stable = latest.current.map((binding, at) => ({
      ...binding,
      run: (event: KeyboardEvent) => latest.current[at]?.run(event),
    }));
    putScope(id, { title, bindings: stable, dialog });
    return () => dropScope(id);
  }, [id, title, shape, enabled, dialog]);
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)));

/** A focused button or link keeps its own Enter and space. */
const isPressable = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('button, a, [role=option], [role=menuitem], [role=tab]') !== null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  const inField = isField(event.target);
  const pressed = (name === 'Enter' || name === ' ') && isPressable(event.target);
  const inDialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
  for (const [, scope] of [...useKeyScopes.getState().scopes].reverse()) {
    if (inDialog && !scope.dialog) continue;
    for (const binding of scope.bindings) {
      if (![binding.keys].flat().includes(name)) continue;
      if ((inField && !binding.inFields) || pressed) continue;
      event.preventDefault();
      binding.run(event);
      return;
    }
  }
}

/** Starts answering the keyboard. Called once, when the window starts. */
export const listenToKeyboard = () => window.addEventListener('keydown', onKeyDown);
