// One name for a key with its modifiers, the same in the list of keys and when it is pressed.

/** What is needed of a KeyboardEvent. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** `Mod+Shift+z` and the like for an event; letters are lower case. */
export function keyName(event: Pressed): string {
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isLetter = /^\p{L}$/u.test(event.key);
  const shift = event.shiftKey && (isLetter || event.key.length > 1) ? 'Shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shift}${letter}`;
}
