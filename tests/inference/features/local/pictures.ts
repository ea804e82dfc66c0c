// Pictures drawn for the tests of local features: marks of known place and size, and coats of many marks from a seed.

import type { Pixels } from '../../../../electron/inference/codec.ts';
import type { Grey } from '../../../../electron/inference/features/local/grey.ts';
import { chance } from '../../../../electron/inference/sample/random.ts';

export interface Blob {
  x: number;
  y: number;
  /** Standard deviation, pixels. */
  sigma: number;
  /** How much brighter than its surroundings. */
  height: number;
}

/** Gaussian blobs on a middle grey. */
export function drawBlobs(width: number, height: number, blobs: readonly Blob[]): Grey {
  const data = new Float32Array(width * height).fill(0.5);
  for (const blob of blobs) {
    const reach = 5 * blob.sigma;
    const right = Math.min(width - 1, blob.x + reach);
    const bottom = Math.min(height - 1, blob.y + reach);
    for (let y = Math.max(0, Math.ceil(blob.y - reach)); y <= bottom; y++)
      for (let x = Math.max(0, Math.ceil(blob.x - reach)); x <= right; x++) {
        const distance = (x - blob.x) ** 2 + (y - blob.y) ** 2;
        data[y * width + x]! += blob.height * Math.exp(-distance / (2 * blob.sigma ** 2));
      }
  }
  return { data, width, height };
}

/** How the marks of a coat lie in a picture: moved, seen from nearer, in other light. */
export interface View {
  shift: [x: number, y: number];
  zoom: number;
  gain: number;
  offset: number;
}
export const plainView: View = { shift: [0, 0], zoom: 1, gain: 1, offset: 0 };

export const coatWidth = 480;
export const coatHeight = 400;

/** A picture of the coat that belongs to the seed: 500 light and dark marks of many sizes. */
export function drawCoat(seed: number, { shift, zoom, gain, offset }: View = plainView): Pixels {
  const { between } = chance(seed, 'coat');
  const marks = Array.from({ length: 500 }, () => ({
    x: between(0, coatWidth) * zoom + shift[0],
    y: between(0, coatHeight) * zoom + shift[1],
    sigma: between(2, 6) * zoom,
    height: between(-0.35, 0.35),
  }));
  const { data, width, height } = drawBlobs(coatWidth, coatHeight, marks);
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i++) {
    const value = (data[Math.floor(i / 3)]! * gain + offset) * 255;
    pixels[i] = Math.min(255, Math.max(0, Math.round(value)));
  }
  return { data: pixels, width, height };
}
