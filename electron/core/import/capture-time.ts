// The camera's own clock as text, and the moment it stands for. A camera clock knows no zone: what it wrote is kept as wall time, and
// becomes an instant only through the deployment's zone (or the offset the camera wrote beside it).

/**
 * Wall time (ISO 8601 without zone) from an EXIF date such as `2014:07:02 05:31:07` and its sub-second digits; null when it is not a
 * moment that exists (`0000:00:00 00:00:00`, blanks, the 31st of June).
 */
export function parseWallTime(text: unknown, subSeconds?: unknown): string | null {
  if (typeof text !== 'string') return null;
  const match = /^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return wallTime({ year, month, day, hour, minute, second }, subSeconds);
}

export interface ClockFields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Wall time of the fields of a clock, or null when there is no such moment. */
export function wallTime(fields: ClockFields, subSeconds?: unknown): string | null {
  if (fields.year < 1) return null;
  try {
    const plain = Temporal.PlainDateTime.from(fields, { overflow: 'reject' }).toString({ smallestUnit: 'second' });
    const digits = fractionDigits(subSeconds);
    return digits === '' ? plain : `${plain}.${digits}`;
  } catch {
    return null;
  }
}

/** EXIF sub-seconds are the digits after the point, so "07" is seven hundredths. */
function fractionDigits(subSeconds: unknown): string {
  if (typeof subSeconds !== 'string') return '';
  const match = /^\s*(\d{1,9})/.exec(subSeconds);
  return (match?.[1] ?? '').replace(/0+$/, '');
}

/** `+02:00` and the like, or null for anything else. */
export function parseOffset(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const trimmed = text.replaceAll('\0', '').trim();
  if (trimmed === 'Z') return '+00:00';
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(trimmed);
  if (match === null || Number(match[2]) > 14 || Number(match[3]) > 59) return null;
  return `${match[1]}${match[2]}:${match[3]}`;
}

/**
 * The instant (ISO 8601, UTC, milliseconds) of a wall time. An offset in the file wins over the deployment's zone. Times that a
 * clock change skips or repeats are read as clocks do: a skipped one moves forward, of a repeated one the first is meant.
 */
export function instantOf(wall: string | null, zone: string, offset: string | null): string | null {
  if (wall === null) return null;
  return Temporal.PlainDateTime.from(wall)
    .toZonedDateTime(offset ?? zone, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

/** Milliseconds on the camera's own clock, for differences only. */
export function clockMilliseconds(wall: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime('UTC').epochMilliseconds;
}
