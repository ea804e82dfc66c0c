// A package that is written file by file to a zip or to a folder, in flat memory, remembering size and SHA-256 of each. Zip64
// begins by itself where 4 GB or 65,535 entries are passed.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

export interface PackedFile {
  name: string;
  bytes: number;
  sha256: string;
}

export interface Package {
  /** Files written so far, in order. */
  readonly files: readonly PackedFile[];
  /** Writes one file. `name` has forward slashes. Text is UTF-8. Pictures are stored, all else is compressed. */
  add(name: string, content: Iterable<string> | Uint8Array | Readable): Promise<void>;
  /** Ends it; resolves once all is with the operating system. */
  finish(): Promise<void>;
  /** Lets go of it unfinished; what is written is for the caller to remove. */
  abandon(): Promise<void>;
}

const compressed = /\.(jpe?g|png|webp|mp4|mov|mkv|avi|asf|zip)$/i;
/** Rows of a table are gathered to pieces of about this many characters. */
const PIECE = 64 * 1024;

function* pieces(lines: Iterable<string>): Generator<Buffer> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** A stream of the content that counts and hashes what passes. */
function measured(content: Iterable<string> | Uint8Array | Readable) {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const source =
    content instanceof Readable
      ? content
      : Readable.from(content instanceof Uint8Array ? [Buffer.from(content)] : pieces(content));
  source.once('error', (error) => meter.destroy(error));
  source.pipe(meter);
  return { stream: meter, result: (name: string): PackedFile => ({ name, bytes, sha256: hash.digest('hex') }) };
}

/** A package as a zip file. */
export function openZip(path: string): Package {
  const zip = new yazl.ZipFile();
  const files: PackedFile[] = [];
  const sink = createWriteStream(path);
  const written = pipeline(zip.outputStream, sink);
  const broken = new Promise<never>((_, reject) => {
    zip.once('error', reject);
    written.catch(reject);
  });
  broken.catch(() => {});
  return {
    files,
    async add(name, content) {
      const { stream, result } = measured(content);
      const passed = new Promise<void>((resolve, reject) => {
        stream.once('end', resolve);
        stream.once('error', reject);
      });
      zip.addReadStream(stream, name, { compress: !compressed.test(name) });
      await Promise.race([passed, broken]);
      files.push(result(name));
    },
    async finish() {
      zip.end();
      await Promise.race([written, broken]);
    },
    async abandon() {
      sink.destroy();
      if (!sink.closed) await once(sink, 'close');
    },
  };
}

/** A package as a folder that is there already. */
export function openFolder(folder: string): Package {
  const files: PackedFile[] = [];
  return {
    files,
    async add(name, content) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      const { stream, result } = measured(content);
      await pipeline(stream, createWriteStream(path));
      files.push(result(name));
    },
    async finish() {},
    async abandon() {},
  };
}
