// Where an export goes and how it gets there: written beside its place under a temporary name, synced, renamed. Under its final
// name there is a whole export or nothing, and nothing that was there before is ever overwritten.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join } from 'node:path';
import type { ExportKind } from '../../../shared/domain/words.ts';
import { DiskFullError, FolderNotWritableError, InvalidInputError } from '../../../shared/errors.ts';
import { numbered, safeSlug } from './safe-name.ts';

/** `file`: one file. `tables`: several files, in a zip or, where a folder is asked for, in a folder. */
const shapes: Record<ExportKind, { shape: 'file' | 'tables'; ending: string }> = {
  pdf: { shape: 'file', ending: '.pdf' },
  zip: { shape: 'file', ending: '.zip' },
  csv: { shape: 'tables', ending: '-tables.zip' },
  'camtrap-dp': { shape: 'tables', ending: '-camtrap-dp.zip' },
  secr: { shape: 'tables', ending: '-secr.zip' },
  megadetector: { shape: 'file', ending: '-megadetector.json' },
  coco: { shape: 'file', ending: '-coco.json' },
  wildbook: { shape: 'file', ending: '-wildbook.csv' },
};

export interface Destination {
  path: string;
  /** Several files in a folder of that name, not one file. */
  asFolder: boolean;
}

export interface Wish {
  kind: ExportKind;
  library: string;
  startDate: string;
  endDate: string;
  /** File or folder that a person asked for. */
  out?: string | undefined;
  /** Where it goes otherwise. */
  exportsFolder: string;
}

/**
 * The place for an export. A folder that exists (or a path ending in a separator) receives a file of the usual name. For several
 * files, a folder that is empty or not there yet becomes the export; one with something in it receives a folder in it.
 * @throws InvalidInputError when `out` is not a full path
 */
export function chooseDestination({ kind, library, startDate, endDate, out, exportsFolder }: Wish): Destination {
  const { shape, ending } = shapes[kind];
  const stem = `herdbook-${safeSlug(library)}-${startDate}--${endDate}`;
  if (out === undefined || out === '') return { path: unused(join(exportsFolder, stem + ending)), asFolder: false };
  if (!isAbsolute(out))
    throw new InvalidInputError(`Say in full where the export should go; "${out}" is not a full path.`, {
      field: 'out',
    });
  const isFolder = /[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
  if (shape === 'file') return { path: unused(isFolder ? join(out, stem + ending) : out), asFolder: false };
  if (!isFolder && extname(out) !== '') return { path: unused(out), asFolder: false };
  const free = !existsSync(out) || (statSync(out).isDirectory() && readdirSync(out).length === 0);
  if (free) return { path: join(dirname(out), basename(out)), asFolder: true };
  return { path: unused(join(out, stem + ending.slice(0, -extname(ending).length))), asFolder: true };
}

/** The path, or with `-2`, `-3`, … where something has the name. */
function unused(path: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : numbered(path, n);
    if (!existsSync(candidate)) return candidate;
  }
}

const temporary = (id: string) => `.herdbook-${id}.part`;

/**
 * Has `write` make the file or folder at the temporary path it is given, then moves it to its place; answers with where it is.
 * Whatever goes wrong, nothing of it is left.
 * @throws DiskFullError, FolderNotWritableError, and what `write` throws
 */
export async function deliver(
  { path, asFolder }: Destination,
  id: string,
  write: (temporaryPath: string) => Promise<void>,
): Promise<string> {
  const folder = dirname(path);
  const part = join(folder, temporary(id));
  try {
    await mkdir(folder, { recursive: true });
    await rm(part, { recursive: true, force: true });
    if (asFolder) await mkdir(part);
    await write(part);
    for (const file of asFolder ? (await readdir(part)).map((name) => join(part, name)) : [part]) await sync(file);
    const final = asFolder && existsSync(path) && readdirSync(path).length === 0 ? path : unused(path);
    if (final === path && asFolder) await rm(path, { recursive: true, force: true });
    await rename(part, final);
    await sync(folder).catch(() => {});
    return final;
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {});
    throw explain(error, folder);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, (await stat(path)).isDirectory() ? 'r' : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Faults of the disk in words; anything else as it is. */
export function explain(error: unknown, folder: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new DiskFullError(
      `The disk that holds ${folder} is full. Nothing was left there; make room or choose another folder.`,
      { field: 'out', cause: error },
    );
  if (code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST'].includes(code))
    return new FolderNotWritableError(`Herdbook cannot write to ${folder} (${message}). Choose another folder.`, {
      field: 'out',
      cause: error,
    });
  return error;
}

/** Removes what an export that was killed left in the library's exports folder. Only one export of a library runs at a time. */
export async function sweepLeftovers(exportsFolder: string): Promise<void> {
  for (const name of await readdir(exportsFolder))
    if (/^\.herdbook-.+\.part$/.test(name)) await rm(join(exportsFolder, name), { recursive: true, force: true });
}
