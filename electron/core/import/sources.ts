// Finding the files of folders and cards: any depth, in a stable order, without following links, passing over what cameras and computers
// leave behind for themselves. A folder that cannot be read is never taken for an empty one.
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InvalidInputError, SourceUnreadableError } from '../../../shared/errors.ts';
import type { FoundFile } from '../../store/imports.ts';

/** Names that no person put there; compared without case. Everything that begins with a dot (`._IMG_1.JPG`) is passed over too. */
const PASSED_OVER = new Set([
  'system volume information',
  '$recycle.bin',
  'recycler',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'lost.dir',
  '@eadir',
  '__macosx',
]);
const isPassedOver = (name: string): boolean => name.startsWith('.') || PASSED_OVER.has(name.toLowerCase());
const AT_ONCE = 64;

/** Why a file or folder cannot be read, in words. */
export function readFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'it is not there (any more)';
    case 'EACCES':
    case 'EPERM':
      return 'there is no permission to read it';
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
      return 'the card or disk did not deliver it (read error)';
    default:
      return message;
  }
}

/**
 * The given paths in full, each once.
 * @throws SourceUnreadableError naming the first that is not there or cannot be read
 */
export async function checkSources(paths: readonly string[]): Promise<string[]> {
  const sources = [...new Set(paths.map((path) => resolve(path)))];
  for (const source of sources) {
    try {
      const entry = await stat(source);
      if (entry.isDirectory()) await readdir(source);
      else if (!entry.isFile()) throw new Error('it is neither a folder nor a file');
    } catch (error) {
      throw new SourceUnreadableError(`${source} cannot be read: ${readFault(error)}.`, {
        field: 'paths',
        details: { path: source },
        cause: error,
      });
    }
  }
  return sources;
}

/**
 * @param staging folder of the library where uploads lie, the only part of it that things are imported from
 * @throws InvalidInputError when a source lies in the library itself, whose photographs are in it already
 */
export function refuseLibraryItself(sources: readonly string[], library: string, staging: string): void {
  for (const source of sources)
    if (isInside(source, library) && (!isInside(source, staging) || source === staging))
      throw new InvalidInputError(`${source} is part of the library itself; its photographs are in it already.`, {
        field: 'paths',
      });
}

export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/**
 * Whether the folder a file was found under can still be reached; false once a card has been pulled out. A mount point without its
 * card is an empty folder.
 */
export async function isStillThere(source: string, path: string): Promise<boolean> {
  return readdir(source === path ? dirname(source) : source).then(
    (entries) => entries.length > 0,
    () => false,
  );
}

/**
 * Every file under a source, in the order of names, folder by folder. Links and things that are not files are answered with a
 * reason, a folder that cannot be read as failed (its path then ends in a separator).
 * @param without a folder that is left out (the library, when a whole disk is imported)
 */
export async function* listFiles(source: string, without: string | null): AsyncGenerator<FoundFile> {
  const entry = await stat(source);
  if (entry.isFile()) yield { path: source, source, sizeBytes: entry.size };
  else yield* listFolder(source, source, without);
}

async function* listFolder(folder: string, source: string, without: string | null): AsyncGenerator<FoundFile> {
  let entries: Awaited<ReturnType<typeof readEntries>>;
  try {
    entries = await readEntries(folder);
  } catch (error) {
    const reason = `the folder cannot be read: ${readFault(error)}`;
    yield {
      path: folder.endsWith(sep) ? folder : folder + sep,
      source,
      sizeBytes: 0,
      fate: { state: 'failed', reason },
    };
    return;
  }
  const files = entries.filter((entry) => !entry.isDirectory());
  for (let at = 0; at < files.length; at += AT_ONCE)
    yield* await Promise.all(
      files.slice(at, at + AT_ONCE).map(async (file): Promise<FoundFile> => {
        const path = join(folder, file.name);
        const skipped = (reason: string): FoundFile => ({
          path,
          source,
          sizeBytes: 0,
          fate: { state: 'skipped', reason },
        });
        if (file.isSymbolicLink()) return skipped('a symbolic link; links are not followed');
        if (!file.isFile()) return skipped('not a file but a device, pipe or socket');
        // A file that cannot even be asked for its size is met again, with its reason, when it is opened.
        const sizeBytes = await lstat(path).then(
          (found) => found.size,
          () => 0,
        );
        return { path, source, sizeBytes };
      }),
    );
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && path !== without) yield* listFolder(path, source, without);
  }
}

async function readEntries(folder: string) {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !isPassedOver(entry.name));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names for a title: "bushnell-station-1 and 2 more". */
export function titleOf(sources: readonly string[]): string {
  const first = basename(sources[0] ?? '') || (sources[0] ?? '');
  return sources.length > 1 ? `${first} and ${sources.length - 1} more` : first;
}
