// Every buck carries a set of antlers of its own: how long the beams are, how they sweep, how many tines stand on them and
// which one is broken. The set is decided once per individual and drawn alike in every photograph.
import { add, closedCurve, heading, limb, type Point, scaled } from './curve.ts';
import type { Chance } from './random.ts';

interface Beam {
  length: number;
  /** Direction at the pedicle and at the tip, degrees from the line of the face. */
  rise: number;
  tip: number;
  tines: readonly { at: number; length: number; lean: number }[];
}

export interface Antlers {
  near: Beam;
  far: Beam;
  /** Beams that end in a shovel, as a fallow buck's do. */
  palmate: boolean;
  thickness: number;
}

/** Antlers of a buck; `grade` 0 is a spike buck, 1 a stag in his prime. */
export function growAntlers(luck: Chance, grade: number, palmate: boolean): Antlers {
  const length = 26 + 44 * grade + luck.between(-4, 4);
  const rise = luck.between(132, 152);
  const tip = luck.between(62, 96);
  const count = Math.round(0.4 + grade * 4.2 + luck.between(-0.4, 0.4));
  const beam = (unevenness: number, aside: number): Beam => ({
    length: length * (1 + luck.between(-unevenness, unevenness)),
    rise: rise + aside + luck.between(-3, 3),
    tip: tip + aside + luck.between(-5, 5),
    tines: Array.from({ length: count }, (_, i) => ({
      at: count === 1 ? 0.3 : 0.09 + (0.72 * i) / Math.max(1, count - 1) + luck.between(-0.04, 0.04),
      length: length * (i === 0 ? 0.3 : 0.36 - 0.035 * i) * luck.between(0.72, 1.2) * (luck.next() < 0.12 ? 0.4 : 1),
      lean: luck.between(-10, 12) + (i === 0 ? -26 : 0),
    })),
  });
  return { near: beam(0.02, 0), far: beam(0.07, -24), palmate, thickness: 2.4 + 2.1 * grade };
}

/** Points along a beam; each carries the direction it runs in. */
function courseOf(beam: Beam, root: Point, steps = 10): { at: Point; angle: number }[] {
  const course = [{ at: root, angle: beam.rise }];
  for (let i = 1; i <= steps; i++) {
    const angle = beam.rise + (beam.tip - beam.rise) * (i / steps) ** 0.8;
    const before = course[i - 1]!;
    course.push({ at: add(before.at, scaled(heading(angle), beam.length / steps)), angle });
  }
  return course;
}

/** The flat end of a fallow buck's beam, with short fingers along its rear edge. */
function shovel(course: readonly { at: Point; angle: number }[], thick: number): string {
  const edge = (by: (t: number) => number): Point[] =>
    course.map((place, i) => add(place.at, scaled(heading(place.angle + 90), by(i / (course.length - 1)))));
  const front = edge((t) => -thick * (0.4 + 1.5 * Math.sin(t * 2.6)));
  const rear = edge((t) => thick * (0.3 + 1.7 * Math.sin(t * 2.7)));
  const tip = course.at(-1)!;
  let path = closedCurve([...front, add(tip.at, scaled(heading(tip.angle), thick)), ...rear.reverse()]);
  course.slice(1).forEach((place, i) => {
    const from = add(place.at, scaled(heading(place.angle + 90), thick));
    path += limb([from, add(from, scaled(heading(place.angle + 62 - i * 9), thick * 2.1))], [thick * 0.7, thick * 0.2]);
  });
  return path;
}

/** SVG path data of one beam with its tines, in the head's coordinates. */
export function antlerPath(antlers: Antlers, which: 'near' | 'far', root: Point): string {
  const beam = antlers[which];
  const course = courseOf(beam, root);
  const thick = antlers.thickness;
  const widths = course.map((_, i) => thick * (1.15 - 0.8 * (i / (course.length - 1))));
  let path = limb(
    course.map((place) => place.at),
    widths,
  );
  for (const tine of beam.tines) {
    const place = course[Math.round(tine.at * (course.length - 1))]!;
    const angle = place.angle - 58 + tine.lean;
    const middle = add(place.at, scaled(heading(angle), tine.length * 0.5));
    const end = add(middle, scaled(heading(angle + 22), tine.length * 0.5));
    path += limb([place.at, middle, end], [thick * 0.85, thick * 0.62, thick * 0.22]);
  }
  if (antlers.palmate) path += shovel(course.slice(5), thick);
  return path;
}
