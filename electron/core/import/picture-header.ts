// A first, cheap look at a photograph's structure, without decoding it: its size in pixels, and whether something suggests that not all of
// it is there. Only doubtful ones are worth the time of a real decoder during import.
import { imageSize } from 'image-size';

export interface PictureHeader {
  /** Pixels as stored, before orientation; null when the header does not say. */
  width: number | null;
  height: number | null;
  /** The header cannot be understood, or the end of the picture is missing. */
  doubtful: boolean;
}

/** @param bytes the whole file, or its first part when `complete` is false (then the end is not looked at) */
export function readPictureHeader(bytes: Buffer, format: string, complete: boolean): PictureHeader {
  let size: { width: number; height: number } | null = null;
  try {
    const read = imageSize(bytes);
    if (read.width > 0 && read.height > 0) size = { width: read.width, height: read.height };
  } catch {
    // Left null: the header is broken, or lies beyond the part that was read.
  }
  return {
    width: size?.width ?? null,
    height: size?.height ?? null,
    doubtful: size === null || (complete && !hasEnd(bytes, format)),
  };
}

/** Cameras pad behind the end marker, so it is looked for in the last part of the file and not only in its last bytes. */
function hasEnd(bytes: Buffer, format: string): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - 65_536));
  switch (format) {
    case 'image/jpeg':
      return tail.lastIndexOf(Buffer.from([0xff, 0xd9])) !== -1;
    case 'image/png':
      return tail.includes('IEND');
    case 'image/webp':
      return bytes.length >= bytes.readUInt32LE(4) + 8;
    default:
      return true;
  }
}

/** Width and height of the upright picture: orientations 5–8 lie on their side. */
export function upright(
  width: number | null,
  height: number | null,
  orientation: number | null,
): { width: number | null; height: number | null } {
  return orientation !== null && orientation >= 5 ? { width: height, height: width } : { width, height };
}
