// Copying with proof: a copy is written under a temporary name, flushed to the disk, read back and compared by hash, and only then given
// its name. What has its final name is complete, whatever happens; what has not is removed by the next run.
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CopyMismatchError, DiskFullError } from '../../../shared/errors.ts';

const CHUNK = 4 * 1024 * 1024;

export interface Incoming {
  path: string;
  handle: FileHandle;
}

/** The folder in `originals` where copies lie until they are proven; on the same disk, so that renaming is one step. */
export const incomingFolder = (originals: string): string => join(originals, '.incoming');

/** Removes what dead runs left. Only one import runs at a time, so everything there is left over. */
export async function clearIncoming(originals: string): Promise<void> {
  await rm(incomingFolder(originals), { recursive: true, force: true });
}

/** @param name contains the import's id and a number of its own */
export async function beginCopy(originals: string, name: string): Promise<Incoming> {
  const path = join(incomingFolder(originals), `${name}.part`);
  return { path, handle: await inFolder(dirname(path), () => open(path, 'wx+')) };
}

export async function appendToCopy(copy: Incoming, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await copy.handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}

/**
 * Flushes the copy to the disk, reads it back and compares. The handle is closed afterwards.
 * @param desk memory to read into
 * @throws CopyMismatchError
 */
export async function proveCopy(copy: Incoming, sha256: string, desk: Buffer, signal: AbortSignal): Promise<void> {
  await copy.handle.sync();
  const written = await hashOf(copy.handle, desk, signal);
  await copy.handle.close();
  if (written !== sha256)
    throw new CopyMismatchError('the copy read back from the disk is not what was written; the disk may be failing');
}

export async function dropCopy(copy: Incoming): Promise<void> {
  await copy.handle.close().catch(() => {});
  await unlink(copy.path).catch(() => {});
}

/**
 * Gives a proven copy its final name and answers with it. A file that is already there under that name is kept when it is the same
 * (a run was killed between renaming and remembering), else a longer part of the hash tells the two apart.
 * @param nameFor final path for a prefix of the hash
 */
export async function settleCopy(
  copy: Incoming,
  sha256: string,
  nameFor: (prefix: string) => string,
  signal: AbortSignal,
): Promise<string> {
  for (const length of [8, 16, 64]) {
    const path = nameFor(sha256.slice(0, length));
    if (await isFree(path)) {
      await inFolder(dirname(path), () => rename(copy.path, path));
      return path;
    }
    if ((await hashOfFile(path, signal)) === sha256) {
      await unlink(copy.path);
      return path;
    }
  }
  throw new CopyMismatchError(`another file has the name ${nameFor(sha256)} in the library already`);
}

/** Does something in a folder, which is made when it turns out to be missing. */
async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(folder, { recursive: true });
    return work();
  }
}

const isFree = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return true;
      throw error;
    },
  );

/** Makes renames survive a power cut. Where a folder cannot be flushed (Windows) the file system sees to it itself. */
export async function flushFolders(folders: Iterable<string>): Promise<void> {
  for (const folder of folders) {
    const handle = await open(folder, 'r').catch(() => null);
    if (handle === null) continue;
    await handle.sync().catch(() => {});
    await handle.close();
  }
}

async function hashOfFile(path: string, signal: AbortSignal): Promise<string> {
  const handle = await open(path, 'r');
  try {
    return await hashOf(handle, Buffer.allocUnsafe(CHUNK), signal);
  } finally {
    await handle.close();
  }
}

async function hashOf(handle: FileHandle, desk: Buffer, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(desk, 0, desk.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(desk.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** Turns "no space left" of the file system, a quota or the catalogue into words; other errors stay what they are. */
export function inWords(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (!['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code)) return error;
  return new DiskFullError(
    `The disk that holds the library (${folder}) is full. Everything imported so far is safe. Make room and retry the import: it goes on where it stopped.`,
    { details: { folder }, cause: error },
  );
}
