// Scale space: the picture blurred further and further, halved whenever the blur has doubled. Marks on a coat are found in the
// differences between neighbouring blurs, each at the blur that is as wide as the mark (Lowe 2004, "Distinctive image features from
// scale-invariant keypoints", section 3).
import { blur } from './blur.ts';
import { doubled, type Grey, halved } from './grey.ts';

/** Blurs per doubling (Lowe 2004, section 3.2). */
export const levelsPerOctave = 3;
/** Blur of the first level of an octave, pixels of that octave (section 3.3). */
export const firstBlur = 1.6;
/** Blur a picture from a camera is taken to have already, pixels (section 3.3). */
const blurOfCamera = 0.5;
/** Octaves smaller than this hold no mark whose surroundings could be described. */
const smallestSide = 12;

export interface Octave {
  /** Pixels of the picture per pixel of this octave: 0.5, 1, 2, … */
  step: number;
  width: number;
  height: number;
  /** `levelsPerOctave` + 3 pictures, level i blurred by firstBlur · 2^(i / levelsPerOctave) pixels of the octave. */
  blurred: Grey[];
  /** `levelsPerOctave` + 2 differences: level i + 1 minus level i. */
  differences: Float32Array[];
}

/** Octaves from fine to coarse. `fromDouble` begins with the picture at twice its size, which finds marks of two pixels too. */
export function buildPyramid(picture: Grey, fromDouble: boolean): Octave[] {
  const step = fromDouble ? 0.5 : 1;
  let base = fromDouble ? doubled(picture) : picture;
  base = blur(base, Math.sqrt(firstBlur ** 2 - (blurOfCamera / step) ** 2));
  const octaves: Octave[] = [];
  for (let at = step; Math.min(base.width, base.height) >= smallestSide; at *= 2) {
    const octave = buildOctave(base, at);
    octaves.push(octave);
    base = halved(octave.blurred[levelsPerOctave]!);
  }
  return octaves;
}

function buildOctave(base: Grey, step: number): Octave {
  const ratio = 2 ** (1 / levelsPerOctave);
  const blurred = [base];
  const differences: Float32Array[] = [];
  for (let level = 1; level < levelsPerOctave + 3; level++) {
    const before = blurred[level - 1]!;
    const sigma = firstBlur * ratio ** (level - 1) * Math.sqrt(ratio * ratio - 1);
    const next = blur(before, sigma);
    const difference = new Float32Array(next.data.length);
    for (let i = 0; i < difference.length; i++) difference[i] = next.data[i]! - before.data[i]!;
    blurred.push(next);
    differences.push(difference);
  }
  return { step, width: base.width, height: base.height, blurred, differences };
}
