// The packs of a library: installed, listed, verified, removed. A pack appears under its name only when every byte of it has been
// proven; whatever goes wrong before that leaves the packs that were there as they were.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, packName, parsePack } from '../../../shared/domain/pack.ts';
import { HerdbookError, PackHashMismatchError, PackInvalidError, PackNotFoundError } from '../../../shared/errors.ts';
import type { Inference } from '../../inference/supervisor.ts';
import { sha256Of } from '../file-hash.ts';
import { openPackSource } from './pack-source.ts';

export interface InstalledPack {
  id: string;
  version: string;
  folder: string;
  pack: Pack;
}

/** A folder that should be a pack but is not, and why. */
export interface BrokenPack {
  folder: string;
  problem: string;
}

export interface PackVerdict {
  ok: boolean;
  /** A sentence when not ok. */
  problem: string | null;
  sha256: string | null;
  /** The execution provider that ran it. */
  provider: string | null;
}

/** Descriptions of known models, in the repository and beside the installed program. */
const knownPacks = join(import.meta.dirname, '../../../models/packs');

type Checker = Pick<Inference, 'checkPack'>;

/**
 * Installs a pack from a folder, a zip, or an `.onnx` that is recognised by its SHA-256, into `<modelsFolder>/<id>@<version>`.
 * With `inference` the model must also load and run. An installed pack of that name is replaced only after all of it succeeded.
 * Throws PackNotFoundError, PackInvalidError, PackHashMismatchError.
 */
export async function installPack(
  modelsFolder: string,
  source: string,
  { inference, descriptions = knownPacks }: { inference?: Checker; descriptions?: string } = {},
): Promise<InstalledPack> {
  const opened = await openPackSource(source, descriptions);
  const { pack, description } = opened;
  const temporary = join(modelsFolder, `.part-${randomUUID()}`);
  try {
    await mkdir(temporary, { recursive: true });
    const hash = createHash('sha256');
    const tap = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(await opened.model(), tap, createWriteStream(join(temporary, pack.model.file), { flush: true }));
    const actual = hash.digest('hex');
    if (actual !== pack.model.sha256) {
      throw new PackHashMismatchError(
        `${pack.model.file} is not the file that ${pack.name} describes (its SHA-256 differs)`,
        {
          details: { expected: pack.model.sha256, actual },
        },
      );
    }
    await writeFile(join(temporary, 'pack.json'), description, { flush: true });
    const check = await inference?.checkPack({ folder: temporary });
    if (check?.ok === false) throw new PackInvalidError(`${pack.name} does not run: ${check.error}`);
    const folder = join(modelsFolder, packName(pack));
    await putInPlace(temporary, folder, modelsFolder);
    return { id: pack.id, version: pack.version, folder, pack };
  } finally {
    await opened.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Renames a finished folder to its name; what stood there is set aside first and comes back if that fails. */
async function putInPlace(temporary: string, folder: string, modelsFolder: string): Promise<void> {
  const aside = join(modelsFolder, `.old-${randomUUID()}`);
  const replaced = await rename(folder, aside).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  try {
    await rename(temporary, folder);
  } catch (error) {
    if (replaced) await rename(aside, folder);
    throw error;
  }
  if (replaced) await rm(aside, { recursive: true, force: true });
}

/** All packs of a library by name, newest version first within an id, and the folders that are not what they should be. */
export async function listPacks(modelsFolder: string): Promise<{ packs: InstalledPack[]; broken: BrokenPack[] }> {
  const packs: InstalledPack[] = [];
  const broken: BrokenPack[] = [];
  for (const entry of await readdir(modelsFolder, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const folder = join(modelsFolder, entry.name);
    try {
      const pack = parsePack(await readFile(join(folder, 'pack.json'), 'utf8'), entry.name);
      packs.push({ id: pack.id, version: pack.version, folder, pack });
    } catch (error) {
      broken.push({
        folder,
        problem: error instanceof HerdbookError ? error.message : `${entry.name} holds no pack.json`,
      });
    }
  }
  const newestFirst = (a: InstalledPack, b: InstalledPack): number =>
    b.version.localeCompare(a.version, 'en', { numeric: true });
  packs.sort((a, b) => a.id.localeCompare(b.id, 'en') || newestFirst(a, b));
  return { packs, broken };
}

/** The pack called `id` (its newest version) or `id@version`. Throws PackNotFoundError. */
export async function findPack(modelsFolder: string, name: string): Promise<InstalledPack> {
  const { packs } = await listPacks(modelsFolder);
  const found = packs.find((pack) => pack.id === name || packName(pack) === name);
  if (found === undefined) throw new PackNotFoundError(`no model pack called "${name}" is installed`);
  return found;
}

/** Deletes a pack. Throws PackNotFoundError. */
export async function removePack(modelsFolder: string, name: string): Promise<InstalledPack> {
  const found = await findPack(modelsFolder, name);
  const aside = join(modelsFolder, `.old-${randomUUID()}`);
  await rename(found.folder, aside);
  await rm(aside, { recursive: true, force: true });
  return found;
}

/** Whether a pack is still what was installed: its model's hash, then a run on an empty picture. Throws PackNotFoundError. */
export async function verifyPack(
  modelsFolder: string,
  name: string,
  { inference }: { inference: Checker },
): Promise<PackVerdict> {
  const { folder, pack } = await findPack(modelsFolder, name);
  const sha256 = await sha256Of(join(folder, pack.model.file)).catch(() => null);
  if (sha256 === null)
    return { ok: false, problem: `the model file ${pack.model.file} is missing`, sha256, provider: null };
  if (sha256 !== pack.model.sha256) {
    return { ok: false, problem: `${pack.model.file} has changed since it was installed`, sha256, provider: null };
  }
  const { ok, error, provider } = await inference.checkPack({ folder });
  return { ok, problem: error, sha256, provider };
}
