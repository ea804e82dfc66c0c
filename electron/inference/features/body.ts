// The body descriptor that needs no model: coat histograms and gradients of an animal's crop. It knows nothing about animals;
// it says how alike two crops are in light-corrected tone, colour and texture by height on the body. It does not care which
// way the animal faces: left and right are folded together, since a brown horse is as brown from the other side.
import type { Box } from '../../../shared/domain/box.ts';
import { cutPixels, type Picture, type Pixels } from '../codec.ts';

/** Values of the vector. A change of its arithmetic is a new version of `BUILT_IN_BODY` (tasks.ts). */
const bodySize = 256;

/** Side in pixels of the square the crop is brought to. */
const side = 96;
/** Horizontal bands of the crop, back to legs. */
const bands = 4;
const toneBins = 16;
const chromaBins = 8;
/** Columns are folded about the middle: 4 pairs. */
const folds = 4;
const orientations = 8;
/** What tone, colour and gradients each contribute to the squared length. */
const shares = { tone: 0.3, chroma: 0.3, gradient: 0.4 };

/** Pixels of a box, brought to the descriptor's square. Boxes thinner than a pixel are widened to one. */
export function cutBody(picture: Picture, [x, y, w, h]: Box, width = side, height = side): Promise<Pixels> {
  const left = Math.min(picture.width - 1, Math.round(x * picture.width));
  const top = Math.min(picture.height - 1, Math.round(y * picture.height));
  const part = {
    left,
    top,
    width: Math.max(1, Math.min(picture.width - left, Math.round(w * picture.width))),
    height: Math.max(1, Math.min(picture.height - top, Math.round(h * picture.height))),
  };
  return cutPixels(picture, part, width, height);
}

/** How much a pixel counts: 1 in the middle of the box, falling to 0 at its corners, where the background is. */
const weights = Float32Array.from({ length: side * side }, (_, i) => {
  const x = ((i % side) + 0.5) / side - 0.5;
  const y = (Math.floor(i / side) + 0.5) / side - 0.5;
  return Math.exp(-(x * x + y * y) / (2 * 0.28 * 0.28));
});

/**
 * 256 values, L2-normalised: 64 tone (4 bands × 16), 64 colour (4 bands × 8 + 8), 128 gradients (4 × 4 cells × 8 directions).
 * Every part has the expectation of a featureless crop taken away, so that unrelated crops come out near 0, not near 1.
 * `crop` is a square from `cutBody`; colour is left at zero in infrared.
 */
export function describeBody(crop: Pixels, infrared: boolean): Float32Array {
  const tone = equalisedTone(crop);
  const vector = new Float32Array(bodySize);
  toneHistogram(tone, vector.subarray(0, 64));
  if (!infrared) chromaHistogram(crop, vector.subarray(64, 128));
  gradients(tone, vector.subarray(128));
  scaleTo(vector.subarray(0, 64), shares.tone);
  scaleTo(vector.subarray(64, 128), shares.chroma);
  scaleTo(vector.subarray(128), shares.gradient);
  const length = Math.hypot(...vector);
  if (length === 0) return vector.fill(1 / Math.sqrt(bodySize));
  return vector.map((value) => value / length);
}

/** Scales a part so that its squared length is `share`; an all-zero part stays zero. */
function scaleTo(part: Float32Array, share: number): void {
  const length = Math.hypot(...part);
  if (length > 1e-9) for (let i = 0; i < part.length; i++) part[i] = (part[i]! * Math.sqrt(share)) / length;
}

/** Brightness replaced by its weighted rank within the crop, 0 to 1: the same coat in sun and shade has the same ranks. */
function equalisedTone({ data }: Pixels): Float32Array {
  const light = new Uint8Array(side * side);
  const count = new Float64Array(257);
  for (let i = 0, p = 0; i < light.length; i++, p += 3) {
    light[i] = Math.round(0.299 * data[p]! + 0.587 * data[p + 1]! + 0.114 * data[p + 2]!);
    count[light[i]! + 1]! += weights[i]!;
  }
  for (let v = 1; v <= 256; v++) count[v]! += count[v - 1]!;
  const total = count[256]!;
  return Float32Array.from(light, (v) => (count[v]! + count[v + 1]!) / 2 / total);
}

