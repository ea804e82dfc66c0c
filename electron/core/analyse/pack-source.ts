// Where a pack comes from: a folder, a zip, or a bare model file that is recognised by its hash. All three end as a description
// and a stream of the model's bytes.
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Pack, parsePack } from '../../../shared/domain/pack.ts';
import { PackInvalidError, PackNotFoundError } from '../../../shared/errors.ts';
import { sha256Of } from '../file-hash.ts';
import { looksLikeZip, openZip } from './zip-reader.ts';

export interface PackSource {
  pack: Pack;
  /** `pack.json` as it came. */
  description: string;
  model(): Promise<Readable>;
  close(): Promise<void>;
}

const largestDescription = 1_000_000;

/** Opens a folder (or the `pack.json` in it), zip or `.onnx` as a pack. Throws PackNotFoundError, PackInvalidError. */
export async function openPackSource(path: string, descriptions: string): Promise<PackSource> {
  const info = await stat(path).catch(() => {
    throw new PackNotFoundError(`there is nothing at ${path}`);
  });
  if (info.isDirectory()) return fromFolder(path);
  if (basename(path) === 'pack.json') return fromFolder(dirname(path));
  const file = await open(path, 'r');
  const start = Buffer.alloc(4);
  await file.read(start, 0, 4, 0).finally(() => file.close());
  return looksLikeZip(start) ? fromZip(path) : fromModel(path, descriptions);
}

async function fromFolder(folder: string): Promise<PackSource> {
  const description = await readFile(join(folder, 'pack.json'), 'utf8').catch(() => {
    throw new PackNotFoundError(`there is no pack.json in ${folder}`);
  });
  const pack = parsePack(description, basename(folder));
  const path = join(folder, pack.model.file);
  await stat(path).catch(() => {
    throw new PackNotFoundError(`the model file ${pack.model.file} is missing in ${folder}`);
  });
  return { pack, description, model: async () => createReadStream(path), close: async () => {} };
}

async function fromZip(path: string): Promise<PackSource> {
  const name = basename(path);
  const zip = await openZip(path);
  try {
    const listed = zip.entries.find((entry) => basename(entry.name) === 'pack.json');
    if (listed === undefined) throw new PackInvalidError(`${name} holds no pack.json`);
    if (listed.size > largestDescription) throw new PackInvalidError(`pack.json in ${name} is far too large`);
    const parts: Buffer[] = [];
    for await (const part of await listed.read()) parts.push(part as Buffer);
    const description = Buffer.concat(parts).toString('utf8');
    const pack = parsePack(description, name);
    const beside = listed.name.slice(0, -'pack.json'.length) + pack.model.file;
    const model = zip.entries.find((entry) => entry.name === beside);
    if (model === undefined)
      throw new PackInvalidError(`${name} holds no ${pack.model.file}, which its pack.json names`);
    return { pack, description, model: () => model.read(), close: zip.close };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function fromModel(path: string, descriptions: string): Promise<PackSource> {
  const sha256 = await sha256Of(path);
  for (const folder of await readdir(descriptions).catch(() => [])) {
    const description = await readFile(join(descriptions, folder, 'pack.json'), 'utf8').catch(() => null);
    if (description === null) continue;
    const pack = parsePack(description, folder);
    if (pack.model.sha256 === sha256) {
      return { pack, description, model: async () => createReadStream(path), close: async () => {} };
    }
  }
  const message = `${basename(path)} is not a model that Herdbook knows: put a pack.json beside it and install the folder`;
  throw new PackInvalidError(message, { details: { sha256 } });
}
