// What the window may not do: leave `app://herdbook`, open other windows, use permissions, or speak from another frame.
import type { IpcMainEvent, Session, WebContents } from 'electron';
import { ORIGIN } from './protocol.ts';

/** True only for addresses of our own window. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === ORIGIN;
  } catch {
    return false;
  }
}

/** Addresses that may be handed to the person's browser: plain web pages, nothing that runs a program. */
export function isWebPage(address: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** A frame counts only when it comes from the main frame of our own window. */
export function isFromWindow(event: Pick<IpcMainEvent, 'senderFrame' | 'sender'>, window: WebContents | null): boolean {
  return (
    window !== null &&
    event.sender === window &&
    event.senderFrame !== null &&
    event.senderFrame === window.mainFrame &&
    isOurs(event.senderFrame.url)
  );
}

export function guardContents(contents: WebContents, openOutside: (address: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebPage(url)) openOutside(url);
    return { action: 'deny' };
  });
}

/** Herdbook needs no camera, no position, no notifications of the system: every permission is denied. Copying text is allowed. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
}
