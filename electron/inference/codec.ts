// Pictures as files become pictures as pixels here, once per photograph: upright, sRGB, eight bits, three channels. Cards hold
// half-written files, CMYK prints and PNGs called .JPG; what can be shown is shown and marked, what cannot is named.
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import sharp from 'sharp';
import { PictureUnreadableError } from '../../shared/errors.ts';
import type { PictureDescription } from './tasks.ts';

// One thread per picture: the workers are the parallelism, and nothing decoded is wanted twice.
sharp.concurrency(1);
sharp.cache(false);

/** Pixels of an upright picture, row by row, RGB. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** A decoded photograph. `data` may be smaller than the file's picture (see `decodePicture`). */
export interface Picture extends Pixels {
  /** Size of the picture in the file, upright. */
  fullWidth: number;
  fullHeight: number;
  damaged: boolean;
}

const readable = new Set(['jpeg', 'png', 'webp', 'tiff', 'gif', 'heif']);
/** Pictures longer than this are decoded at a half, quarter or eighth: no network looks at more. */
const longestSide = 3000;

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.split('\n')[0]!.trim() : String(error);

async function readPicture(path: string): Promise<Buffer> {
  const name = basename(path);
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (error) {
    throw new PictureUnreadableError(`${name} could not be read: ${reasonOf(error)}`, { details: { path } });
  }
  if (file.length === 0) throw new PictureUnreadableError(`${name} is empty (0 bytes)`, { details: { path } });
  return file;
}

interface Header {
  width: number;
  height: number;
  orientation: number;
  format: string;
}

async function readHeader(file: Buffer, path: string): Promise<Header> {
  try {
    const { format, width, height, orientation = 1 } = await sharp(file, { failOn: 'none' }).metadata();
    if (!readable.has(format)) throw new Error(`it is a ${format} file, not a photograph`);
    const turned = orientation >= 5;
    return { width: turned ? height : width, height: turned ? width : height, orientation, format };
  } catch (error) {
    throw new PictureUnreadableError(`${basename(path)} is not a picture that can be read: ${reasonOf(error)}`, {
      details: { path },
    });
  }
}

/** Tries strictly, then leniently: `damaged` tells that only the second try gave pixels. */
async function strictThenLenient<T>(
  path: string,
  attempt: (failOn: 'warning' | 'none') => Promise<T>,
): Promise<{ value: T; damaged: boolean }> {
  try {
    return { value: await attempt('warning'), damaged: false };
  } catch {
    try {
      return { value: await attempt('none'), damaged: true };
    } catch (error) {
      throw new PictureUnreadableError(`${basename(path)} is damaged beyond reading: ${reasonOf(error)}`, {
        details: { path },
      });
    }
  }
}

/** By how much a picture is reduced while it is decoded: 1, 2, 4 or 8. */
function reduction(width: number, height: number): number {
  for (const factor of [1, 2, 4]) if (Math.max(width, height) / factor <= longestSide) return factor;
  return 8;
}

/**
 * Decodes a photograph once, upright, to RGB. Pictures longer than 3000 pixels come at a half, quarter or eighth, which JPEG
 * gives for free. Throws PictureUnreadableError; a partly readable file comes back with `damaged: true`.
 */
export async function decodePicture(path: string): Promise<Picture> {
  const file = await readPicture(path);
  const header = await readHeader(file, path);
  const factor = reduction(header.width, header.height);
  const { value, damaged } = await strictThenLenient(path, (failOn) => {
    let pipeline = sharp(file, { failOn }).autoOrient();
    if (factor > 1) {
      const width = Math.ceil(header.width / factor);
      pipeline = pipeline.resize(width, Math.ceil(header.height / factor), { fit: 'fill', kernel: 'linear' });
    }
    return pipeline.toColourspace('srgb').removeAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  });
  const { width, height, channels } = value.info;
  const data = channels === 3 ? value.data : greyToRgb(value.data, channels);
  return { data, width, height, fullWidth: header.width, fullHeight: header.height, damaged };
}

function greyToRgb(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3) rgb.fill(data[from]!, to, to + 3);
  return rgb;
}

/** Size, format and soundness of a picture file; decodes it once to know whether all of it can be read. */
export async function describePicture(path: string): Promise<PictureDescription> {
  const file = await readPicture(path);
  const header = await readHeader(file, path);
  const { damaged } = await strictThenLenient(path, (failOn) => sharp(file, { failOn }).stats());
  return { ...header, damaged };
}

const rawInput = ({ width, height }: Pixels) => ({ raw: { width, height, channels: 3 as const } });
export const asSharp = (pixels: Pixels) => sharp(pixels.data, rawInput(pixels));

/** The picture at another size (both sides in pixels), linear with area support, so that fine grass does not turn to noise. */
export async function resizePixels(picture: Pixels, width: number, height: number): Promise<Pixels> {
  if (picture.width === width && picture.height === height) return picture;
  const data = await asSharp(picture).resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  return { data, width, height };
}

/** A rectangle of the picture (pixels, inside it) at another size. */
export async function cutPixels(
  picture: Pixels,
  part: { left: number; top: number; width: number; height: number },
  width: number,
  height: number,
): Promise<Pixels> {
  const data = await asSharp(picture)
    .extract(part)
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { data, width, height };
}

/** The picture no wider than `width`, keeping its shape. */
export const fitWidth = (picture: Pixels, width: number): Promise<Pixels> => {
  if (picture.width <= width) return Promise.resolve(picture);
  return resizePixels(picture, width, Math.max(1, Math.round((picture.height * width) / picture.width)));
};

/**
 * Writes a JPEG so that the path never holds half a file: temporary name beside it, then rename. The temporary name is always the same,
 * so what a killed worker left is overwritten when the photograph's turn comes again.
 */
export async function writeJpeg(pixels: Pixels, path: string, quality: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.part`;
  try {
    await asSharp(pixels).jpeg({ quality }).toFile(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
