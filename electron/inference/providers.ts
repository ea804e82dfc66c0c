// Which execution providers of ONNX Runtime work on this computer. A driver that is half there can take a process down, so every
// provider is tried in a throw-away process of its own (provider-probe.ts).
import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface ProviderState {
  name: string;
  available: boolean;
  reason: string;
}

/** In the order in which they are preferred (product.md section 5). */
const PROVIDERS = ['cuda', 'coreml', 'dml', 'webgpu', 'cpu'] as const;
const TITLES: Record<string, string> = {
  cuda: 'CUDA',
  coreml: 'CoreML',
  dml: 'DirectML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};
const PATIENCE_MS = 20_000;

let known: Promise<ProviderState[]> | null = null;

/** Tries all providers, once per process. Never throws. */
export function probeProviders(): Promise<ProviderState[]> {
  known ??= Promise.all(PROVIDERS.map(probe));
  return known;
}

function probe(name: string): Promise<ProviderState> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'provider-probe.ts'), name],
      { timeout: PATIENCE_MS },
      (error, stdout) => {
        const said = stdout.trim().split('\n').at(-1) ?? '';
        if (said.startsWith('{'))
          return resolve({ name: TITLES[name]!, ...(JSON.parse(said) as { available: boolean; reason: string }) });
        const reason =
          error?.killed === true
            ? 'did not answer when tried'
            : `ended its process when tried (${error?.signal ?? `exit ${error?.code}`})`;
        resolve({ name: TITLES[name]!, available: false, reason });
      },
    );
  });
}
