// One place for a worker process: starts it when it is first needed, carries tasks to it, notices its end or its silence, and
// waits a little longer each time before it starts another. What was lost with a worker is handed back to the supervisor.
import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { fromFrame, type HerdbookError, WorkerCrashedError, WorkerHungError } from '../../shared/errors.ts';
import type { FromWorker, Provider, TaskKind, ToWorker, WorkerState } from './tasks.ts';

type Timer = ReturnType<typeof setTimeout>;

/** A task on its way: waiting in the supervisor's queue or held by a worker. */
export interface Errand {
  id: number;
  kind: TaskKind;
  task: unknown;
  /** Holds the worker's main thread; one at a time per worker. */
  heavy: boolean;
  /** Was with a worker that died, so it runs with no other beside it: then it is known who is to blame. */
  alone: boolean;
  losses: number;
  /** Milliseconds of silence after which the worker counts as hung. */
  patience: number;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export interface SlotSettings {
  threads: number;
  providers: Provider[];
  log(line: string): void;
  /** A worker ended while it held these; `guilty` is the one whose silence ended it, null when all are under suspicion. */
  lost(errands: Errand[], guilty: Errand | null, why: HerdbookError): void;
  /** The slot may take work again. */
  free(): void;
}

/** The worker lies beside this file, as source or, where the program is bundled, as a bundle of its own. */
const workerEntry = join(import.meta.dirname, `worker${extname(import.meta.filename)}`);
const lightAtOnce = 4;
const firstPause = 100;
const longestPause = 30_000;

export class WorkerSlot {
  readonly #settings: SlotSettings;
  readonly #held = new Map<number, { errand: Errand; watch: Timer }>();
  #child: ChildProcess | null = null;
  #complaints: string[] = [];
  #starts = 0;
  #deathsInARow = 0;
  #pause: Timer | null = null;
  #stopped = false;

  constructor(settings: SlotSettings) {
    this.#settings = settings;
  }

  get load(): number {
    return this.#held.size;
  }

  get running(): boolean {
    return this.#child !== null;
  }

  state(): WorkerState {
    const state = this.#child === null ? 'down' : this.#held.size > 0 ? 'busy' : 'idle';
    return { pid: this.#child?.pid ?? null, state, restarts: Math.max(0, this.#starts - 1) };
  }

  /** Whether this slot could begin the errand now. */
  canTake(errand: Errand): boolean {
    if (this.#stopped || this.#pause !== null) return false;
    const held = [...this.#held.values()].map((h) => h.errand);
    if (held.some((h) => h.alone)) return false;
    if (errand.alone) return held.length === 0;
    return errand.heavy ? !held.some((h) => h.heavy) : held.filter((h) => !h.heavy).length < lightAtOnce;
  }

  take(errand: Errand): void {
    this.#held.set(errand.id, { errand, watch: this.#watch(errand) });
    this.#send({ type: 'task', id: errand.id, kind: errand.kind, task: errand.task } as ToWorker);
  }

  cancel(id: number): void {
    if (this.#held.has(id)) this.#send({ type: 'cancel', id });
  }

  #watch(errand: Errand): Timer {
    return setTimeout(() => {
      const seconds = Math.round(errand.patience / 1000);
      this.#end(errand, new WorkerHungError(`an inference worker gave no sign of life for ${seconds} s and was ended`));
    }, errand.patience);
  }

  #send(message: ToWorker): void {
    this.#child ??= this.#start();
    // A worker that is already gone is noticed by its exit.
    this.#child.send(message, () => {});
  }

  #start(): ChildProcess {
    this.#starts++;
    this.#complaints = [];
    const child = fork(workerEntry, [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.on('message', (message) => this.#hear(child, message as FromWorker));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((l) => l.trim() !== '')) {
        this.#complaints = [...this.#complaints.slice(-9), line];
        this.#settings.log(line);
      }
    });
    const gone = (how: string) => {
      if (this.#child !== child) return;
      const details = { how, lastWords: this.#complaints };
      this.#end(null, new WorkerCrashedError(`an inference worker ended unexpectedly (${how})`, { details }));
    };
    child.on('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    child.on('error', (error) => gone(error.message));
    // A process that closed its connection is of no more use; its exit tells how it ended.
    child.on('disconnect', () => child.kill('SIGKILL'));
    child.send(
      { type: 'configure', threads: this.#settings.threads, providers: this.#settings.providers } satisfies ToWorker,
      () => {},
    );
    return child;
  }

  #hear(child: ChildProcess, message: FromWorker): void {
    if (child !== this.#child) return;
    const held = this.#held.get(message.id);
    if (held === undefined) return;
    clearTimeout(held.watch);
    if (message.type === 'progress') {
      held.watch = this.#watch(held.errand);
      return;
    }
    this.#held.delete(message.id);
    this.#deathsInARow = 0;
    if (message.type === 'answer') held.errand.resolve(message.answer);
    else held.errand.reject(fromFrame(message.error));
    this.#settings.free();
  }

  /** The worker is over: what it held goes back, and the next one waits a little longer. */
  #end(guilty: Errand | null, why: HerdbookError): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
    const errands = [...this.#held.values()].map(({ errand, watch }) => {
      clearTimeout(watch);
      return errand;
    });
    this.#held.clear();
    if (this.#stopped) return;
    this.#settings.log(why.message);
    const pause = Math.min(longestPause, firstPause * 2 ** this.#deathsInARow++);
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#settings.free();
    }, pause);
    this.#settings.lost(errands, guilty, why);
  }

  /** Ends the worker; returns what it held. */
  async stop(): Promise<Errand[]> {
    this.#stopped = true;
    if (this.#pause !== null) clearTimeout(this.#pause);
    const errands = [...this.#held.values()].map((h) => h.errand);
    for (const { watch } of this.#held.values()) clearTimeout(watch);
    this.#held.clear();
    const child = this.#child;
    this.#child = null;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGKILL');
      await over;
    }
    return errands;
  }
}
