// How frames travel between this window and core: over the bridge that Electron's preload puts on `window`, or over a WebSocket to
// the server that served the page. Above this file nothing knows which of the two it is.
import type { ToClient } from '../shared/contract/frames.ts';

/** What the preload offers in Electron. */
export interface Bridge {
  send(frame: unknown): void;
  onFrame(listener: (frame: unknown) => void): () => void;
  /** Paths on disk of files and folders dropped into the window. */
  pathsOf(files: File[]): string[];
}

declare global {
  interface Window {
    herdbook?: Bridge;
  }
}

export interface CarrierEvents {
  up(): void;
  down(): void;
  frame(frame: ToClient): void;
}

export interface Carrier {
  send(frame: unknown): void;
  close(): void;
}

export function bridgeCarrier(bridge: Bridge, events: CarrierEvents): Carrier {
  const stop = bridge.onFrame((frame) => events.frame(frame as ToClient));
  queueMicrotask(events.up);
  return { send: (frame) => bridge.send(frame), close: stop };
}

const firstPauseMs = 300;
const longestPauseMs = 8000;

/** A WebSocket that comes back by itself, with pauses that double up to eight seconds. */
export function socketCarrier(url: string, events: CarrierEvents): Carrier {
  let socket: WebSocket | null = null;
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const connect = () => {
    const made = new WebSocket(url);
    socket = made;
    made.onopen = () => {
      pauseMs = firstPauseMs;
      events.up();
    };
    made.onmessage = (message) => {
      if (typeof message.data === 'string') events.frame(JSON.parse(message.data) as ToClient);
    };
    made.onclose = () => {
      if (socket === made) socket = null;
      events.down();
      if (closed) return;
      timer = setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };
  connect();
  return {
    send: (frame) => socket?.send(JSON.stringify(frame)),
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
