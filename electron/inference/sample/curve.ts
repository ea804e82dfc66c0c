// Silhouettes are described by a few landmarks; these functions turn landmarks into smooth SVG paths. Geometry is kept
// with y pointing up and the ground at 0, and is turned over only here, where it becomes SVG.

export type Point = readonly [x: number, y: number];

const coordinate = ([x, y]: Point): string => `${x.toFixed(2)} ${(-y).toFixed(2)}`;

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
export const scaled = (a: Point, by: number): Point => [a[0] * by, a[1] * by];
export const lerp = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
/** Unit vector of an angle in degrees, counter-clockwise from +x. */
export const heading = (degrees: number): Point => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];
/** Turns a point by an angle in degrees about the origin. */
export const turn = ([x, y]: Point, degrees: number): Point => {
  const [c, s] = heading(degrees);
  return [x * c - y * s, x * s + y * c];
};

function bezierThrough(points: readonly Point[], closed: boolean): string {
  const count = points.length;
  const at = (i: number): Point => points[closed ? (i + count) % count : Math.min(Math.max(i, 0), count - 1)]!;
  let path = `M${coordinate(at(0))}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const first: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const second: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${coordinate(first)} ${coordinate(second)} ${coordinate(to)}`;
  }
  return closed ? `${path}Z` : path;
}

/** A closed smooth path through all points (Catmull-Rom, written as cubic Béziers). */
export const closedCurve = (points: readonly Point[]): string => bezierThrough(points, true);
/** An open smooth path through all points. */
export const openCurve = (points: readonly Point[]): string => bezierThrough(points, false);
/** A closed path with straight edges. */
export const polygon = (points: readonly Point[]): string => `M${points.map(coordinate).join('L')}Z`;

/** The outline of a limb: a spine of points with the full width at each of them. */
export function limb(spine: readonly Point[], widths: readonly number[]): string {
  const left: Point[] = [];
  const right: Point[] = [];
  spine.forEach((point, i) => {
    const before = spine[Math.max(0, i - 1)]!;
    const after = spine[Math.min(spine.length - 1, i + 1)]!;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const normal: Point = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    const half = (widths[i] ?? 1) / 2;
    left.push(add(point, scaled(normal, half)));
    right.push(add(point, scaled(normal, -half)));
  });
  return closedCurve([...left, ...right.reverse()]);
}

/** The middle joint of a two-bone limb from `from` to `to`; `side` +1 bends it left of the direction of travel, -1 right. */
export function joint(from: Point, to: Point, upper: number, lower: number, side: 1 | -1): Point {
  const reach = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const distance = Math.min(Math.max(reach, Math.abs(upper - lower) + 0.01), upper + lower - 0.01);
  const along = (upper * upper - lower * lower + distance * distance) / (2 * distance);
  const away = Math.sqrt(Math.max(0, upper * upper - along * along)) * side;
  const unit: Point = [(to[0] - from[0]) / reach, (to[1] - from[1]) / reach];
  return [from[0] + unit[0] * along - unit[1] * away, from[1] + unit[1] * along + unit[0] * away];
}
