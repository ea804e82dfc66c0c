// Finds animals without any network: in the frames of one burst, an animal is what differs from *every* other frame. Wind and
// sun flecks differ too, but in many places at once, so the score of the strongest place is divided by the number of places.
import type { Box } from '../../../shared/domain/box.ts';
import { clampBox } from '../../../shared/domain/box.ts';
import type { Pixels } from '../codec.ts';
import { boxBlur, close, type Grid, joinNear, open, type Region, regions } from './grid.ts';
import { stripRows } from './strip.ts';

/** Width in pixels at which frames are compared. */
export const motionWidth = 480;

/** What motion keeps of a photograph: log brightness at 480 pixels wide, and which rows hold the camera's information strip. */
export interface MotionFrame {
  width: number;
  height: number;
  /** ln(1 + brightness 0–255), lightly smoothed. */
  light: Float32Array;
  /** First and last row (exclusive) of the scene between the strips. */
  top: number;
  bottom: number;
  infrared: boolean;
}

export interface MotionFinding {
  /** 0 to 1; that of the frame is the first box's. */
  boxes: { box: Box; confidence: number }[];
  /** strength × √area of the strongest place ÷ number of places; 0 when nothing stands out. */
  score: number;
  /** Most of the picture changed: something lies before the lens, or the light jumped. No boxes then. */
  covered: boolean;
}

/** Places stand out from this many robust standard deviations on. */
const standsOut = 5;
/** In pixels of the 480 wide frame: half the neighbourhood whose mean is taken away, the gap over which places are joined, and the least area of a place. */
const localRadius = 30;
const joinGap = 6;
const smallestArea = 16;
/** The score at which a frame is as likely to hold an animal as not. */
const evenScore = 60;
/** More of the scene than this changed: not an animal. */
const coveredShare = 0.45;

/** ln(1 + brightness) for brightness × 256, the sum of the channels weighted by 77, 150 and 29 (Rec. 601). */
const logLight = Float32Array.from({ length: 255 * 256 + 1 }, (_, i) => Math.log1p(i / 256));

/** Prepares a picture (already at most 480 pixels wide) for comparison. */
export function motionFrame(pixels: Pixels, infrared: boolean): MotionFrame {
  const { width, height, data } = pixels;
  const values = new Float32Array(width * height);
  for (let i = 0, p = 0; i < values.length; i++, p += 3) {
    values[i] = logLight[77 * data[p]! + 150 * data[p + 1]! + 29 * data[p + 2]!]!;
  }
  const light = boxBlur({ width, height, values }, 1);
  return { width, height, light, top: stripRows(pixels, 1), bottom: height - stripRows(pixels, -1), infrared };
}

/** Middle value of every `step`th value. */
function median(values: Float32Array, step: number): number {
  const sample = new Float32Array(Math.ceil(values.length / step));
  for (let i = 0; i < sample.length; i++) sample[i] = values[i * step]!;
  sample.sort();
  return sample[sample.length >> 1] ?? 0;
}

/** Frames that may be compared: same size, same kind of light. */
const comparable = (a: MotionFrame, b: MotionFrame): boolean =>
  a !== b && a.width === b.width && a.height === b.height && a.infrared === b.infrared;

/** Per frame what moved; null for a frame without a comparable neighbour (never the same as "nothing moved"). */
export function findMotion(frames: readonly MotionFrame[]): (MotionFinding | null)[] {
  return frames.map((frame) => {
    const others = frames.filter((other) => comparable(frame, other));
    return others.length === 0 ? null : compare(frame, others);
  });
}

/** What differs from a picture of the same scene without animals; null where the two cannot be compared. */
export const motionAgainst = (frame: MotionFrame, empty: MotionFrame): MotionFinding | null =>
  comparable(frame, empty) ? compare(frame, [empty]) : null;

function compare(frame: MotionFrame, others: readonly MotionFrame[]): MotionFinding {
  const { width } = frame;
  const top = Math.max(frame.top, ...others.map((o) => o.top));
  const bottom = Math.min(frame.bottom, ...others.map((o) => o.bottom));
  const height = bottom - top;
  const least = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const difference = new Float32Array(width * height);
  for (const other of others) {
    for (let i = 0, at = top * width; i < difference.length; i++, at++)
      difference[i] = frame.light[at]! - other.light[at]!;
    const brightness = median(difference, 61);
    for (let i = 0; i < difference.length; i++) least[i] = Math.min(least[i]!, Math.abs(difference[i]! - brightness));
  }
  const surroundings = boxBlur({ width, height, values: least }, localRadius);
  const excess = new Float32Array(least.length);
  for (let i = 0; i < excess.length; i++) excess[i] = least[i]! - surroundings[i]!;
  const centre = median(excess, 31);
  const distances = new Float32Array(excess.length);
  for (let i = 0; i < distances.length; i++) distances[i] = Math.abs(excess[i]! - centre);
  const spread = 1.4826 * median(distances, 31) + 1e-3;
  const strength: Grid = { width, height, values: new Float32Array(excess.length) };
  const mask = new Uint8Array(excess.length);
  for (let i = 0; i < mask.length; i++) {
    const z = (excess[i]! - centre) / spread;
    strength.values[i] = z;
    if (z > standsOut) mask[i] = 1;
  }
  const cleaned = close(open(mask, width, height, 1), width, height, 1);
  const places = joinNear(regions(cleaned, strength), joinGap).filter((place) => place.area >= smallestArea);
  const changed = places.reduce((sum, place) => sum + place.area, 0) / (width * height);
  if (changed > coveredShare) return { boxes: [], score: 0, covered: true };

  const power = (place: Region): number => (place.weight / place.area) * Math.sqrt(place.area);
  const ranked = places
    .map((place) => ({ place, score: power(place) / places.length }))
    .sort((a, b) => b.score - a.score);
  const strongest = ranked[0]?.score ?? 0;
  const boxes = ranked
    .filter(({ score }) => score >= strongest / 2)
    .slice(0, 5)
    .map(({ place, score }) => ({ box: toBox(place, top, frame), confidence: score / (score + evenScore) }));
  return { boxes, score: strongest, covered: false };
}

/** Fractions of the picture, grown by two pixels, which opening takes away. */
function toBox(place: Region, top: number, { width, height }: MotionFrame): Box {
  return clampBox([
    (place.left - 2) / width,
    (place.top + top - 2) / height,
    (place.right - place.left + 4) / width,
    (place.bottom - place.top + 4) / height,
  ]);
}
