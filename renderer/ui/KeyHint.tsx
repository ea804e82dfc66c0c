// A key as it is printed on the keyboard, beside the button it presses.
import classes from './KeyHint.module.css';

const isMac = navigator.platform.startsWith('Mac');
const printed: Record<string, string> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: '⇧',
  Alt: isMac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  ' ': 'Space',
};

/** `keys` as in a KeyBinding: `Mod+Shift+z`. */
export function KeyHint({ keys }: { keys: string }) {
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return (
    <span className={classes.keys}>
      {parts.map((part) => (
        <kbd key={part} className={classes.key}>
          {printed[part] ?? (part.length === 1 ? part.toUpperCase() : part)}
        </kbd>
      ))}
    </span>
  );
}
