// Files dropped into a browser: the page cannot tell their paths, so it sends their bytes. They land in a staging folder of the
// library with the folder structure they had, are imported from there like a card, and the staging folder is emptied afterwards.
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InvalidInputError } from '../../shared/errors.ts';

const SESSION = /^[0-9a-f-]{36}$/;

export async function beginUpload(staging: string): Promise<{ session: string; folder: string }> {
  const session = randomUUID();
  const folder = join(staging, session);
  await mkdir(folder, { recursive: true });
  return { session, folder };
}

/**
 * Where an uploaded file goes: `<staging>/<session>/<relative path>`.
 * @param address `/upload/<session>/<part>/<part>…`, parts percent-encoded
 * @throws InvalidInputError for addresses that leave the staging folder
 */
export function uploadTarget(staging: string, address: string): string {
  const [, , session = '', ...encoded] = address.split('/');
  let parts: string[];
  try {
    parts = encoded.map(decodeURIComponent);
  } catch {
    throw new InvalidInputError('The name of the uploaded file cannot be read.');
  }
  const climbs = parts.some((part) => part === '' || part === '.' || part === '..' || /[/\\\0]/.test(part));
  if (!SESSION.test(session) || parts.length === 0 || climbs)
    throw new InvalidInputError(`"${address}" is not a place to upload to.`);
  const base = join(staging, session);
  const target = join(base, ...parts);
  if (!target.startsWith(base + sep)) throw new InvalidInputError(`"${address}" is not a place to upload to.`);
  return target;
}

/** Writes the body under a temporary name and renames it once it is complete. */
export async function receiveUpload(request: IncomingMessage, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const temporary = `${target}.part-${process.pid}`;
  try {
    await pipeline(request, createWriteStream(temporary));
    if (!request.complete) throw new InvalidInputError(`The upload of ${target} broke off.`);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
