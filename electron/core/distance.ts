// How far apart two points on the Earth are: cameras of one place, sightings of one animal.

/** Latitude and longitude in degrees. */
export type Point = readonly [latitude: number, longitude: number];

/** Metres between two points along a great circle, on a sphere of 6,371 km (haversine formula). */
export function metresBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const [latitude, longitude] = [(b[0] - a[0]) * radians, (b[1] - a[1]) * radians];
  const part =
    Math.sin(latitude / 2) ** 2 + Math.cos(a[0] * radians) * Math.cos(b[0] * radians) * Math.sin(longitude / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(part)));
}
