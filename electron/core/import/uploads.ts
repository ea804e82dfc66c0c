// Uploads that nobody imported: what was dropped into a browser and then thought better of, or whose browser was closed before the
// import began, would otherwise fill the library's staging folder for ever.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listImports } from '../../store/imports.ts';
import type { Library } from '../house.ts';
import { isInside } from './sources.ts';

const SESSION = /^[0-9a-f-]{36}$/;
/** Long enough for the slowest table of locations to be filled in. */
const FORGOTTEN_HOURS = 72;

/** Removes one upload, unless an import that is not done needs it. Answers with whether it is gone. */
export async function dropUpload(library: Library, session: string): Promise<boolean> {
  const folder = join(library.place('staging'), session);
  if (!SESSION.test(session) || (await isNeeded(library, folder))) return false;
  await rm(folder, { recursive: true, force: true });
  return true;
}

/** Removes uploads that nobody has begun to import for three days. */
export async function dropForgottenUploads(library: Library): Promise<void> {
  const staging = library.place('staging');
  const before = Temporal.Now.instant().subtract({ hours: FORGOTTEN_HOURS }).epochMilliseconds;
  for (const session of await readdir(staging)) {
    if (!SESSION.test(session)) continue;
    const { mtimeMs } = await stat(join(staging, session));
    if (mtimeMs < before) await dropUpload(library, session);
  }
}

async function isNeeded(library: Library, folder: string): Promise<boolean> {
  const open = (await listImports(library.store.db)).filter(({ state }) => state !== 'done');
  return open.some(({ request }) => request.paths.some((path) => isInside(path, folder)));
}
