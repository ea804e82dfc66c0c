// Reading a source file: once, into memory that is used over and over, and with faults of the card told apart from all others.
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Memory one worker reads into; a photograph fits, a video passes through in pieces. */
export const DESK_BYTES = 4 * 1024 * 1024;

/** A fault while reading the source (`cause` says which), not to be taken for one while writing the copy. */
export class SourceFault extends Error {}

export async function fromSource<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SourceFault('the source could not be read', { cause: error });
  }
}

/** Fills `into` from `offset` on; the answer is shorter where the file ends. @throws SourceFault */
export async function readInto(handle: FileHandle, into: Buffer, offset: number): Promise<Buffer> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await fromSource(handle.read(into, done, into.length - done, offset + done));
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return into.subarray(0, done);
}

/** Bytes in memory of their own. @throws SourceFault */
export function readBytes(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  return readInto(handle, Buffer.allocUnsafe(Math.max(0, length)), offset);
}

/**
 * Reads a file from its beginning to its end in pieces, hashing.
 * @param piece memory for one piece; @param each what is done with a piece before the next one is read into the same memory
 * @throws SourceFault
 */
export async function readThrough(
  handle: FileHandle,
  piece: Buffer,
  each: (bytes: Buffer) => Promise<void>,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for (;;) {
    const bytes = await readInto(handle, piece, size);
    if (bytes.length === 0) return { sha256: hash.digest('hex'), size };
    hash.update(bytes);
    await each(bytes);
    size += bytes.length;
  }
}
