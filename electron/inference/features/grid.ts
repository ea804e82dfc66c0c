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
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    let count = 0;
    for (let x = -radius; x < width; x++) {
      if (x + radius < width) {
        sum += values[row + x + radius]!;
        count++;
      }
      if (x - radius > 0) {
        sum -= values[row + x - radius - 1]!;
        count--;
      }
      if (x >= 0) across[row + x] = sum / count;
    }
  }
  // Down the columns all at once, row by row, which keeps to the order of memory.
  const out = new Float32Array(values.length);
  const sums = new Float64Array(width);
  let count = 0;
  for (let y = -radius; y < height; y++) {
    const coming = (y + radius) * width;
    const going = (y - radius - 1) * width;
    const enters = y + radius < height;
    const leaves = y - radius > 0;
    if (enters) count++;
    if (leaves) count--;
    for (let x = 0; x < width; x++) {
      if (enters) sums[x]! += across[coming + x]!;
      if (leaves) sums[x]! -= across[going + x]!;
      if (y >= 0) out[y * width + x] = sums[x]! / count;
    }
  }
  return out;
}

/** The rectangle of pixels within `radius` of one, clipped at the edges; ends are inclusive. */
const around = (i: number, width: number, height: number, radius: number) => {
  const x = i % width;
  const y = (i - x) / width;
  return {
    left: Math.max(0, x - radius),
    right: Math.min(width - 1, x + radius),
    top: Math.max(0, y - radius),
    bottom: Math.min(height - 1, y + radius),
  };
};

// Both go from set pixel to set pixel: what stands out in a frame is a few hundredths of it.

/** Sets every pixel within `radius` (square) of a set pixel. */
function dilate(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = mask.indexOf(1); i !== -1; i = mask.indexOf(1, i + 1)) {
    const { left, right, top, bottom } = around(i, width, height, radius);
    for (let y = top; y <= bottom; y++) out.fill(1, y * width + left, y * width + right + 1);
  }
  return out;
}

/** Keeps the pixels all of whose neighbours within `radius` (square) are set; what lies outside counts as set. */
function erode(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = mask.indexOf(1); i !== -1; i = mask.indexOf(1, i + 1)) {
    const { left, right, top, bottom } = around(i, width, height, radius);
    let whole = 1;
    for (let y = top; y <= bottom && whole === 1; y++) {
      for (let x = left; x <= right; x++) whole &= mask[y * width + x]!;
    }
    out[i] = whole;
  }
  return out;
}

/** Removes specks narrower than 2r+1 pixels. */
export const open = (mask: Uint8Array, width: number, height: number, radius: number): Uint8Array =>
  dilate(erode(mask, width, height, radius), width, height, radius);

/** Fills gaps narrower than 2r+1 pixels. */
export const close = (mask: Uint8Array, width: number, height: number, radius: number): Uint8Array =>
  erode(dilate(mask, width, height, radius), width, height, radius);

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
