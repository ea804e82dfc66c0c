// The only door to inference. It keeps the worker processes, gives them work, and makes their deaths invisible: a task whose
// worker died is repeated alone, a group of photographs that keeps killing workers is taken apart until the one that does it is
// found, and that one is answered with a sentence instead of boxes. Nothing here loads a native library.
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { CancelledError, type HerdbookError, WorkerCrashedError, WorkerHungError } from '../../shared/errors.ts';
import type {
  AnalysePhotosTask,
  Inference,
  InferenceOptions,
  PhotoResult,
  PhotoToAnalyse,
  TaskKind,
  Tasks,
} from './tasks.ts';
import { type Errand, WorkerSlot } from './worker-slot.ts';

export { type ProviderState, probeProviders } from './providers.ts';
export type { Inference, InferenceOptions } from './tasks.ts';

const heavyKinds: ReadonlySet<TaskKind> = new Set(['analysePhotos', 'extractBody', 'checkPack', 'analyseVideo']);
const defaultPatience = 60_000;

/** One worker up to two cores (a second would only share them), else half the cores, at most four. */
const defaultWorkers = (): number =>
  availableParallelism() <= 2 ? 1 : Math.min(4, Math.floor(availableParallelism() / 2));

const workerDied = (error: unknown): boolean => error instanceof WorkerCrashedError || error instanceof WorkerHungError;

/**
 * Starts the inference side; processes are forked when first needed. Its promises reject with the worker's error
 * (PictureUnreadableError, ModelLoadError, ModelAnswerError, Pack…Error), with WorkerCrashedError or WorkerHungError when a
 * task lost its worker twice, and with CancelledError after `signal` or `stop`.
 */
export function startInference(options: InferenceOptions = {}): Inference {
  const patience = options.patience ?? defaultPatience;
  const queue: Errand[] = [];
  let lastId = 0;
  let stopped = false;

  const slots = Array.from({ length: options.workers || defaultWorkers() }, () => {
    return new WorkerSlot({
      threads: options.threadsPerWorker ?? 1,
      providers: options.providers ?? ['cpu'],
      log: options.log ?? (() => {}),
      lost: takeBack,
      free: pump,
    });
  });

  /** Hands waiting errands to slots: running ones before sleeping ones, the least loaded first. */
  function pump(): void {
    const waiting = queue.splice(0);
    let held = false;
    for (const errand of waiting) {
      const able = held ? [] : slots.filter((slot) => slot.canTake(errand));
      const slot = able.sort(
        (a, b) => Number(b.running && b.load === 0) - Number(a.running && a.load === 0) || a.load - b.load,
      )[0];
      if (slot !== undefined) slot.take(errand);
      else {
        queue.push(errand);
        // One that must run alone would wait for ever if others kept being let past it.
        held ||= errand.alone;
      }
    }
  }

  function takeBack(errands: Errand[], guilty: Errand | null, why: HerdbookError): void {
    for (const errand of errands.reverse()) {
      const suspect = guilty === null || guilty === errand;
      if (suspect) errand.losses++;
      if (errand.losses >= 2) {
        errand.reject(why);
        continue;
      }
      errand.alone ||= suspect;
      queue.unshift(errand);
    }
    pump();
  }

  function submit<K extends TaskKind>(
    kind: K,
    task: Tasks[K]['task'],
    signal?: AbortSignal,
  ): Promise<Tasks[K]['answer']> {
    if (stopped || signal?.aborted) return Promise.reject(new CancelledError('the task was cancelled'));
    return new Promise((resolve, reject) => {
      const heavy = heavyKinds.has(kind);
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          signal?.removeEventListener('abort', abort);
          how(value);
        };
      const errand: Errand = {
        id: ++lastId,
        kind,
        task,
        heavy,
        alone: false,
        losses: 0,
        // Loading a large model or a batch of boxes may take as long again as a photograph.
        patience: heavy ? patience * 2 : patience,
        resolve: settle((answer) => resolve(answer as Tasks[K]['answer'])),
        reject: settle(reject),
      };
      const abort = (): void => {
        const at = queue.indexOf(errand);
        if (at >= 0) queue.splice(at, 1);
        for (const slot of slots) slot.cancel(errand.id);
        reject(new CancelledError('the task was cancelled'));
      };
      signal?.addEventListener('abort', abort, { once: true });
      // What a person waits for goes before batches.
      if (heavy) queue.push(errand);
      else queue.splice(queue.findLastIndex((e) => !e.heavy || e.alone) + 1, 0, errand);
      pump();
    });
  }

  /** Finds the photographs that kill: each alone, without motion. Those that did so twice get an error, all others a result. */
  async function oneByOne(task: AnalysePhotosTask, signal?: AbortSignal): Promise<Map<string, PhotoResult>> {
    const results = new Map<string, PhotoResult>();
    for (const photo of task.photos) {
      try {
        const [result] = await submit('analysePhotos', { ...task, photos: [photo], motion: false }, signal);
        results.set(photo.id, result!);
      } catch (error) {
        if (!workerDied(error)) throw error;
        results.set(photo.id, killer(photo, error as Error));
      }
    }
    return results;
  }

  async function analysePhotos(
    task: AnalysePhotosTask,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<PhotoResult[]> {
    if (task.photos.length === 0) return [];
    try {
      return await submit('analysePhotos', task, signal);
    } catch (error) {
      if (!workerDied(error)) throw error;
      if (task.photos.length === 1) return [killer(task.photos[0]!, error as Error)];
    }
    const results = await oneByOne(task, signal);
    const sound = task.photos.filter((photo) => results.get(photo.id)!.error === null);
    if (task.motion && sound.length > 1) {
      try {
        for (const result of await submit('analysePhotos', { ...task, photos: sound }, signal))
          results.set(result.id, result);
      } catch (error) {
        if (!workerDied(error)) throw error;
      }
    }
    return task.photos.map((photo) => results.get(photo.id)!);
  }

  return {
    analysePhotos,
    extractBody: (task, { signal } = {}) => submit('extractBody', task, signal),
    crop: (task, { signal } = {}) => submit('crop', task, signal),
    render: (task, { signal } = {}) => submit('render', task, signal),
    describe: (task, { signal } = {}) => submit('describe', task, signal),
    checkPack: (task, { signal } = {}) => submit('checkPack', task, signal),
    describeVideo: (task, { signal } = {}) => submit('describeVideo', task, signal),
    analyseVideo: (task, { signal } = {}) => submit('analyseVideo', task, signal),
    stats: () => ({ workers: slots.map((slot) => slot.state()) }),
    async stop() {
      stopped = true;
      const held = await Promise.all(slots.map((slot) => slot.stop()));
      for (const errand of [...queue.splice(0), ...held.flat()])
        errand.reject(new CancelledError('inference was stopped'));
    },
  };
}

/** The answer for a photograph that cost two workers their lives. */
function killer(photo: PhotoToAnalyse, why: Error): PhotoResult {
  return {
    id: photo.id,
    error: `${basename(photo.path)} could not be analysed: ${why.message}, twice`,
    width: 0,
    height: 0,
    damaged: false,
    infrared: false,
    scored: false,
    boxes: [],
    timings: { decode: 0, detect: 0, motion: 0, embed: 0, thumbnail: 0 },
  };
}
