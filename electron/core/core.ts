// The composition root of core: opens libraries, puts the rooms' handlers together, runs jobs, and answers calls and requests for
// bytes. Behind the window, the browser and the command line it is this same object.

import { type AnyHandlers, answerFrame } from '../../shared/contract/answer.ts';
import type { Client, CoreHandlers } from '../../shared/contract/contract.ts';
import type { EventName, Events, Topic } from '../../shared/contract/events.ts';
import { Topic as AllTopics } from '../../shared/contract/events.ts';
import { createFrameClient } from '../../shared/contract/frame-client.ts';
import type { EventFrame, ToClient } from '../../shared/contract/frames.ts';
import { type Inference, startInference } from '../inference/supervisor.ts';
import { analyseHandlers } from './analyse/handlers.ts';
import { analyseRunner } from './analyse/run.ts';
import { analysisHandlers } from './analysis/handlers.ts';
import { browseHandlers } from './browse/handlers.ts';
import { type House, type Library, noLibrary } from './house.ts';
import { importHandlers } from './import/handlers.ts';
import { importRunner } from './import/run.ts';
import { sampleRunner } from './import/sample.ts';
import { openLibrary } from './library.ts';
import { libraryHandlers } from './library-handlers.ts';
import { matchHandlers } from './match/handlers.ts';
import { matchRunner } from './match/run.ts';
import { inPlainWords } from './plain-words.ts';
import { personalFolder, rememberRecent } from './recent.ts';
import { reportHandlers } from './report/handlers.ts';
import { reportRunner } from './report/run.ts';
import { respond } from './respond.ts';
import { reviewHandlers } from './review/handlers.ts';
import { streamHandlers } from './streams/handlers.ts';
import { streamRunner } from './streams/run.ts';

export interface CoreOptions {
  environment?: NodeJS.ProcessEnv;
  /** False: calls are answered but queued jobs are left to other processes. Default true. */
  runJobs?: boolean;
}

export interface Core {
  /** Opens a library in place of the one that is open. @throws see openStore */
  open(folder: string): Promise<Library>;
  /** Connects a carrier of frames; answers until the returned function is called. `host` answers the `host.*` calls. */
  attach(
    send: (frame: ToClient) => void,
    host?: AnyHandlers,
  ): { receive: (frame: unknown) => void; detach: () => void };
  /** A client in this process. */
  client(host?: AnyHandlers): Client;
  /** Pictures, video and finished exports by address (shared/contract/urls.ts). */
  respond(request: Request): Promise<Response>;
  house: House;
  close(): Promise<void>;
}

/** How long changed parts of the catalogue are collected before windows are told. */
const GATHER_MS = 150;
const WATCH_MS = 1_000;

