// The part of an animal that carries its pattern: back to belly, shoulder to rump. Head, legs and what stands behind them move and mislead,
// so they are cut away before any key point is looked for.
import type { Box } from '../../../../shared/domain/box.ts';

/** The side of the animal that the picture shows; seen from its left the head is at the left. */
export type Flank = 'left' | 'right';

/** Fractions of the box for an animal seen from its left, head at the left: left, top, width, height. Measured in docs/recognition.md. */
const trunkOfBox: Box = [0.31, 0.15, 0.58, 0.45];

/**
 * The trunk in a box of an animal, both as fractions of the picture. Where nobody knows the flank, the trunks of both together, so that none
 * is cut in two.
 */
export function trunkOf([x, y, w, h]: Box, flank: Flank | null): Box {
  const [left, top, width, height] = trunkOfBox;
  const mirrored = 1 - left - width;
  if (flank === null) return [x + mirrored * w, y + top * h, (1 - 2 * mirrored) * w, height * h];
  return [x + (flank === 'left' ? left : mirrored) * w, y + top * h, width * w, height * h];
}
