// The typed client of the contract for this window. Calls made while core is away wait up to ten seconds for it; calls that were under
// way when it went are rejected with CoreGoneError, so that no screen waits for an answer that cannot come.
import type { CallName, Client, EventName, Events, Input, Output } from '../shared/contract/contract.ts';
import type { ToClient } from '../shared/contract/frames.ts';
import { CoreGoneError, fromFrame, type HerdbookError } from '../shared/errors.ts';
import { bridgeCarrier, type Carrier, type CarrierEvents, socketCarrier } from './carriers.ts';

const patienceMs = 10_000;

/** `connecting` only before the first connection; `lost` afterwards. */
export type ConnectionState = 'connecting' | 'open' | 'lost';
export interface Connection {
  state: ConnectionState;
  message: string | null;
}

interface Pending {
  name: CallName;
  resolve(output: never): void;
  reject(error: HerdbookError): void;
}
interface Waiting {
  go(): void;
  giveUp(): void;
}

const isHostCall = (name: CallName) => name.startsWith('host.');
type AnyListener = (data: never) => void;

export class FrameClient implements Client {
  #carrier: Carrier;
  #lastId = 0;
  #pending = new Map<number, Pending>();
  #waiting = new Set<Waiting>();
  #listeners = new Map<EventName, Set<AnyListener>>();
  #watchers = new Set<() => void>();
  #up = false;
  #coreRuns = true;
  #wasOpen = false;
  #connection: Connection = { state: 'connecting', message: null };

  constructor(open: (events: CarrierEvents) => Carrier) {
    this.#carrier = open({
      up: () => this.#onUp(),
      down: () => this.#onDown(),
      frame: (frame) => this.#onFrame(frame as ToClient),
    });
  }

  async call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    if (!this.#ready(name)) await this.#readiness();
    return new Promise<Output<K>>((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      this.#pending.set(id, { name, resolve: resolve as (output: never) => void, reject });
      this.#carrier.send({ type: 'call', id, name, input });
    });
  }

  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener as AnyListener);
    return () => listeners.delete(listener as AnyListener);
  }

  close(): void {
    this.#carrier.close();
    this.#abandon(() => true, 'This window was closed.');
  }

  /** Current state of the connection; the same object until it changes (fit for useSyncExternalStore). */
  connection = (): Connection => this.#connection;

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #ready(name: CallName): boolean {
    return this.#up && (this.#coreRuns || isHostCall(name));
  }

  #readiness(): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go: () => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve();
        },
        giveUp: () => {
          this.#waiting.delete(waiting);
          reject(new CoreGoneError('Herdbook does not answer. It is tried again by itself.'));
        },
      };
      const timer = setTimeout(waiting.giveUp, patienceMs);
      this.#waiting.add(waiting);
    });
  }

  #onUp(): void {
    this.#up = true;
    this.#coreRuns = true;
    this.#settle('open', null);
  }

  #onDown(): void {
    this.#up = false;
    this.#abandon(() => true, 'The connection to Herdbook was lost while this was being done.');
    this.#settle(this.#wasOpen ? 'lost' : 'connecting', 'The connection to Herdbook is lost.');
  }

  #onFrame(frame: ToClient): void {
    if (frame.type === 'event') {
      if (frame.name === 'core.state') this.#onCoreState(frame.data);
      for (const listener of this.#listeners.get(frame.name) ?? []) listener(frame.data as never);
      return;
    }
    const pending = this.#pending.get(frame.id);
    if (pending === undefined) return;
    this.#pending.delete(frame.id);
    if (frame.type === 'result') pending.resolve(frame.output as never);
    else pending.reject(fromFrame(frame.error));
  }

  #onCoreState({ running, message }: Events['core.state']): void {
    if (running === this.#coreRuns) return;
    this.#coreRuns = running;
    if (!running) this.#abandon((name) => !isHostCall(name), message ?? 'Herdbook’s core stopped while this was done.');
    this.#settle(
      running ? 'open' : 'lost',
      running ? null : (message ?? 'Herdbook’s core stopped and is being restarted.'),
    );
  }

  #abandon(which: (name: CallName) => boolean, message: string): void {
    for (const [id, pending] of this.#pending) {
      if (!which(pending.name)) continue;
      this.#pending.delete(id);
      pending.reject(new CoreGoneError(message));
    }
  }

  #settle(state: ConnectionState, message: string | null): void {
    if (state === 'open') this.#wasOpen = true;
    this.#connection = { state, message };
    for (const watcher of this.#watchers) watcher();
    if (state === 'open') for (const waiting of [...this.#waiting]) waiting.go();
  }
}

const socketAddress = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;

export const api = new FrameClient((events) =>
  window.herdbook ? bridgeCarrier(window.herdbook, events) : socketCarrier(socketAddress(), events),
);
