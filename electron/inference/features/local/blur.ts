// Gaussian blur, which scale space is made of and where most of the time of local features goes: rows and columns one after the other,
// the kernel folded about its middle.
import type { Grey } from './grey.ts';

/** The right half of a Gaussian kernel, its middle first; the whole kernel sums to 1 and is cut at 3.5 standard deviations. */
export function halfKernel(sigma: number): Float64Array {
  const radius = Math.max(1, Math.ceil(3.5 * sigma));
  const half = Float64Array.from({ length: radius + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)));
  const total = half.reduce((sum, value, i) => sum + (i === 0 ? value : 2 * value), 0);
  return half.map((value) => value / total);
}

/** The picture blurred by `sigma` pixels of standard deviation; beyond its edge it is taken to be mirrored. */
export function blur(picture: Grey, sigma: number): Grey {
  const kernel = halfKernel(sigma);
  return blurColumns(blurRows(picture, kernel), kernel);
}

/** Position `i` mirrored into 0 … size − 1. */
function mirrored(i: number, size: number): number {
  const period = 2 * size;
  const at = ((i % period) + period) % period;
  return at < size ? at : period - 1 - at;
}

function blurRows({ data, width, height }: Grey, kernel: Float64Array): Grey {
  const radius = kernel.length - 1;
  const padded = new Float32Array(width + 2 * radius);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    padded.set(data.subarray(row, row + width), radius);
    for (let i = 1; i <= radius; i++) {
      padded[radius - i] = data[row + mirrored(-i, width)]!;
      padded[radius + width - 1 + i] = data[row + mirrored(width - 1 + i, width)]!;
    }
    for (let x = 0; x < width; x++) {
      const middle = x + radius;
      let sum = kernel[0]! * padded[middle]!;
      for (let i = 1; i <= radius; i++) sum += kernel[i]! * (padded[middle - i]! + padded[middle + i]!);
      out[row + x] = sum;
    }
  }
  return { data: out, width, height };
}

function blurColumns({ data, width, height }: Grey, kernel: Float64Array): Grey {
  const out = new Float32Array(width * height);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) sums[x] = kernel[0]! * data[row + x]!;
    for (let i = 1; i < kernel.length; i++) {
      const weight = kernel[i]!;
      const above = mirrored(y - i, height) * width;
      const below = mirrored(y + i, height) * width;
      for (let x = 0; x < width; x++) sums[x]! += weight * (data[above + x]! + data[below + x]!);
    }
    out.set(sums, row);
  }
  return { data: out, width, height };
}
