// How much speaks for two photographs showing the same flank: points that look alike and lie where one movement of the body would have
// taken them (as Wild-ID and HotSpotter compare; Bolger et al. 2012, Crall et al. 2013). The points are kept, so that a person sees why.
import { type LocalFeatures, pointLength } from './describe.ts';
import { type Agreement, findAgreement, type Pairing } from './geometry.ts';
import { matchPoints } from './match.ts';

/** Highest ratio of nearest to second nearest distance; the place of the points decides about doubtful ones. */
const mostRatio = 0.92;
/** How far a point may lie from where the movement puts it, in longer sides of the trunk: skin shifts over muscle. */
const tolerance = 0.03;

/** A mark seen in both photographs: x and y as fractions of each photograph, origin top left. */
export interface Correspondence {
  a: [x: number, y: number];
  b: [x: number, y: number];
  /** How sure the match is, 0–1: 1 − ratio². */
  worth: number;
}

export interface Comparison {
  /** Sum of the worth of all agreeing points: 0 where nothing agrees, no upper end. */
  score: number;
  /** The best first. */
  agreeing: Correspondence[];
}

/** Compares two trunks, both described by the same model and showing the same flank; pure and deterministic. */
export function compareFlanks(a: LocalFeatures, b: LocalFeatures): Comparison {
  const pairings = matchPoints(a.descriptors, b.descriptors, mostRatio).map((match): Pairing => {
    const [from, to] = [match.a * pointLength, match.b * pointLength];
    const [ax, ay] = [a.points[from]!, a.points[from + 1]!];
    const [bx, by] = [b.points[to]!, b.points[to + 1]!];
    return { ax, ay, bx, by, worth: 1 - match.ratio ** 2 };
  });
  const agreement = findEitherWay(pairings);
  if (agreement === null) return { score: 0, agreeing: [] };
  const agreeing = agreement.agreeing.map((i): Correspondence => {
    const { ax, ay, bx, by, worth } = pairings[i]!;
    return { a: inPhotograph(a, ax, ay), b: inPhotograph(b, bx, by), worth };
  });
  return { score: agreement.worth, agreeing };
}

/** The movement is sought from either photograph to the other, so that the order in which they are given does not matter. */
function findEitherWay(pairings: readonly Pairing[]): Agreement | null {
  const there = findAgreement(pairings, tolerance);
  const swapped = pairings.map(({ ax, ay, bx, by, worth }) => ({ ax: bx, ay: by, bx: ax, by: ay, worth }));
  const back = findAgreement(swapped, tolerance);
  return (back?.worth ?? 0) > (there?.worth ?? 0) ? back : there;
}

function inPhotograph({ trunk, shape }: LocalFeatures, x: number, y: number): [number, number] {
  return [trunk[0] + (x / shape[0]) * trunk[2], trunk[1] + (y / shape[1]) * trunk[3]];
}
