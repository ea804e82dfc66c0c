// Whether an original may leave the library as it is: not where it shows people who are to be blurred, and not where it carries the
// place it was taken at and the place is not to be told.
import { open, readFile } from 'node:fs/promises';
import exifr from 'exifr';

/** True where the file holds a position in EXIF, XMP or IPTC, or where that cannot be known. */
export async function carriesPosition(path: string): Promise<boolean> {
  try {
    // The bytes, not the path: exifr leaves the files it opens itself to the garbage collector.
    const found = (await exifr.parse(await readFile(path), {
      tiff: true,
      ifd0: {},
      exif: true,
      gps: true,
      xmp: true,
      iptc: true,
      mergeOutput: false,
      multiSegment: true,
    })) as Record<string, unknown> | undefined;
    if (found === undefined) return false;
    if (Object.keys((found.gps as object | undefined) ?? {}).length > 0) return true;
    return /gps|latitude|longitude|city|location/i.test(JSON.stringify(keysOf({ ...found, thumbnail: undefined })));
  } catch {
    return true;
  }
}

/** All keys at any depth. */
function keysOf(value: unknown, depth = 0): string[] {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || depth > 6) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner, depth + 1)]);
}

/** True where the file can be opened for reading now. */
export async function isReadable(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch {
    return false;
  }
}