export async function startCore(options: CoreOptions = {}): Promise<Core> {
  const environment = options.environment ?? process.env;
  const runJobs = options.runJobs ?? true;
  const personal = personalFolder(environment);
  const listeners = new Set<(frame: EventFrame) => void>();
  let library: Library | null = null;
  let inference: Inference | null = null;
  /** Worker processes asked for by the open library; 0 leaves it to the supervisor. */
  let workers = 0;
  let watcher: NodeJS.Timeout | null = null;
  let switching: Promise<unknown> = Promise.resolve();
  let closed = false;

  const emit = <E extends EventName>(name: E, data: Events[E]): void => {
    for (const listener of listeners) listener({ type: 'event', name, data } as EventFrame);
  };
  const changed = gatherTopics((topics) => emit('catalogue.changed', { topics }));

  const house: House = {
    library: () => library ?? noLibrary(),
    inference: () => {
      inference ??= startInference({ workers });
      return inference;
    },
    emit,
    changed,
  };

  async function closeLibrary(): Promise<void> {
    const closing = library;
    if (closing === null) return;
    if (watcher !== null) clearInterval(watcher);
    await closing.jobs.close();
    library = null;
    await closing.store.close();
  }

  /** Only between libraries, when nothing is under way. */
  async function useWorkers(wanted: number): Promise<void> {
    if (wanted === workers) return;
    workers = wanted;
    const before = inference;
    inference = null;
    await before?.stop();
  }

  async function open(folder: string): Promise<Library> {
    const opened = await openLibrary(folder, environment, (job) => {
      emit('job.changed', { job });
      changed('jobs', ...(job.kind === 'report' ? (['exports'] as const) : []));
    });
    await closeLibrary();
    await useWorkers((await opened.settings()).workers);
    library = opened;
    for (const runner of [importRunner, sampleRunner, analyseRunner, matchRunner, reportRunner, streamRunner])
      opened.jobs.register(runner(house));
    if (runJobs) await opened.jobs.start();
    watcher = watchOtherProcesses(opened, () => changed(...AllTopics.options));
    rememberRecent(personal, { folder: opened.folder, name: opened.name, openedAt: Temporal.Now.instant().toString() });
    return opened;
  }

  /** One switch of libraries at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = switching.then(work, work);
    switching = next.catch(() => {});
    return next;
  };

  const rooms: CoreHandlers = {
    ...libraryHandlers(house, {
      current: () => library,
      open: (folder) => inTurn(() => open(folder)),
      close: () => inTurn(closeLibrary),
      personal,
    }),
    ...importHandlers(house),
    ...browseHandlers(house),
    ...analyseHandlers(house),
    ...matchHandlers(house),
    ...reviewHandlers(house),
    ...reportHandlers(house),
    ...streamHandlers(house),
    ...analysisHandlers(house),
  };
  const handlers = inPlainWords(rooms, () => library?.folder ?? null);

  const core: Core = {
    house,
    open: (folder) => inTurn(() => open(folder)),
    attach(send, host = {}) {
      const abort = new AbortController();
      const all: AnyHandlers = { ...(handlers as AnyHandlers), ...host };
      listeners.add(send);
      return {
        receive: (frame) => {
          if (!closed) void answerFrame(all, frame, abort.signal, (answer) => abort.signal.aborted || send(answer));
        },
        detach: () => {
          listeners.delete(send);
          abort.abort();
        },
      };
    },
    client(host) {
      const client = createFrameClient((frame) => {
        if (closed) client.lost("Herdbook's core is not running.");
        else carrier.receive(structuredClone(frame));
      });
      const carrier = core.attach((frame) => client.receive(frame), host);
      listeners.add(noticeEnd);
      function noticeEnd(frame: EventFrame): void {
        if (frame.name === 'core.state' && !frame.data.running) client.lost();
      }
      return {
        call: client.call,
        on: client.on,
        close: () => {
          carrier.detach();
          listeners.delete(noticeEnd);
          client.close();
        },
      };
    },
    respond: (request) => respond(house, request),
    async close() {
      if (closed) return;
      closed = true;
      await inTurn(closeLibrary);
      await inference?.stop();
      emit('core.state', { running: false, message: null });
      listeners.clear();
    },
  };
  return core;
}

/** Collects topics for a moment so that a thousand small changes are one message. */
function gatherTopics(tell: (topics: Topic[]) => void): (...topics: Topic[]) => void {
  const gathered = new Set<Topic>();
  let waiting = false;
  return (...topics) => {
    for (const topic of topics) gathered.add(topic);
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      const told = [...gathered];
      gathered.clear();
      tell(told);
    }, GATHER_MS).unref();
  };
}

/** The command line may work on a library that a window shows. */
function watchOtherProcesses(library: Library, onChange: () => void): NodeJS.Timeout {
  let seen = library.store.dataVersion();
  const timer = setInterval(() => {
    try {
      const version = library.store.dataVersion();
      if (version !== seen) onChange();
      seen = version;
    } catch {
      // The disk does not answer just now; the calls that need it say so.
    }
  }, WATCH_MS);
  return timer.unref();
}
