// The doctor: what this computer can do, and whether the parts that everything else needs are in order.

import { accessSync, constants, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { type Inference, type ProviderState, probeProviders } from '../inference/supervisor.ts';
import type { Library } from './house.ts';

export interface Checkup {
  name: string;
  ok: boolean;
  message: string;
}

const LOW_DISK_BYTES = 2 * 1024 ** 3;
const OLDEST_NODE = 26;

export async function doctorChecks(
  inference: Inference,
  library: Library | null,
): Promise<{ providers: ProviderState[]; checks: Checkup[] }> {
  const checks: Checkup[] = [checkNode(process.version), await checkWorker(inference)];
  if (library !== null) checks.push(...checkDisk(library));
  return { providers: await probeProviders(), checks };
}

function checkNode(version: string): Checkup {
  const ok = Number(version.slice(1).split('.')[0]) >= OLDEST_NODE;
  return {
    name: 'Node',
    ok,
    message: ok
      ? `${version} runs core`
      : `${version} is too old; Herdbook needs ${OLDEST_NODE} or newer. Start it with: npm start`,
  };
}

/** A worker that can decode a picture has sharp and its process in order. */
async function checkWorker(inference: Inference): Promise<Checkup> {
  const name = 'Pictures';
  try {
    const { width, height } = await inference.describe({ path: join(import.meta.dirname, '../../resources/icon.png') });
    return { name, ok: true, message: `a worker process decoded a picture of ${width} × ${height}` };
  } catch (error) {
    return { name, ok: false, message: `no worker process can decode pictures: ${(error as Error).message}` };
  }
}

function checkDisk(library: Library): Checkup[] {
  try {
    accessSync(library.folder, constants.W_OK);
  } catch {
    return [{ name: 'Library', ok: false, message: `${library.folder} cannot be written to` }];
  }
  const disk = statfsSync(library.folder);
  const free = disk.bavail * disk.bsize;
  return [
    { name: 'Library', ok: true, message: `${library.folder} can be written to` },
    { name: 'Disk', ok: free > LOW_DISK_BYTES, message: `${(free / 1024 ** 3).toFixed(1)} GB free` },
  ];
}
