// Whether an individual is usually where and when a photograph was taken (product.md 6.1, "temporal score"), and whether it cannot
// have been there at all. Habit supports a likeness; it never makes one.

/** What an individual did before, counted in events, so that a burst of ten frames is one visit. */
export interface Habits {
  events: number;
  /** Events by location id. */
  places: ReadonlyMap<string, number>;
  /** Events by hour of the camera's wall clock, 24 counts. */
  hours: readonly number[];
}

export interface Moment {
  locationId: string | null;
  /** Hour of the wall clock, 0–23; null without a capture time. */
  hour: number | null;
}

/** A standing sighting close in time. */
export interface NearbySighting {
  /** Milliseconds between the two photographs, never negative. */
  apart: number;
  /** Metres between the two cameras; null where one of them has no coordinates. */
  metres: number | null;
}

/** No animal is on two cameras more than 1 km apart less than 5 minutes after one another (product.md 6.1). */
export const CONFLICT_MS = 5 * 60_000;
const CONFLICT_METRES = 1_000;
/** With this many events the habits count for half: a single visit is no habit. */
const HALF_TRUST_EVENTS = 4;

export const isConflict = ({ apart, metres }: NearbySighting): boolean =>
  apart < CONFLICT_MS && metres !== null && metres > CONFLICT_METRES;

/**
 * 0–1: half the share of its visits made to this place, half how usual the hour is for it (one hour either way counts half),
 * both trusted the more, the more visits there are. 0 on conflict, and where nothing is known.
 */
export function temporalScore(moment: Moment, habits: Habits, nearby: readonly NearbySighting[] = []): number {
  if (nearby.some(isConflict) || habits.events === 0) return 0;
  const place = moment.locationId === null ? 0 : (habits.places.get(moment.locationId) ?? 0) / habits.events;
  const trust = habits.events / (habits.events + HALF_TRUST_EVENTS);
  return Math.min(1, trust * (place + usualness(moment.hour, habits.hours)) * 0.5);
}

/** How usual an hour is, against the most usual one, 0–1. */
function usualness(hour: number | null, hours: readonly number[]): number {
  if (hour === null) return 0;
  const around = (at: number): number => hours[at]! + (hours[(at + 23) % 24]! + hours[(at + 1) % 24]!) / 2;
  const most = Math.max(...hours.map((_, at) => around(at)));
  return most === 0 ? 0 : around(hour) / most;
}
