// Small image arithmetic on one-channel grids (row by row): blur, opening and closing, connected regions. Plain loops over typed
// arrays, because at 480 pixels wide that costs a few milliseconds and nothing has to leave JavaScript.

export interface Grid {
  width: number;
  height: number;
  values: Float32Array;
}

/** Mean over the (2r+1)² neighbourhood, clipped at the edges, by running sums. */
export function boxBlur({ width, height, values }: Grid, radius: number): Float32Array {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++) blurLine(values, across, y * width, 1, width, radius);
  const out = new Float32Array(values.length);
  for (let x = 0; x < width; x++) blurLine(across, out, x, width, height, radius);
  return out;
}

function blurLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < Math.min(radius, length); i++, count++) sum += from[start + i * step]!;
  for (let i = 0; i < length; i++) {
    if (i + radius < length) {
      sum += from[start + (i + radius) * step]!;
      count++;
    }
    if (i - radius > 0) {
      sum -= from[start + (i - radius - 1) * step]!;
      count--;
    }
    to[start + i * step] = sum / count;
  }
}

/** Square dilation (`grow`) or erosion of a 0/1 mask. */
function morph(mask: Uint8Array, width: number, height: number, radius: number, grow: boolean): Uint8Array {
  const hit = grow ? 1 : 0;
  const across = new Uint8Array(mask.length).fill(1 - hit);
  const out = new Uint8Array(mask.length).fill(1 - hit);
  const spread = (from: Uint8Array, to: Uint8Array, start: number, step: number, length: number): void => {
    for (let i = 0; i < length; i++) {
      if (from[start + i * step] !== hit) continue;
      for (let j = Math.max(0, i - radius); j <= Math.min(length - 1, i + radius); j++) to[start + j * step] = hit;
    }
  };
  for (let y = 0; y < height; y++) spread(mask, across, y * width, 1, width);
  for (let x = 0; x < width; x++) spread(across, out, x, width, height);
  return out;
}

/** Removes specks narrower than 2r+1 pixels. */
export const open = (mask: Uint8Array, width: number, height: number, radius: number): Uint8Array =>
  morph(morph(mask, width, height, radius, false), width, height, radius, true);

/** Fills gaps narrower than 2r+1 pixels. */
export const close = (mask: Uint8Array, width: number, height: number, radius: number): Uint8Array =>
  morph(morph(mask, width, height, radius, true), width, height, radius, false);

/** A connected region of a mask; right and bottom are exclusive. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Pixels in the region. */
  area: number;
  /** Sum of `weights` over them. */
  weight: number;
}

/** Regions of set pixels (touching also by corners), with the sum of `weights` over each. */
export function regions(mask: Uint8Array, { width, height, values: weights }: Grid): Region[] {
  const seen = new Uint8Array(mask.length);
  const stack: number[] = [];
  const found: Region[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    const region: Region = { left: width, top: height, right: 0, bottom: 0, area: 0, weight: 0 };
    stack.push(start);
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      region.area++;
      region.weight += weights[at]!;
      region.left = Math.min(region.left, x);
      region.right = Math.max(region.right, x + 1);
      region.top = Math.min(region.top, y);
      region.bottom = Math.max(region.bottom, y + 1);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (mask[next] === 1 && seen[next] === 0) {
            seen[next] = 1;
            stack.push(next);
          }
        }
      }
    }
    found.push(region);
  }
  return found;
}

/** Joins regions whose rectangles come closer than `gap` pixels to each other, until none do. */
export function joinNear(parts: readonly Region[], gap: number): Region[] {
  const joined: Region[] = [];
  for (const part of parts) {
    let whole = { ...part };
    for (let i = 0; i < joined.length; ) {
      const other = joined[i]!;
      const near =
        whole.left - gap < other.right &&
        other.left - gap < whole.right &&
        whole.top - gap < other.bottom &&
        other.top - gap < whole.bottom;
      if (!near) {
        i++;
        continue;
      }
      whole = {
        left: Math.min(whole.left, other.left),
        top: Math.min(whole.top, other.top),
        right: Math.max(whole.right, other.right),
        bottom: Math.max(whole.bottom, other.bottom),
        area: whole.area + other.area,
        weight: whole.weight + other.weight,
      };
      joined.splice(i, 1);
      i = 0;
    }
    joined.push(whole);
  }
  return joined;
}
