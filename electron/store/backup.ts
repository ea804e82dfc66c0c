// A copy of the catalogue while it is in use: SQLite's own online backup, written under a temporary name and then renamed.
import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from './open.ts';

/** Writes `<folder>/catalogue-<moment>.sqlite`. */
export async function backUp(store: Store, folder: string): Promise<{ file: string; bytes: number }> {
  const stamp = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }).replaceAll(/[:.]/g, '-');
  const file = join(folder, `catalogue-${stamp}.sqlite`);
  const temporary = `${file}.part`;
  try {
    await store.raw.backup(temporary);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return { file, bytes: statSync(file).size };
}
