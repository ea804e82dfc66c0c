// The light, the moon and the temperature in a sample photograph follow from its place and hour, so that what the picture
// shows, what its information strip says and what its EXIF holds never contradict each other.

const radians = Math.PI / 180;

/** Hours since 2000-01-01 12:00 UTC (J2000). */
const hoursSinceEpoch = (instant: Temporal.Instant): number =>
  (instant.epochMilliseconds - Temporal.Instant.from('2000-01-01T12:00:00Z').epochMilliseconds) / 3_600_000;

/** Height of the sun above the horizon in degrees, good to about half a degree (low-precision formula of the Astronomical Almanac). */
export function sunHeight(instant: Temporal.Instant, latitude: number, longitude: number): number {
  const days = hoursSinceEpoch(instant) / 24;
  const anomaly = (357.528 + 0.9856003 * days) * radians;
  const ecliptic = (280.46 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * radians;
  const tilt = 23.439 * radians;
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic));
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
  const sidereal = (280.46061837 + 360.98564736629 * days + longitude) * radians;
  const hour = sidereal - ascension;
  const sine =
    Math.sin(latitude * radians) * Math.sin(declination) +
    Math.cos(latitude * radians) * Math.cos(declination) * Math.cos(hour);
  return Math.asin(sine) / radians;
}

/** Age of the moon as a fraction of its cycle: 0 new, 0.5 full (mean cycle, counted from the new moon of 2000-01-06 18:14 UTC). */
export function moonAge(instant: Temporal.Instant): number {
  const newMoon = Temporal.Instant.from('2000-01-06T18:14:00Z').epochMilliseconds;
  const cycle = 29.530588853 * 86_400_000;
  return ((((instant.epochMilliseconds - newMoon) / cycle) % 1) + 1) % 1;
}

/** A believable air temperature in whole degrees Celsius: cooling over the season, warmest in mid-afternoon. */
export function airTemperature(wall: Temporal.PlainDateTime, weather: number): number {
  const hour = wall.hour + wall.minute / 60;
  const seasonal = 21 - 0.14 * Math.max(0, wall.dayOfYear - 225);
  return Math.round(seasonal - 4 + 6 * Math.cos(((hour - 15) / 12) * Math.PI) - 5 * weather);
}
