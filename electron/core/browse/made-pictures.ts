// Pictures that are made when somebody first looks at them, and kept: larger views and crops. They lie under the library's thumbnails
// and can be deleted at any time.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Box } from '../../../shared/domain/box.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import type { House } from '../house.ts';

/** Widths in pixels that views are made in; what is asked for is rounded up to one of them. */
export const WIDTHS = [480, 960, 1600, 2560] as const;
export const SMALLEST_CROP = 32;
export const LARGEST_CROP = 1600;
/** Bytes; crops shown on screen are not held to the size of a stored portrait. */
const CROP_BYTES = 2_000_000;
const QUALITY = 82;

export const widthFor = (asked: number): number => WIDTHS.find((width) => width >= asked) ?? WIDTHS.at(-1)!;

/** Two windows that ask for the same picture at once wait for one making of it. */
const making = new Map<string, Promise<string>>();

/** A photograph upright at one of the WIDTHS; answers with the path of the JPEG. @throws NotFoundError, PictureUnreadableError */
export function viewOf(
  house: House,
  media: { id: string; path: string; name: string },
  width: number,
): Promise<string> {
  const library = house.library();
  const kept = join(library.place('thumbnails'), 'render', media.id.slice(-2), `${media.id}-${width}.jpg`);
  return keepOnce(kept, async () => {
    const path = await original(library.locate(media.path), media.name);
    return (await house.inference().render({ path, width, quality: QUALITY })).jpeg;
  });
}

export interface Crop {
  detectionId: string;
  /** Catalogue path of the photograph. */
  mediaPath: string;
  name: string;
  /** Moment of a video; null on a photograph. */
  frameMs: number | null;
  box: Box;
  /** Pixels. */
  size: number;
  fit: 'cover' | 'contain';
}

/** Under this name a crop is kept; another when the box has been moved. */
export const cropTag = ({ detectionId, box, size, fit }: Crop): string =>
  `${detectionId}-${createHash('sha256').update(box.join(' ')).digest('hex').slice(0, 12)}-${size}${fit === 'cover' ? '' : 'w'}`;

/** The pixels of a box; answers with the path of the JPEG. @throws NotFoundError, PictureUnreadableError */
export function cropOf(house: House, crop: Crop): Promise<string> {
  const library = house.library();
  const { detectionId, frameMs, box, size, fit } = crop;
  const kept = join(library.place('thumbnails'), 'crops', detectionId.slice(-2), `${cropTag(crop)}.jpg`);
  return keepOnce(kept, async () => {
    const path = await original(library.locate(crop.mediaPath), crop.name);
    const moment = frameMs === null ? {} : { frameMs };
    const task = { path, ...moment, box, size, fit, quality: QUALITY, maxBytes: CROP_BYTES };
    return (await house.inference().crop(task)).jpeg;
  });
}

async function original(path: string, name: string): Promise<string> {
  const there = await stat(path).catch(() => null);
  if (there === null) {
    throw new NotFoundError(`${name} is not where it was (${path}). Is a drive or card missing?`);
  }
  return path;
}

function keepOnce(path: string, make: () => Promise<Uint8Array>): Promise<string> {
  const underWay = making.get(path);
  if (underWay !== undefined) return underWay;
  const made = keep(path, make).finally(() => making.delete(path));
  making.set(path, made);
  return made;
}

async function keep(path: string, make: () => Promise<Uint8Array>): Promise<string> {
  if ((await stat(path).catch(() => null)) !== null) return path;
  const bytes = await make();
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return path;
}
