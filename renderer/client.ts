// The typed client of the contract for this window. Calls made while core is away wait up to ten seconds for it; calls that were under
// way when it went are rejected with CoreGoneError, so that no screen waits for an answer that cannot come.
import type { CallName, Client, EventName, Events, Input, Output } from '../shared/contract/contract.ts';
import { createFrameClient } from '../shared/contract/frame-client.ts';
import { CoreGoneError } from '../shared/errors.ts';
import type { Carrier, CarrierEvents } from './carriers.ts';

const patienceMs = 10_000;

export interface Connection {
  /** `connecting` only before the first connection; `lost` afterwards. */
  state: 'connecting' | 'open' | 'lost';
  message: string | null;
}

interface Waiting {
  go(): void;
}

const isHostCall = (name: CallName) => name.startsWith('host.');

export class WindowClient implements Client {
  #carrier: Carrier;
  #frames = createFrameClient((frame) => this.#carrier.send(frame));
  #waiting = new Set<Waiting>();
  #watchers = new Set<() => void>();
  #up = false;
  #coreRuns = true;
  #connection: Connection = { state: 'connecting', message: null };

  constructor(open: (events: CarrierEvents) => Carrier) {
    this.#frames.on('core.state', (state) => this.#onCoreState(state));
    this.#carrier = open({
      up: () => this.#onUp(),
      down: () => this.#onDown(),
      frame: (frame) => this.#frames.receive(frame),
    });
  }

  async call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    if (!this.#up || (!this.#coreRuns && !isHostCall(name))) await this.#readiness();
    return this.#frames.call(name, input);
  }

  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void {
    return this.#frames.on(event, listener);
  }

  close(): void {
    this.#carrier.close();
    this.#frames.close();
  }

  /** Current state of the connection; the same object until it changes (fit for useSyncExternalStore). */
  connection = (): Connection => this.#connection;

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #readiness(): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new CoreGoneError('Herdbook does not answer. This window keeps trying to reach it.'));
      }, patienceMs);
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
    this.#frames.lost('The connection to Herdbook was lost while this was being done.');
    if (this.#connection.state !== 'connecting') this.#settle('lost', 'The connection to Herdbook is lost.');
  }

  #onCoreState({ running, message }: Events['core.state']): void {
    if (running === this.#coreRuns) return;
    this.#coreRuns = running;
    if (!running) this.#frames.lost();
    this.#settle(
      running ? 'open' : 'lost',
      running ? null : (message ?? 'Herdbook’s core stopped and is being restarted.'),
    );
  }

  #settle(state: Connection['state'], message: string | null): void {
    this.#connection = { state, message };
    for (const watcher of this.#watchers) watcher();
    if (state !== 'open') return;
    const ready = this.#waiting;
    this.#waiting = new Set();
    for (const waiting of ready) waiting.go();
  }
}
