// The information strip that cameras print along an edge of the photograph: time, temperature, moon. Its digits change from frame to
// frame, so motion must not look there. Some cameras print on pure black or white, others on a dark or light tone of their own.
import type { Pixels } from '../codec.ts';

/** A strip is at most this share of the height. */
const mostShare = 0.12;
/** Of a strip's row at least this share is its ground; the rest is writing. */
const groundShare = 0.5;
/** Levels (0–255) around the ground's tone that still are the ground: JPEG and scaling blur it. */
const groundBand = 14;
/** Right behind a strip the scene begins: at most this share of the rows there still has the ground's tone. */
const sceneShare = 0.35;
/** Rows in a row, such as those of a line of writing, that may have less ground without ending the strip. */
const gapRows = 4;

/** Rows of the strip from the top (`step` 1) or the bottom (−1); 0 where there is none. */
export function stripRows(pixels: Pixels, step: 1 | -1): number {
  const most = Math.round(pixels.height * mostShare);
  const row = (n: number): number => (step === 1 ? n : pixels.height - 1 - n);
  return tonedStrip(pixels, row, most) || plainStrip(pixels, row, most);
}

/** On a ground of any dark or light tone, ending at once where the scene begins. */
function tonedStrip(pixels: Pixels, row: (n: number) => number, most: number): number {
  const tone = middleTone(pixels, row(1));
  if (tone > 55 && tone < 200) return 0;
  const ground = (n: number): number => shareOf(pixels, row(n), (_low, high) => Math.abs(high - tone) <= groundBand);
  const strip = lastRow(most, (n) => ground(n) > groundShare);
  if (strip < 3 || strip >= most) return 0;
  const behind = (ground(strip + 2) + ground(strip + 4) + ground(strip + 6)) / 3;
  return behind <= sceneShare ? strip + 1 : 0;
}

/** On pure black or white; before a night scene as dark as the strip itself it may take in some of the scene. */
function plainStrip(pixels: Pixels, row: (n: number) => number, most: number): number {
  const strip = lastRow(most, (n) => shareOf(pixels, row(n), (low, high) => high < 12 || low > 243) > 0.55);
  return strip === 0 ? 0 : strip + 1;
}

/** Number of rows up to the last that `belongs`, over gaps of a few rows. */
function lastRow(most: number, belongs: (n: number) => boolean): number {
  let last = 0;
  for (let n = 0; n < most; n++) {
    if (belongs(n)) last = n + 1;
    else if (n - last > gapRows) break;
  }
  return last;
}

/** Share of a row's pixels that pass, told their darkest and brightest channel. */
function shareOf({ data, width }: Pixels, y: number, passes: (low: number, high: number) => boolean): number {
  let count = 0;
  for (let i = y * width * 3, end = i + width * 3; i < end; i += 3) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    if (passes(Math.min(r, g, b), Math.max(r, g, b))) count++;
  }
  return count / width;
}

/** Median of a row's brightest channel. */
function middleTone({ data, width }: Pixels, y: number): number {
  const tones = new Uint8Array(width);
  for (let x = 0, i = y * width * 3; x < width; x++, i += 3) tones[x] = Math.max(data[i]!, data[i + 1]!, data[i + 2]!);
  return tones.sort()[width >> 1]!;
}
