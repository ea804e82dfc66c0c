// What a mark's surroundings look like: how strongly brightness rises in which direction, in 4 × 4 cells around it and 8 directions
// (Lowe 2004, section 6). Upright: an animal stands on its legs, and turning its coat would only make different places look alike.
import type { KeyPoint } from './extrema.ts';
import type { Grey } from './grey.ts';
import type { Octave } from './pyramid.ts';

export const cells = 4;
export const directions = 8;
export const descriptorLength = cells * cells * directions;
/** Side of a cell, in blurs of the mark (Lowe's own program; also Vedaldi & Fulkerson 2010). */
const cellSide = 3;
/** What is far from the mark counts less: standard deviation of a Gaussian, half the window, in cells (section 6.1). */
const windowWidth = cells / 2;
/** No single value may dominate: a glint is not a pattern (section 6.1). */
const clampAt = 0.2;

/** Writes the description of `point` to `out` (`descriptorLength` values, L2-normalised; all zero where the picture is flat). */
export function describePoint(octaves: readonly Octave[], point: KeyPoint, out: Float32Array): void {
  const { blurred } = octaves[point.octave]!;
  gatherGradients(blurred[point.level]!, point, out);
  normalise(out);
  for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i]!, clampAt);
  normalise(out);
}

function gatherGradients({ data, width, height }: Grey, point: KeyPoint, out: Float32Array): void {
  out.fill(0);
  const side = cellSide * point.octaveScale;
  const radius = (side * (cells + 1)) / 2;
  const left = Math.max(1, Math.ceil(point.octaveX - radius));
  const right = Math.min(width - 2, Math.floor(point.octaveX + radius));
  const top = Math.max(1, Math.ceil(point.octaveY - radius));
  const bottom = Math.min(height - 2, Math.floor(point.octaveY + radius));
  for (let y = top; y <= bottom; y++) {
    const v = (y - point.octaveY) / side;
    for (let x = left; x <= right; x++) {
      const u = (x - point.octaveX) / side;
      const i = y * width + x;
      const dx = data[i + 1]! - data[i - 1]!;
      const dy = data[i + width]! - data[i - width]!;
      const strength = Math.sqrt(dx * dx + dy * dy);
      if (strength === 0) continue;

      const weight = Math.exp(-(u * u + v * v) / (2 * windowWidth * windowWidth));
      const direction = (Math.atan2(dy, dx) / (2 * Math.PI)) * directions;
      spread(
        out,
        u + cells / 2 - 0.5,
        v + cells / 2 - 0.5,
        direction < 0 ? direction + directions : direction,
        strength * weight,
      );
    }
  }
}

/** Shares a value among the 2 × 2 × 2 bins it lies between, so that a small shift of the mark changes little. */
function spread(out: Float32Array, column: number, row: number, direction: number, value: number): void {
  const c0 = Math.floor(column);
  const r0 = Math.floor(row);
  const d0 = Math.floor(direction);
  const dc = column - c0;
  const dr = row - r0;
  const dd = direction - d0;
  const first = d0 % directions;
  const second = (d0 + 1) % directions;
  for (let r = r0; r <= r0 + 1; r++) {
    if (r < 0 || r >= cells) continue;
    const byRow = value * (r === r0 ? 1 - dr : dr);
    for (let c = c0; c <= c0 + 1; c++) {
      if (c < 0 || c >= cells) continue;
      const share = byRow * (c === c0 ? 1 - dc : dc);
      const at = (r * cells + c) * directions;
      out[at + first]! += share * (1 - dd);
      out[at + second]! += share * dd;
    }
  }
}

function normalise(values: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  if (sum === 0) return;
  const scale = 1 / Math.sqrt(sum);
  for (let i = 0; i < values.length; i++) values[i]! *= scale;
}
