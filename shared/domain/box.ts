// A box on a photograph, as fractions of the upright picture: [left, top, width, height], origin top left, each 0–1.
import { z } from 'zod';

const fraction = z.number().min(0).max(1);
export const Box = z
  .tuple([fraction, fraction, fraction, fraction])
  .refine(
    ([x, y, w, h]) => w > 0 && h > 0 && x + w <= 1.0001 && y + h <= 1.0001,
    'the box must lie inside the photograph',
  );
export type Box = [x: number, y: number, width: number, height: number];

/** Intersection over union of two boxes, 0 (apart) to 1 (equal). */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

/** The same box moved and shrunk as little as needed to lie inside the photograph. */
export function clampBox([x, y, w, h]: Box): Box {
  const left = Math.min(Math.max(x, 0), 1);
  const top = Math.min(Math.max(y, 0), 1);
  return [left, top, Math.min(Math.max(x + w, 0), 1) - left, Math.min(Math.max(y + h, 0), 1) - top];
}
