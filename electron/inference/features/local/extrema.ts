// Where the marks are: pixels that are brighter or darker than all 26 neighbours in the differences of blurs, placed between the pixels,
// and kept only where they are no mere edge (Lowe 2004, sections 3.1, 4 and 4.1).
import { firstBlur, levelsPerOctave, type Octave } from './pyramid.ts';

export interface KeyPoint {
  /** Pixels of the picture, from the middle of its first pixel. */
  x: number;
  y: number;
  /** Blur at which the mark stands out most, pixels of the picture; a round mark is about 1.4 times as wide in radius. */
  scale: number;
  /** How far it stands out, 0–1, always positive. */
  response: number;
  /** The octave's place in the pyramid and the position in it, which the description is taken from. */
  octave: number;
  level: number;
  octaveX: number;
  octaveY: number;
  /** Blur in pixels of the octave. */
  octaveScale: number;
}

/** Marks whose curvature along is more than this many times that across are edges (section 4.1). */
const edgeRatio = 10;
/** Pixels at the rim of an octave whose neighbours are mirrored anyway. */
const rim = 5;
/** Moves from pixel to pixel before a mark is given up as unsteady. */
const mostMoves = 5;

/** All marks that stand out by at least `contrast` (of a brightness range of 1; Lowe uses 0.03), in the pyramid's order. */
export function findKeyPoints(octaves: readonly Octave[], contrast: number): KeyPoint[] {
  const found: KeyPoint[] = [];
  for (const [at, octave] of octaves.entries())
    for (let level = 1; level <= levelsPerOctave; level++) searchLevel(octave, at, level, contrast, found);
  return found;
}

function searchLevel(octave: Octave, at: number, level: number, contrast: number, found: KeyPoint[]): void {
  const { width, height } = octave;
  const [below, here, above] = octave.differences.slice(level - 1, level + 2) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  // Placing a mark between the pixels can raise it, never by much.
  const least = (0.5 * contrast) / levelsPerOctave;
  for (let y = rim; y < height - rim; y++)
    for (let x = rim; x < width - rim; x++) {
      const i = y * width + x;
      const value = here[i]!;
      if (Math.abs(value) < least) continue;
      if (!isExtremum(value, i, width, below, here, above)) continue;
      const point = place(octave, at, level, x, y, contrast);
      if (point !== null) found.push(point);
    }
}

function isExtremum(
  value: number,
  i: number,
  width: number,
  below: Float32Array,
  here: Float32Array,
  above: Float32Array,
): boolean {
  const sign = value > 0 ? 1 : -1;
  const high = value * sign;
  for (let row = i - width; row <= i + width; row += width)
    for (let j = row - 1; j <= row + 1; j++) {
      if (below[j]! * sign > high || above[j]! * sign > high) return false;
      if (j !== i && here[j]! * sign > high) return false;
    }
  return true;
}

/** Where between the pixels and blurs a mark really is, by a parabola through its neighbours (Brown & Lowe 2002). */
function place(octave: Octave, at: number, level: number, x: number, y: number, contrast: number): KeyPoint | null {
  const { width, height, differences, step } = octave;
  for (let move = 0; move < mostMoves; move++) {
    const [below, here, above] = differences.slice(level - 1, level + 2) as [Float32Array, Float32Array, Float32Array];
    const i = y * width + x;
    const value = here[i]!;
    const dx = (here[i + 1]! - here[i - 1]!) / 2;
    const dy = (here[i + width]! - here[i - width]!) / 2;
    const ds = (above[i]! - below[i]!) / 2;
    const dxx = here[i + 1]! + here[i - 1]! - 2 * value;
    const dyy = here[i + width]! + here[i - width]! - 2 * value;
    const dss = above[i]! + below[i]! - 2 * value;
    const dxy = (here[i + width + 1]! - here[i + width - 1]! - here[i - width + 1]! + here[i - width - 1]!) / 4;
    const dxs = (above[i + 1]! - above[i - 1]! - below[i + 1]! + below[i - 1]!) / 4;
    const dys = (above[i + width]! - above[i - width]! - below[i + width]! + below[i - width]!) / 4;

    const offset = solve(dxx, dxy, dxs, dyy, dys, dss, -dx, -dy, -ds);
    if (offset === null) return null;
    const [ox, oy, os] = offset;
    if (Math.abs(ox) <= 0.5 && Math.abs(oy) <= 0.5 && Math.abs(os) <= 0.5) {
      const response = Math.abs(value + (dx * ox + dy * oy + ds * os) / 2);
      if (response * levelsPerOctave < contrast) return null;
      const trace = dxx + dyy;
      const determinant = dxx * dyy - dxy * dxy;
      if (determinant <= 0 || trace * trace * edgeRatio >= (edgeRatio + 1) ** 2 * determinant) return null;
      const octaveScale = firstBlur * 2 ** ((level + os) / levelsPerOctave);
      const [octaveX, octaveY] = [x + ox, y + oy];
      const position = { x: octaveX * step, y: octaveY * step, scale: octaveScale * step };
      return { ...position, response, octave: at, level, octaveX, octaveY, octaveScale };
    }
    x += Math.round(ox);
    y += Math.round(oy);
    level += Math.round(os);
    if (level < 1 || level > levelsPerOctave) return null;
    if (!(x >= rim && x < width - rim && y >= rim && y < height - rim)) return null;
  }
  return null;
}

/** Solves the symmetric system [[a b c] [b d e] [c e f]] · v = [p q r]; null where it has no one answer. */
function solve(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  p: number,
  q: number,
  r: number,
): [number, number, number] | null {
  const cofactors = [d * f - e * e, c * e - b * f, b * e - c * d] as const;
  const determinant = a * cofactors[0] + b * cofactors[1] + c * cofactors[2];
  if (Math.abs(determinant) < 1e-18) return null;
  return [
    (cofactors[0] * p + cofactors[1] * q + cofactors[2] * r) / determinant,
    (cofactors[1] * p + (a * f - c * c) * q + (b * c - a * e) * r) / determinant,
    (cofactors[2] * p + (b * c - a * e) * q + (a * d - b * b) * r) / determinant,
  ];
}
