// Which point of one picture looks like which of another: each must be the other's nearest, and clearly nearer than the next best
// (Lowe 2004, section 7.1).
import { descriptorLength } from './descriptor.ts';
import { eachRowOfProducts } from './products.ts';

export interface PointMatch {
  /** Places in the two lists of points. */
  a: number;
  b: number;
  /** Distance to the nearest over distance to the second nearest, the geometric mean of both directions, 0–1. */
  ratio: number;
}

/** Farther than any two descriptions of 128 bytes can be; distances are squared and whole. */
const nowhere = 0x7fffffff;

/** Squared lengths of n × 128 bytes. */
function lengths(descriptors: Uint8Array): Int32Array {
  return Int32Array.from({ length: descriptors.length / descriptorLength }, (_, i) => {
    let sum = 0;
    for (let at = i * descriptorLength; at < (i + 1) * descriptorLength; at++)
      sum += descriptors[at]! * descriptors[at]!;
    return sum;
  });
}

/** Place of the nearest, and squared distances to it and to the second nearest, for points that have met none yet. */
const nothingNear = (count: number): [place: Int32Array, first: Int32Array, second: Int32Array] => [
  new Int32Array(count).fill(-1),
  new Int32Array(count).fill(nowhere),
  new Int32Array(count).fill(nowhere),
];

/** 1 where there is no second, or both lie on the point. */
const ratioOf = (first: number, second: number): number =>
  second > 0 && second < nowhere ? Math.sqrt(first / second) : 1;

/** Matches with a ratio below `most`, best first. `a` and `b` are n × 128 bytes from `rootSift`. Swapping `a` and `b` swaps the answer. */
export function matchPoints(a: Uint8Array, b: Uint8Array, most: number): PointMatch[] {
  const lengthOfA = lengths(a);
  const lengthOfB = lengths(b);
  const [placeOfA, firstOfA, secondOfA] = nothingNear(lengthOfA.length);
  const [placeOfB, firstOfB, secondOfB] = nothingNear(lengthOfB.length);
  eachRowOfProducts(a, b, (i, products) => {
    const own = lengthOfA[i]!;
    let place = -1;
    let first = nowhere;
    let second = nowhere;
    for (let j = 0; j < products.length; j++) {
      const distance = (own + lengthOfB[j]! - 2 * products[j]!) | 0;
      if (distance < second) {
        if (distance < first) {
          second = first;
          first = distance;
          place = j;
        } else second = distance;
      }
      if (distance < secondOfB[j]!) {
        if (distance < firstOfB[j]!) {
          secondOfB[j] = firstOfB[j]!;
          firstOfB[j] = distance;
          placeOfB[j] = i;
        } else secondOfB[j] = distance;
      }
    }
    placeOfA[i] = place;
    firstOfA[i] = first;
    secondOfA[i] = second;
  });
  const matches: PointMatch[] = [];
  for (const [i, j] of placeOfA.entries()) {
    if (j < 0 || placeOfB[j] !== i) continue;
    const ratio = Math.sqrt(ratioOf(firstOfA[i]!, secondOfA[i]!) * ratioOf(firstOfB[j]!, secondOfB[j]!));
    if (ratio < most) matches.push({ a: i, b: j, ratio });
  }
  return matches.sort((x, y) => x.ratio - y.ratio || x.a - y.a);
}
