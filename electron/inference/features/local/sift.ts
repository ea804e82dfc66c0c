// Scale-invariant key points of a grey picture and what their surroundings look like (Lowe 2004, "Distinctive image features from
// scale-invariant keypoints", IJCV 60:91–110), without the turning to a main direction.
import { describePoint, descriptorLength } from './descriptor.ts';
import { findKeyPoints, type KeyPoint } from './extrema.ts';
import type { Grey } from './grey.ts';
import { buildPyramid } from './pyramid.ts';

export interface SiftSettings {
  /** Marks have to stand out by this much of a brightness range of 1. */
  contrast: number;
  /** Whether marks of two or three pixels are looked for as well, at four times the cost. */
  fromDouble: boolean;
  /** The marks that stand out most, at most this many. */
  most: number;
}

export interface Sift {
  points: KeyPoint[];
  /** points.length × 128, each L2-normalised. */
  descriptors: Float32Array;
}

/** The marks of a picture, what stands out most first. The same picture gives the same answer, to the last bit. */
export function sift(picture: Grey, { contrast, fromDouble, most }: SiftSettings): Sift {
  const octaves = buildPyramid(picture, fromDouble);
  const points = findKeyPoints(octaves, contrast)
    .sort((a, b) => b.response - a.response)
    .slice(0, most);
  const descriptors = new Float32Array(points.length * descriptorLength);
  for (const [i, point] of points.entries())
    describePoint(octaves, point, descriptors.subarray(i * descriptorLength, (i + 1) * descriptorLength));
  return { points, descriptors };
}
