// Points that look alike by chance lie anywhere; points of one coat lie where the coat moved to. The movement is found from pairs of
// matches, each of which says where everything would have to be, and then fitted to all that agree with it.

/** x′ = a·x + b·y + c, y′ = d·x + e·y + f, in units of the points. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** One point of each picture that look alike, with what the match is worth (above 0). */
export interface Pairing {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  worth: number;
}

export interface Agreement {
  /** From the first picture to the second. */
  map: Affine;
  /** Places of the pairings that agree with it, rising. */
  agreeing: number[];
  /** Their worth together. */
  worth: number;
}

/** How far two sightings of a standing animal can differ: a turn of the body in the picture and a nearer or farther camera. */
const mostTurn = (20 * Math.PI) / 180;
const mostZoom = 1.6;
/** An affine map may stretch a little more one way, and a body seen aslant is this much shorter than it is high at most. */
const widest = 2;
const mostSqueeze = 2.5;
/** Pairs of matches nearer than this many tolerances say too little about turn and size. */
const leastApart = 2;
/** Matches from which movements are proposed; the best come first. */
const mostProposing = 60;
const refinements = 4;

/** The movement with which most worth agrees, within `tolerance`; null where fewer than three pairings agree with any. `pairings` best first. */
export function findAgreement(pairings: readonly Pairing[], tolerance: number): Agreement | null {
  let best: Agreement | null = null;
  const proposing = Math.min(pairings.length, mostProposing);
  for (let i = 0; i < proposing; i++)
    for (let j = i + 1; j < proposing; j++) {
      const map = similarityOf(pairings[i]!, pairings[j]!, leastApart * tolerance);
      if (map === null) continue;
      const worth = worthOf(map, pairings, tolerance);
      if (best === null || worth > best.worth) best = { map, agreeing: [], worth };
    }
  if (best === null) return null;
  best.agreeing = agreeingWith(best.map, pairings, tolerance);
  if (best.agreeing.length < 3) return null;
  return refine(best, pairings, tolerance);
}

/** The turn, zoom and shift that brings both pairings together; null where no standing animal moves so. */
function similarityOf(p: Pairing, q: Pairing, apart: number): Affine | null {
  const [x, y] = [q.ax - p.ax, q.ay - p.ay];
  const [u, v] = [q.bx - p.bx, q.by - p.by];
  const from = x * x + y * y;
  const to = u * u + v * v;
  if (from < apart * apart || to < apart * apart) return null;
  if (to > from * mostZoom * mostZoom || from > to * mostZoom * mostZoom) return null;
  const cos = (u * x + v * y) / from;
  const sin = (v * x - u * y) / from;
  if (Math.abs(Math.atan2(sin, cos)) > mostTurn) return null;
  return [cos, -sin, p.bx - cos * p.ax + sin * p.ay, sin, cos, p.by - sin * p.ax - cos * p.ay];
}

const errorOf = ([a, b, c, d, e, f]: Affine, { ax, ay, bx, by }: Pairing): number => {
  const x = a * ax + b * ay + c - bx;
  const y = d * ax + e * ay + f - by;
  return x * x + y * y;
};

function worthOf(map: Affine, pairings: readonly Pairing[], tolerance: number): number {
  let worth = 0;
  for (const pairing of pairings) if (errorOf(map, pairing) <= tolerance * tolerance) worth += pairing.worth;
  return worth;
}

function agreeingWith(map: Affine, pairings: readonly Pairing[], tolerance: number): number[] {
  const agreeing: number[] = [];
  for (const [i, pairing] of pairings.entries()) if (errorOf(map, pairing) <= tolerance * tolerance) agreeing.push(i);
  return agreeing;
}

/** Fits an affine map to what agrees and asks again who agrees, as long as more does. */
function refine(start: Agreement, pairings: readonly Pairing[], tolerance: number): Agreement {
  let best = start;
  for (let round = 0; round < refinements; round++) {
    const map = fitAffine(best.agreeing.map((i) => pairings[i]!));
    if (map === null || !isPossible(map)) return best;
    const worth = worthOf(map, pairings, tolerance);
    if (worth <= best.worth) return best;
    best = { map, worth, agreeing: agreeingWith(map, pairings, tolerance) };
  }
  return best;
}

/** An affine map that squeezes or shears more than a body seen from another angle does explains nothing. */
function isPossible([a, b, , d, e]: Affine): boolean {
  const determinant = a * e - b * d;
  if (determinant <= 0) return false;
  // Singular values from trace and determinant of the matrix times its transpose.
  const half = (a * a + b * b + d * d + e * e) / 2;
  const root = Math.sqrt(Math.max(0, half * half - determinant * determinant));
  const largest = Math.sqrt(half + root);
  const smallest = determinant / largest;
  return largest <= widest && smallest >= 1 / widest && largest / smallest <= mostSqueeze;
}

/** Least squares; null where the points lie on one line. Needs three or more. */
export function fitAffine(pairings: readonly Pairing[]): Affine | null {
  const n = pairings.length;
  if (n < 3) return null;
  let [mx, my, mu, mv] = [0, 0, 0, 0];
  for (const { ax, ay, bx, by } of pairings) {
    mx += ax / n;
    my += ay / n;
    mu += bx / n;
    mv += by / n;
  }
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0];
  for (const { ax, ay, bx, by } of pairings) {
    const [x, y, u, v] = [ax - mx, ay - my, bx - mu, by - mv];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xu += x * u;
    yu += y * u;
    xv += x * v;
    yv += y * v;
  }
  const determinant = xx * yy - xy * xy;
  if (determinant <= 1e-6 * (xx + yy) ** 2) return null;
  const a = (xu * yy - yu * xy) / determinant;
  const b = (yu * xx - xu * xy) / determinant;
  const d = (xv * yy - yv * xy) / determinant;
  const e = (yv * xx - xv * xy) / determinant;
  return [a, b, mu - a * mx - b * my, d, e, mv - d * mx - e * my];
}
