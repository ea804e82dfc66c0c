// Keeps core running behind the window: starts it with the bundled Node, carries frames, and when it dies tells the window, fails
// the calls that were waiting, and starts it again with growing pauses and the library that was open.
import type { ChildProcess } from 'node:child_process';
import { CallFrame, type ToClient } from '../../shared/contract/frames.ts';
import { CoreGoneError, type ErrorFrame, toFrame } from '../../shared/errors.ts';

/** The part of a child process that is used; `child_process.fork` gives one. */
export type CoreChild = Pick<ChildProcess, 'send' | 'on' | 'kill' | 'pid'>;

export interface CoreAddress {
  port: number;
  token: string;
}

export interface CoreSupervisorOptions {
  fork: () => CoreChild;
  /** Frames for the window. */
  deliver: (frame: ToClient) => void;
  log?: (line: string) => void;
  /** Pauses before the first, second, … restart, in milliseconds; the last one repeats. */
  pauses?: number[];
}

const PAUSES_MS = [200, 1_000, 5_000, 15_000];
/** Having run this long, a core counts as healthy again and the pauses start over. */
const HEALTHY_MS = 30_000;

type FromCore =
  | ({ kind: 'ready' } & CoreAddress)
  | { kind: 'frame'; frame: ToClient }
  | { kind: 'not-opened'; error: ErrorFrame }
  | { kind: 'opened' };

export class CoreSupervisor {
  readonly #options: CoreSupervisorOptions;
  #child: CoreChild | null = null;
  #address: CoreAddress | null = null;
  #waiting = new Set<number>();
  #held: unknown[] = [];
  #restarts = 0;
  #startedAt = 0;
  #stopping = false;
  #library: string | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: CoreSupervisorOptions) {
    this.#options = options;
  }

  /** Where core serves bytes; null while it is down. */
  get address(): CoreAddress | null {
    return this.#address;
  }

  get restarts(): number {
    return this.#restarts;
  }

  start(): void {
    if (this.#child !== null || this.#stopping) return;
    this.#startedAt = performance.now();
    const child = this.#options.fork();
    this.#child = child;
    child.on('message', (message) => this.#receive(message as FromCore));
    child.on('error', (error) => this.#options.log?.(`core: ${error.message}`));
    child.on('exit', (code, signal) => this.#ended(child, code, signal));
  }

  /** Carries a frame of the window to core. Calls made while core starts wait for it. */
  send(frame: unknown): void {
    const call = CallFrame.safeParse(frame);
    if (call.success) this.#waiting.add(call.data.id);
    if (this.#address === null) this.#held.push(frame);
    else this.#child?.send({ kind: 'frame', frame });
  }

  /** Opens a library that was named on the command line or in the file manager. */
  open(folder: string): void {
    this.#library = folder;
    if (this.#address !== null) this.#child?.send({ kind: 'open', folder });
  }

  /** Ends core and does not start it again. */
  stop(): void {
    this.#stopping = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#child?.kill('SIGTERM');
  }

  #receive(message: FromCore): void {
    switch (message.kind) {
      case 'ready':
        this.#address = { port: message.port, token: message.token };
        if (this.#library !== null) this.#child?.send({ kind: 'open', folder: this.#library });
        for (const frame of this.#held.splice(0)) this.#child?.send({ kind: 'frame', frame });
        this.#options.deliver({ type: 'event', name: 'core.state', data: { running: true, message: null } });
        break;
      case 'frame':
        if (message.frame.type !== 'event') this.#waiting.delete(message.frame.id);
        else if (message.frame.name === 'library.changed') this.#library = message.frame.data.library?.folder ?? null;
        this.#options.deliver(message.frame);
        break;
      case 'not-opened':
        this.#options.deliver({
          type: 'event',
          name: 'core.state',
          data: { running: true, message: message.error.message },
        });
        break;
      case 'opened':
        break;
    }
  }

  #ended(child: CoreChild, code: number | null, signal: NodeJS.Signals | null): void {
    if (child !== this.#child) return;
    this.#child = null;
    this.#address = null;
    const error = toFrame(
      new CoreGoneError(
        "Herdbook's core ended while it was working on this. It is being started again; nothing that was saved is lost.",
      ),
    );
    const held = new Set(this.#held.map((frame) => (frame as { id: number }).id));
    for (const id of this.#waiting) {
      if (held.has(id)) continue;
      this.#waiting.delete(id);
      this.#options.deliver({ type: 'failure', id, error });
    }
    if (this.#stopping) return;
    this.#options.log?.(`core ended (${signal ?? `exit ${code}`})`);
    this.#options.deliver({
      type: 'event',
      name: 'core.state',
      data: { running: false, message: "Herdbook's core ended unexpectedly and is being started again." },
    });
    if (performance.now() - this.#startedAt > HEALTHY_MS) this.#restarts = 0;
    const pauses = this.#options.pauses ?? PAUSES_MS;
    const pause = pauses[Math.min(this.#restarts, pauses.length - 1)] ?? 0;
    this.#restarts++;
    this.#timer = setTimeout(() => this.start(), pause);
  }
}
