// Short messages at the corner of the window: what went wrong in core's own words, and what was done.
import { notifications } from '@mantine/notifications';

/** Shows why something failed. The same message twice in a row is shown once. */
export function tellError(error: unknown, title = 'That did not work'): void {
  const message = error instanceof Error ? error.message : String(error);
  notifications.show({ id: `error:${message}`, title, message, color: 'red', autoClose: 12_000, role: 'alert' });
}

let told: string | null = null;

/** Shows what was done, in place of what was said so before. */
export function tell(message: string, title?: string): void {
  if (told !== null) notifications.hide(told);
  told = notifications.show({ title, message, color: 'forest', autoClose: 4000 });
}
