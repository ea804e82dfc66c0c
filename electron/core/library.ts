// Opening and making libraries: a folder with a catalogue and a few named subfolders.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { LibraryInfo } from '../../shared/contract/library.ts';
import type { Job } from '../../shared/domain/job.ts';
import { SettingsChange } from '../../shared/domain/settings.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import { readLibraryValue, readStoredSettings, storeSettings, writeLibraryValue } from '../store/library.ts';
import { CATALOGUE_FILE, openStore } from '../store/open.ts';
import { now } from '../store/rows.ts';
import { storageTrouble } from '../store/trouble.ts';
import type { Library } from './house.ts';
import { JobQueue } from './jobs/queue.ts';
import { settingsInForce } from './settings.ts';

/** Whether a folder holds a catalogue. */
export const isLibrary = (folder: string): boolean => existsSync(join(folder, CATALOGUE_FILE));

/** Makes an empty library. The folder may exist if it is empty. @throws InvalidInputError */
export async function createLibrary(folder: string, name = basename(resolve(folder))): Promise<void> {
  if (!isAbsolute(folder))
    throw new InvalidInputError(`The library folder must be given in full; "${folder}" is not.`, { field: 'folder' });
  if (isLibrary(folder))
    throw new InvalidInputError(`There is a library in ${folder} already. Open it instead.`, { field: 'folder' });
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new InvalidInputError(`${folder} is not an empty folder. A library needs a folder of its own.`, {
      field: 'folder',
    });
  }
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InvalidInputError(`The folder ${folder} cannot be made: ${(error as Error).message}`, {
      field: 'folder',
      cause: error,
    });
  }
  const store = openStore(folder, { create: true });
  await writeLibraryValue(store.db, 'name', name);
  await writeLibraryValue(store.db, 'createdAt', now());
  await store.close();
}

/** Opens a library; jobs do not run before `library.jobs.start()`. @throws see openStore */
export async function openLibrary(
  folder: string,
  environment: NodeJS.ProcessEnv,
  onJob: (job: Job) => void,
): Promise<Library> {
  const absolute = resolve(folder);
  const store = openStore(absolute);
  const { db } = store;
  const place: Library['place'] = (name) => {
    const path = join(absolute, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  return {
    folder: absolute,
    name: (await readLibraryValue(db, 'name')) ?? basename(absolute),
    createdAt: (await readLibraryValue(db, 'createdAt')) ?? '',
    store,
    jobs: new JobQueue({ db, onChange: onJob, inWords: (error) => storageTrouble(error, absolute) ?? error }),
    settings: async () => settingsInForce(environment, await readStoredSettings(db)),
    changeSettings: async (changed) => {
      const checked = SettingsChange.safeParse(changed);
      if (!checked.success)
        throw new InvalidInputError(checked.error.issues[0]?.message ?? 'These settings are not valid.');
      await storeSettings(db, changed);
      return settingsInForce(environment, await readStoredSettings(db));
    },
    locate: (path) => (isAbsolute(path) ? path : join(absolute, path)),
    place,
  };
}

export function describeLibrary(library: Library): LibraryInfo {
  return {
    folder: library.folder,
    name: library.name,
    createdAt: library.createdAt,
    schemaVersion: library.store.schemaVersion,
  };
}
