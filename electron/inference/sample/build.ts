// How a deer and a horse are built: landmarks of the body seen from its right side, facing +x, in units of one hundredth
// of the shoulder height. Everything that differs between the two species' shapes is in these two tables.
import type { Point } from './curve.ts';

export interface Build {
  torso: readonly Point[];
  /** `crest` and `chest` are where the neck's two edges leave the trunk; half widths at a third, two thirds and the poll. */
  neck: { base: Point; crest: Point; chest: Point; length: number; halfWidths: readonly [number, number, number] };
  /** Outline of the head: origin at the poll, +x along the face towards the nose, +y towards the forehead. */
  head: readonly Point[];
  eye: Point;
  ear: { root: Point; length: number; width: number; angle: number };
  front: { top: Point; shoulder: Point; upper: number; lower: number; widths: readonly number[] };
  hind: { top: Point; stifle: Point; upper: number; lower: number; widths: readonly number[] };
  pastern: number;
  stride: number;
  tailRoot: Point;
}

export const deerBuild: Build = {
  torso: [
    [-54, 84],
    [-50, 92],
    [-40, 97.5],
    [-24, 97.6],
    [-6, 95.6],
    [10, 95],
    [24, 97],
    [36, 93],
    [45.5, 83],
    [50, 72],
    [45, 60],
    [32, 53],
    [14, 51],
    [-4, 51.5],
    [-20, 55.5],
    [-33, 61],
    [-46, 62],
    [-55, 72],
  ],
  neck: { base: [31, 80], crest: [14, 93.6], chest: [43, 62], length: 50, halfWidths: [13, 8.8, 7.4] },
  head: [
    [-3, 5],
    [3, 7.4],
    [10, 7.4],
    [16, 5.2],
    [25, 2.6],
    [32, 1.6],
    [35.6, -0.6],
    [35.2, -4.2],
    [30, -6.6],
    [21, -7.6],
    [13, -9.6],
    [5, -10.8],
    [-2, -8.5],
    [-6, -2],
  ],
  eye: [12.6, 1.6],
  ear: { root: [0.5, 5.6], length: 19, width: 8.6, angle: 150 },
  front: {
    top: [29, 82],
    shoulder: [33, 64],
    upper: 33,
    lower: 25,
    widths: [20, 17.5, 10.6, 6.8, 4.9, 5.4, 4.8],
  },
  hind: {
    top: [-39, 85],
    stifle: [-33, 61],
    upper: 30,
    lower: 27,
    widths: [24, 29, 15.5, 8.4, 5.6, 5.8, 4.8],
  },
  pastern: 8.4,
  stride: 17,
  tailRoot: [-53, 87],
};

export const horseBuild: Build = {
  torso: [
    [-60, 80],
    [-57, 91],
    [-46, 98.5],
    [-30, 99],
    [-12, 95],
    [5, 93.4],
    [18, 96],
    [28, 97.6],
    [41, 91],
    [52, 79],
    [56, 67],
    [49, 54],
    [34, 47.5],
    [14, 45],
    [-6, 46],
    [-24, 51],
    [-38, 58],
    [-54, 60],
    [-61, 69],
  ],
  neck: { base: [36, 80], crest: [12, 92], chest: [48, 58], length: 53, halfWidths: [18, 13.2, 10.5] },
  head: [
    [-4, 7],
    [3, 9],
    [12, 8.6],
    [24, 5.8],
    [35, 4],
    [42, 2.4],
    [45.4, -1.6],
    [45, -6.4],
    [40, -9.4],
    [32, -9],
    [24, -10.4],
    [15, -14.4],
    [6, -15.4],
    [-2, -12],
    [-8, -3],
  ],
  eye: [13.5, 2.8],
  ear: { root: [0, 8], length: 13, width: 6, angle: 78 },
  front: {
    top: [34, 84],
    shoulder: [39, 63],
    upper: 33,
    lower: 23.5,
    widths: [25, 22, 14, 9.2, 6.8, 7.8, 7.2],
  },
  hind: {
    top: [-42, 85],
    stifle: [-35, 60],
    upper: 30,
    lower: 26.5,
    widths: [30, 35, 20, 10.6, 7.6, 8.2, 7.2],
  },
  pastern: 9,
  stride: 18,
  tailRoot: [-58, 90],
};
