// Local features look at brightness alone: coats fade and cameras tint, edges stay. A grey picture is what every step here works on.
import type { Pixels } from '../../codec.ts';

/** Brightness row by row, 0 (black) to 1 (white). */
export interface Grey {
  data: Float32Array;
  width: number;
  height: number;
}

/** Luma as Rec. 601 weighs the channels. */
export function greyOf({ data, width, height }: Pixels): Grey {
  const grey = new Float32Array(width * height);
  for (let i = 0, at = 0; i < grey.length; i++, at += 3)
    grey[i] = (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) / 255;
  return { data: grey, width, height };
}

/** Twice the width and height, linear between pixels: pixel (2x, 2y) of the result is pixel (x, y) of the picture. */
export function doubled({ data, width, height }: Grey): Grey {
  const wide = new Float32Array(width * height * 4);
  const rowLength = width * 2;
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const to = y * 2 * rowLength;
    for (let x = 0; x < width; x++) {
      const here = data[from + x]!;
      wide[to + x * 2] = here;
      wide[to + x * 2 + 1] = (here + data[from + Math.min(x + 1, width - 1)]!) / 2;
    }
  }
  for (let y = 0; y < height; y++) {
    const above = y * 2 * rowLength;
    const below = y + 1 < height ? above + 2 * rowLength : above;
    const to = above + rowLength;
    for (let x = 0; x < rowLength; x++) wide[to + x] = (wide[above + x]! + wide[below + x]!) / 2;
  }
  return { data: wide, width: rowLength, height: height * 2 };
}

/** Every second pixel of every second row. The picture has to be blurred enough for that (standard deviation of 1 pixel or more). */
export function halved({ data, width, height }: Grey): Grey {
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const half = new Float32Array(w * h);
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) half[y * w + x] = data[y * 2 * width + x * 2]!;
  return { data: half, width: w, height: h };
}
