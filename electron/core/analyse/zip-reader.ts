// Reads zip archives that strangers made: packs come by mail and stick. The directory at the end is read first, every name in it
// is judged before a byte is unpacked, and unpacking stops at the stated size, so that a small file cannot fill a disk.
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { PackInvalidError } from '../../../shared/errors.ts';

export interface ZipEntry {
  /** Path in the archive, with forward slashes, never leaving it. */
  name: string;
  /** Bytes unpacked, as stated; unpacking more is an error. */
  size: number;
  /** The unpacked bytes. */
  read(): Promise<Readable>;
}

export interface ZipReader {
  entries: ZipEntry[];
  close(): Promise<void>;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const mostEntries = 1000;
const unixLink = 0o120000;

/** Whether the bytes at the start of a file are those of a zip archive. */
export const looksLikeZip = (start: Uint8Array): boolean =>
  start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4;

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * Opens an archive. Throws PackInvalidError for what is not a zip, for names that climb out or are absolute, for links,
 * duplicate names, encrypted entries and ZIP64.
 */
export async function openZip(path: string): Promise<ZipReader> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file, basename(path));
    return { entries, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error instanceof RangeError ? new PackInvalidError(`${basename(path)} is not a complete zip archive`) : error;
  }
}

async function readDirectory(file: FileHandle, archive: string): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at--;
  if (at < 0) throw new PackInvalidError(`${archive} is not a complete zip archive`);
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (start === 0xffffffff || count > mostEntries)
    throw new PackInvalidError(`${archive} is larger than a pack can be`);
  const directory = await readAt(file, start, Math.min(length, size));

  const names = new Set<string>();
  const entries: ZipEntry[] = [];
  for (let n = 0, p = 0; n < count; n++) {
    if (directory.readUInt32LE(p) !== entrySignature)
      throw new PackInvalidError(`${archive} is not a complete zip archive`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) => directory.readUInt16LE(p + o)) as [
      number,
      number,
      number,
    ];
    const name = directory.toString('utf8', p + 46, p + 46 + nameLength).replaceAll('\\', '/');
    const entry = {
      flags: directory.readUInt16LE(p + 8),
      method: directory.readUInt16LE(p + 10),
      packed: directory.readUInt32LE(p + 20),
      size: directory.readUInt32LE(p + 24),
      mode: directory.readUInt32LE(p + 38) >>> 16,
      offset: directory.readUInt32LE(p + 42),
    };
    p += 46 + nameLength + extraLength + commentLength;
    judge(name, entry, names, archive);
    if (!name.endsWith('/')) entries.push({ name, size: entry.size, read: () => unpack(file, name, entry, archive) });
  }
  return entries;
}

function judge(
  name: string,
  { flags, mode }: { flags: number; mode: number },
  names: Set<string>,
  archive: string,
): void {
  const refuse = (why: string): never => {
    throw new PackInvalidError(`${archive} is refused: ${why}`);
  };
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..') || name.includes('\0')) {
    refuse(`"${name}" would be written outside the pack's folder`);
  }
  if ((mode & 0o170000) === unixLink) refuse(`"${name}" is a link`);
  if ((flags & 1) !== 0) refuse(`"${name}" is encrypted`);
  const known = name.toLowerCase();
  if (names.has(known)) refuse(`it holds "${name}" twice`);
  names.add(known);
}

async function unpack(
  file: FileHandle,
  name: string,
  { method, packed, size, offset }: { method: number; packed: number; size: number; offset: number },
  archive: string,
): Promise<Readable> {
  const head = await readAt(file, offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== localSignature)
    throw new PackInvalidError(`${archive}: "${name}" is damaged`);
  const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (method !== 0 && method !== 8)
    throw new PackInvalidError(`${archive}: "${name}" is packed in a way that is not supported`);
  let unpacked = 0;
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      if (unpacked > size) done(new PackInvalidError(`${archive}: "${name}" unpacks to more than it states`));
      else done(null, chunk);
    },
    flush(done) {
      done(unpacked === size ? null : new PackInvalidError(`${archive}: "${name}" is damaged`));
    },
  });
  const raw = file.createReadStream({ start, end: Math.max(start, start + packed - 1), autoClose: false });
  const source = packed === 0 ? null : raw;
  if (source === null) {
    raw.destroy();
    guard.end();
    return guard;
  }
  const stages = method === 8 ? [source, createInflateRaw()] : [source];
  stages.forEach((stage) => {
    stage.on('error', () => guard.destroy(new PackInvalidError(`${archive}: "${name}" is damaged`)));
  });
  return method === 8 ? source.pipe(stages[1] as Transform).pipe(guard) : source.pipe(guard);
}
