// What the disk beneath a catalogue can do to it, in the words of the person who has to mend it.
import { statfsSync } from 'node:fs';
import { DiskFullError, FolderNotWritableError, type HerdbookError, UnexpectedError } from '../../shared/errors.ts';

/** SQLite asks for a few pages at a time; a disk with less than this is full to it. */
const HARDLY_ANY_BYTES = 256 * 1024;

/** The error in words when the disk of a library's folder is at fault, else null. */
export function storageTrouble(error: unknown, folder: string): HerdbookError | null {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return null;
  const why = { details: { folder }, cause: error };
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(code) || (code.startsWith('SQLITE_IOERR') && isFull(folder)))
    return new DiskFullError(
      `The disk that holds the library (${folder}) is full. Nothing that was kept is lost. Make room and try again.`,
      why,
    );
  if (/^(EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code))
    return new FolderNotWritableError(
      `The library in ${folder} cannot be written to. Herdbook writes in it even to look: see whether the disk is write-protected and whether the folder is yours.`,
      { ...why, field: 'folder' },
    );
  if (code.startsWith('SQLITE_IOERR'))
    return new UnexpectedError(
      `The disk that holds the library (${folder}) could not be read or written. See whether it is still connected.`,
      why,
    );
  return null;
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < HARDLY_ANY_BYTES;
  } catch {
    return false;
  }
}
