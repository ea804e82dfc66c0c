// What a video file's header says without decoding: its size in pixels, and whether the part that players cannot do without is there.
// Cameras that lose power while recording leave files without it.

export interface VideoHeader {
  /** Pixels, upright; null where the header does not say or is of a kind not read here (MKV, ASF). */
  width: number | null;
  height: number | null;
  /** Why nothing can be played, or null. */
  hopeless: string | null;
}
/** Bytes `[offset, offset + length)` of the file, fewer at its end. */
export type ReadBytes = (offset: number, length: number) => Promise<Buffer>;

const unknown: VideoHeader = { width: null, height: null, hopeless: null };
/** More boxes than any sound file has at one level; ends the reading of a damaged one. */
const MOST_BOXES = 10_000;
const MOST_INDEX_BYTES = 64 * 1024 * 1024;

export async function readVideoHeader(format: string, size: number, read: ReadBytes): Promise<VideoHeader> {
  if (format === 'video/x-msvideo') return readAvi(await read(0, 65_536));
  if (format === 'video/mp4' || format === 'video/quicktime') return readMp4(size, read);
  return unknown;
}

/** The main AVI header, `avih`, lies in the first list of the file. */
function readAvi(head: Buffer): VideoHeader {
  const at = head.indexOf('avih');
  if (at === -1 || at + 48 > head.length) return { ...unknown, hopeless: 'the video has no header (avih)' };
  const width = head.readUInt32LE(at + 8 + 32);
  const height = head.readUInt32LE(at + 8 + 36);
  return plausible(width, height) ? { width, height, hopeless: null } : unknown;
}

async function readMp4(size: number, read: ReadBytes): Promise<VideoHeader> {
  let at = 0;
  for (let boxes = 0; boxes < MOST_BOXES && at + 8 <= size; boxes++) {
    const box = boxAt(await read(at, 16), size - at);
    if (box === null) break;
    if (box.type === 'moov') {
      const moov = await read(at + box.header, Math.min(box.size - box.header, MOST_INDEX_BYTES));
      return largestTrack(moov);
    }
    at += box.size;
  }
  return { ...unknown, hopeless: 'the video has no index (moov): the recording was cut off or the file is damaged' };
}

function boxAt(bytes: Buffer, left: number): { type: string; size: number; header: number } | null {
  if (bytes.length < 8) return null;
  const type = bytes.toString('latin1', 4, 8);
  let size = bytes.readUInt32BE(0);
  let header = 8;
  if (size === 1) {
    if (bytes.length < 16) return null;
    size = Number(bytes.readBigUInt64BE(8));
    header = 16;
  } else if (size === 0) size = left;
  return size < header ? null : { type, size, header };
}

/** Of all track headers (`moov/trak/tkhd`) the one with most pixels is the picture. */
function largestTrack(moov: Buffer): VideoHeader {
  let best = unknown;
  for (const track of children(moov, 'trak'))
    for (const header of children(track, 'tkhd')) {
      const matrix = header[0] === 1 ? 52 : 40;
      if (header.length < matrix + 44) continue;
      const turned = header.readInt32BE(matrix) === 0 && header.readInt32BE(matrix + 4) !== 0;
      const across = header.readUInt32BE(matrix + 36) / 65_536;
      const down = header.readUInt32BE(matrix + 40) / 65_536;
      const [width, height] = (turned ? [down, across] : [across, down]).map(Math.round) as [number, number];
      if (plausible(width, height) && width * height > (best.width ?? 0) * (best.height ?? 0))
        best = { width, height, hopeless: null };
    }
  return best;
}

function children(parent: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= parent.length && found.length < MOST_BOXES; ) {
    const box = boxAt(parent.subarray(at, at + 16), parent.length - at);
    if (box === null) break;
    if (box.type === type) found.push(parent.subarray(at + box.header, at + box.size));
    at += box.size;
  }
  return found;
}

const plausible = (width: number, height: number) => width > 0 && height > 0 && width <= 32_768 && height <= 32_768;
