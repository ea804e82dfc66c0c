// The key points of one animal: its trunk cut out of the photograph, brought to one size, and described. What comes out is all that
// comparing and drawing need; the photograph can be put away.
import type { Box } from '../../../../shared/domain/box.ts';
import { cutPixels, type Pixels } from '../../codec.ts';
import { descriptorLength } from './descriptor.ts';
import { evenLight } from './even-light.ts';
import { greyOf } from './grey.ts';
import { rootSift } from './root-sift.ts';
import { sift } from './sift.ts';
import { type Flank, trunkOf } from './trunk.ts';

/** Under this name the features are stored; a change of the arithmetic is a new version, and versions are never compared. */
export const localModel = 'builtin-local@1';

/** Longer side in pixels to which every trunk is brought. Finer, hair and grass outnumber stripes and spots; measured in docs/recognition.md. */
const trunkSize = 260;
/** How far around a place its light is evened out, pixels of that trunk. */
const lightWidth = 16;
/** Chosen with bench/reid.bench.ts: faint marks tell dark coats apart too. */
const settings = { contrast: 0.015, fromDouble: true, most: 500 };

/** Numbers per point in `points`. */
export const pointLength = 3;

export interface LocalFeatures {
  /** `builtin-local@1`. */
  model: string;
  /** What was looked at, as fractions of the photograph. */
  trunk: Box;
  /** Its width and height in units of the longer of the two. */
  shape: [width: number, height: number];
  /** n × 3: x and y from the trunk's top left corner and blur of the mark, in units of the trunk's longer side. */
  points: Float32Array;
  /** n × 128 bytes from `rootSift`. */
  descriptors: Uint8Array;
}

/** `box` is the animal as fractions of `picture`; `flank` null where nobody knows which side it shows. Deterministic. */
export async function describeFlank(picture: Pixels, box: Box, flank: Flank | null): Promise<LocalFeatures> {
  const part = pixelsOf(trunkOf(box, flank), picture);
  const scale = trunkSize / Math.max(part.width, part.height);
  const sides = [part.width, part.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  const cut = greyOf(await cutPixels(picture, part, ...sides));
  const { points, descriptors } = sift(evenLight(cut, lightWidth), settings);
  return {
    model: localModel,
    trunk: [
      part.left / picture.width,
      part.top / picture.height,
      part.width / picture.width,
      part.height / picture.height,
    ],
    shape: [sides[0] / trunkSize, sides[1] / trunkSize],
    points: Float32Array.from(points.flatMap(({ x, y, scale }) => [x / trunkSize, y / trunkSize, scale / trunkSize])),
    descriptors: rootSift(descriptors, descriptorLength),
  };
}

/** A box in whole pixels inside the picture, at least one pixel each way. */
function pixelsOf([x, y, w, h]: Box, picture: Pixels): { left: number; top: number; width: number; height: number } {
  const left = Math.min(picture.width - 1, Math.max(0, Math.round(x * picture.width)));
  const top = Math.min(picture.height - 1, Math.max(0, Math.round(y * picture.height)));
  const right = Math.min(picture.width, Math.max(left + 1, Math.round((x + w) * picture.width)));
  const bottom = Math.min(picture.height, Math.max(top + 1, Math.round((y + h) * picture.height)));
  return { left, top, width: right - left, height: bottom - top };
}
