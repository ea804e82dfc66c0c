// An installed pack on its way into a session: its description read and checked, its model file proven by hash.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Pack, parsePack } from '../../shared/domain/pack.ts';
import { PackHashMismatchError, PackNotFoundError } from '../../shared/errors.ts';

/** Reads `pack.json` of a pack folder. Throws PackNotFoundError, PackInvalidError. */
export async function readPack(folder: string): Promise<Pack> {
  const text = await readFile(join(folder, 'pack.json'), 'utf8').catch(() => {
    throw new PackNotFoundError(`there is no model pack in ${folder} (no pack.json)`);
  });
  return parsePack(text, basename(folder));
}

/** SHA-256 of a file as 64 hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The path of a pack's model, after its hash was found to be the stated one. Throws PackNotFoundError, PackHashMismatchError. */
export async function provenModel(folder: string, pack: Pack): Promise<string> {
  const path = join(folder, pack.model.file);
  const actual = await sha256OfFile(path).catch(() => {
    throw new PackNotFoundError(`the model file ${pack.model.file} of ${pack.name} is missing`);
  });
  if (actual !== pack.model.sha256) {
    throw new PackHashMismatchError(
      `${pack.model.file} is not the file that ${pack.name} describes (its SHA-256 differs)`,
      {
        details: { expected: pack.model.sha256, actual },
      },
    );
  }
  return path;
}
