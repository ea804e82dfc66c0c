// A client over anything that carries frames: Electron's bridge, a WebSocket, or a pipe within one process. It matches answers to
// calls and turns failures back into their error classes; connecting and reconnecting is its carrier's business.
import { CoreGoneError, fromFrame } from '../errors.ts';
import type { CallName, Client, EventName, Events, Input, Output } from './contract.ts';
import type { CallFrame, ToClient } from './frames.ts';

export interface FrameClient extends Client {
  /** The carrier hands over every frame it receives. */
  receive(frame: ToClient): void;
  /** The carrier lost the other side: everything still waiting is rejected with CoreGoneError. */
  lost(message?: string): void;
}

/** @param send Carries one frame to the other side; may throw or reject, which rejects the call. */
export function createFrameClient(send: (frame: CallFrame) => void | Promise<void>): FrameClient {
  let nextId = 1;
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<EventName, Set<(data: never) => void>>();

  return {
    call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
      const id = nextId++;
      return new Promise<Output<K>>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject });
        Promise.resolve()
          .then(() => send({ type: 'call', id, name, input }))
          .catch((error: unknown) => {
            if (waiting.delete(id)) reject(error instanceof Error ? error : new CoreGoneError(String(error)));
          });
      });
    },
    on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener as (data: never) => void);
      return () => set.delete(listener as (data: never) => void);
    },
    receive(frame) {
      if (frame.type === 'event') {
        for (const listener of listeners.get(frame.name) ?? []) listener(frame.data as never);
        return;
      }
      const call = waiting.get(frame.id);
      if (call === undefined) return;
      waiting.delete(frame.id);
      if (frame.type === 'result') call.resolve(frame.output);
      else call.reject(fromFrame(frame.error));
    },
    lost(
      message = "Herdbook's core ended while it was working on this. It is being started again; nothing that was saved is lost.",
    ) {
      const calls = [...waiting.values()];
      waiting.clear();
      for (const { reject } of calls) reject(new CoreGoneError(message));
    },
    close() {
      this.lost("The connection to Herdbook's core was closed.");
      listeners.clear();
    },
  };
}
