// Networks that are loaded in this worker. Loading is slow and memory is dear: a session is made on first use, proven by hash,
// kept while it is used, and the least recently used one goes when a fourth is wanted.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { type Pack, packName } from '../../shared/domain/pack.ts';
import { ModelAnswerError, ModelLoadError } from '../../shared/errors.ts';
import type { Output, Outputs } from './decoders/candidates.ts';
import { provenModel, readPack } from './pack.ts';
import { tensorLength } from './preprocess.ts';
import type { Provider, TensorShape } from './tasks.ts';

export interface LoadedPack {
  pack: Pack;
  name: string;
  provider: Provider;
  /** Providers that were tried before, and why they were not taken. */
  skipped: { provider: Provider; reason: string }[];
  inputs: TensorShape[];
  outputs: TensorShape[];
  /** Runs the network on `pictures` pictures laid one after another in `values`. */
  run(values: Float32Array | Uint8Array, pictures: number): Promise<Outputs>;
  release(): Promise<void>;
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

const shapesOf = (metadata: readonly InferenceSession.ValueMetadata[]): TensorShape[] =>
  metadata.map((value) =>
    value.isTensor
      ? { name: value.name, type: value.type, shape: [...value.shape] }
      : { name: value.name, type: 'other', shape: [] },
  );

/** Changes when a pack is installed anew in the same folder, so that a worker does not go on with the old network. */
async function stateOf(folder: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(join(folder, 'pack.json')).catch(() => ({ mtimeMs: 0, size: 0, ino: 0 }));
  return [folder, mtimeMs, size, ino].join('|');
}

/** Keeps the sessions of one worker. `providers` are tried in order. */
export class Sessions {
  readonly #threads: number;
  readonly #providers: readonly Provider[];
  readonly #loaded = new Map<string, Promise<LoadedPack>>();

  constructor(threads: number, providers: readonly Provider[]) {
    this.#threads = threads;
    this.#providers = providers;
  }

  /** The session of the pack in `folder`. Throws the errors of `readPack`, `provenModel` and ModelLoadError. */
  async load(folder: string): Promise<LoadedPack> {
    const key = await stateOf(folder);
    const known = this.#loaded.get(key);
    this.#loaded.delete(key);
    const loading = known ?? this.open(folder);
    this.#loaded.set(key, loading);
    for (const [oldest, session] of this.#loaded) {
      if (this.#loaded.size <= 3) break;
      this.#loaded.delete(oldest);
      await session.then((s) => s.release()).catch(() => {});
    }
    try {
      return await loading;
    } catch (error) {
      this.#loaded.delete(key);
      throw error;
    }
  }

  /** A session of its own, which the caller releases. Throws as `load`. */
  async open(folder: string): Promise<LoadedPack> {
    const pack = await readPack(folder);
    const path = await provenModel(folder, pack);
    // Loaded only now: a worker that only makes pictures needs no network library, and outlives a broken one.
    const runtime = await import('onnxruntime-node');
    const available = new Set<string>(runtime.listSupportedBackends().map((backend) => backend.name));
    const skipped: LoadedPack['skipped'] = [];
    for (const provider of this.#providers) {
      if (!available.has(provider)) {
        skipped.push({ provider, reason: 'not part of this build of ONNX Runtime' });
        continue;
      }
      try {
        const session = await runtime.InferenceSession.create(path, {
          executionProviders: [provider],
          intraOpNumThreads: this.#threads,
          interOpNumThreads: 1,
          logSeverityLevel: 3,
        });
        return asLoaded(runtime, pack, session, provider, skipped);
      } catch (error) {
        skipped.push({ provider, reason: firstLine(error) });
      }
    }
    const reasons = skipped.map(({ provider, reason }) => `${provider}: ${reason}`).join('; ');
    throw new ModelLoadError(`${pack.name} could not be loaded (${reasons})`, { details: skipped });
  }
}

type Runtime = typeof import('onnxruntime-node');

function asLoaded(
  { Tensor }: Runtime,
  pack: Pack,
  session: InferenceSession,
  provider: Provider,
  skipped: LoadedPack['skipped'],
): LoadedPack {
  const [inputs, outputs] = [shapesOf(session.inputMetadata), shapesOf(session.outputMetadata)];
  const input = inputs[0];
  if (inputs.length !== 1 || input === undefined)
    throw new ModelLoadError(`${pack.name} has ${inputs.length} inputs where one is expected`);
  const { width, height, layout, type } = pack.input;
  return {
    pack,
    name: packName(pack),
    provider,
    skipped,
    inputs,
    outputs,
    release: () => session.release(),
    async run(values, pictures) {
      if (values.length !== pictures * tensorLength(pack.input))
        throw new RangeError('the input does not hold as many pictures as said');
      const dims = layout === 'NCHW' ? [pictures, 3, height, width] : [pictures, height, width, 3];
      let results: InferenceSession.OnnxValueMapType;
      try {
        results = await session.run({ [input.name]: new Tensor(type, values, dims) });
      } catch (error) {
        throw new ModelAnswerError(`${pack.name} could not run: ${firstLine(error)}`);
      }
      const read = ([name, value]: [string, unknown]): [string, Output] => {
        if (!(value instanceof Tensor) || !(value.data instanceof Float32Array))
          throw new ModelAnswerError(`${pack.name}: the output "${name}" does not hold 32-bit numbers`);
        return [name, { dims: value.dims, data: value.data }];
      };
      return Object.fromEntries(Object.entries(results).map(read));
    },
  };
}