const bandOf = (pixel: number): number => Math.floor((Math.floor(pixel / side) * bands) / side);

/** Adds `amount` at a fractional bin, shared between the two nearest, so that small shifts change little. */
function addSoftly(histogram: Float32Array, start: number, bins: number, at: number, amount: number): void {
  const position = Math.min(bins - 1, Math.max(0, at * bins - 0.5));
  const low = Math.floor(position);
  const part = position - low;
  histogram[start + low]! += amount * (1 - part);
  if (part > 0) histogram[start + low + 1]! += amount * part;
}

/** Per band the distribution of tone, less the uniform one that equalisation gives the whole crop. */
function toneHistogram(tone: Float32Array, out: Float32Array): void {
  const mass = new Float32Array(bands);
  for (let i = 0; i < tone.length; i++) {
    addSoftly(out, bandOf(i) * toneBins, toneBins, tone[i]!, weights[i]!);
    mass[bandOf(i)]! += weights[i]!;
  }
  for (let i = 0; i < out.length; i++) out[i] = out[i]! / mass[Math.floor(i / toneBins)]! - 1 / toneBins;
}

/** Per band the distributions of red−green and yellow−blue chromaticity, less an even spread over all bins. */
function chromaHistogram({ data }: Pixels, out: Float32Array): void {
  const mass = new Float32Array(bands);
  for (let i = 0, p = 0; i < weights.length; i++, p += 3) {
    const [r, g, b] = [data[p]! + 8, data[p + 1]! + 8, data[p + 2]! + 8];
    const start = bandOf(i) * 2 * chromaBins;
    const redGreen = Math.log(r / g);
    const yellowBlue = Math.log((r + g) / (2 * b));
    addSoftly(out, start, chromaBins, 0.5 + redGreen / 1.2, weights[i]!);
    addSoftly(out, start + chromaBins, chromaBins, 0.5 + yellowBlue / 2, weights[i]!);
    mass[bandOf(i)]! += weights[i]!;
  }
  for (let i = 0; i < out.length; i++) out[i] = out[i]! / mass[Math.floor(i / (2 * chromaBins))]! - 1 / chromaBins;
}

/** Directions of edges per cell, each cell to length 1 (with a floor for smooth coats), less the mean over directions. */
function gradients(tone: Float32Array, out: Float32Array): void {
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x;
      const right = x >= side / 2;
      // Mirrored on the right half, so that both halves fall into the same cells and directions.
      const dx = (tone[at + 1]! - tone[at - 1]!) * (right ? -1 : 1);
      const dy = tone[at + side]! - tone[at - side]!;
      const size = Math.hypot(dx, dy);
      if (size === 0) continue;
      const turn = ((Math.atan2(dy, dx) + Math.PI) / Math.PI) % 1;
      const fold = Math.floor(((right ? side - 1 - x : x) * folds * 2) / side);
      const start = (bandOf(at) * folds + fold) * orientations;
      const position = turn * orientations;
      const low = Math.floor(position) % orientations;
      const part = position - Math.floor(position);
      out[start + low]! += size * weights[at]! * (1 - part);
      out[start + ((low + 1) % orientations)]! += size * weights[at]! * part;
    }
  }
  for (let cell = 0; cell < bands * folds; cell++) {
    const part = out.subarray(cell * orientations, (cell + 1) * orientations);
    const length = Math.hypot(...part) + 2;
    const mean = part.reduce((sum, value) => sum + value, 0) / orientations;
    for (let i = 0; i < orientations; i++) part[i] = (part[i]! - mean) / length;
  }
}
