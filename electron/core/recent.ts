// Libraries opened before, remembered per person of this computer (not per library), so that the first screen can offer them.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE_FILE } from '../store/open.ts';

export interface RecentLibrary {
  folder: string;
  name: string;
  openedAt: string;
}

/** Where Herdbook keeps what belongs to the person and not to a library; `HERDBOOK_HOME` overrides it. */
export function personalFolder(environment: NodeJS.ProcessEnv): string {
  if (environment.HERDBOOK_HOME) return environment.HERDBOOK_HOME;
  if (process.platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Herdbook');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Herdbook');
  return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'herdbook');
}

/** `Herdbook` in the documents or home folder, numbered when there is one already. */
export function suggestLibraryFolder(): string {
  const documents = join(homedir(), 'Documents');
  const base = join(existsSync(documents) ? documents : homedir(), 'Herdbook');
  for (let number = 1; ; number++) {
    const folder = number === 1 ? base : `${base} ${number}`;
    if (!existsSync(folder)) return folder;
  }
}

export function readRecent(folder: string): (RecentLibrary & { present: boolean })[] {
  let listed: RecentLibrary[] = [];
  try {
    listed = JSON.parse(readFileSync(join(folder, 'recent.json'), 'utf8')) as RecentLibrary[];
  } catch {
    // No list yet, or one that cannot be read: an empty list loses nothing but a convenience.
  }
  return listed.map((library) => ({ ...library, present: existsSync(join(library.folder, CATALOGUE_FILE)) }));
}

/** Puts a library on top of the list. Never throws: a home folder that cannot be written to must not keep a library from opening. */
export function rememberRecent(folder: string, opened: RecentLibrary): void {
  try {
    writeRecent(folder, opened);
  } catch (error) {
    console.error('the list of recent libraries could not be written:', (error as Error).message);
  }
}

function writeRecent(folder: string, opened: RecentLibrary): void {
  const kept = readRecent(folder).filter((library) => library.folder !== opened.folder);
  const listed = [opened, ...kept.map(({ present: _, ...library }) => library)].slice(0, 12);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'recent.json');
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(listed, null, 2));
  renameSync(`${file}.${process.pid}`, file);
}
