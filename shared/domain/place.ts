// Locations (named places of a camera) and deployments (one camera at one location for one period).
import { z } from 'zod';
import { DeploymentId, LocationId } from './ids.ts';
import { nameText } from './name.ts';
import { RegisterSpecies } from './words.ts';

export const Latitude = z
  .number()
  .min(-90, 'latitude must be between -90 and 90')
  .max(90, 'latitude must be between -90 and 90');
export const Longitude = z
  .number()
  .min(-180, 'longitude must be between -180 and 180')
  .max(180, 'longitude must be between -180 and 180');
/** An IANA zone name such as `Europe/Berlin`, or a fixed offset such as `+02:00`. */
export const TimeZone = z
  .string()
  .refine(isTimeZone, 'not a time zone that this computer knows (for example Europe/Berlin or +02:00)');

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const Location = z.object({
  id: LocationId,
  name: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  notes: z.string(),
  media: z.number(),
  deployments: z.number(),
  individuals: z.number(),
  firstCapture: z.string().nullable(),
  lastCapture: z.string().nullable(),
});
export type Location = z.infer<typeof Location>;

const locationFields = {
  name: nameText(120).min(1, 'a location needs a name'),
  latitude: Latitude.nullable(),
  longitude: Longitude.nullable(),
  notes: z.string().max(4000),
};
export const LocationDraft = z.object({
  name: locationFields.name,
  latitude: locationFields.latitude.default(null),
  longitude: locationFields.longitude.default(null),
  notes: locationFields.notes.default(''),
});
/** Some fields of a location; what is left out stays as it is. */
export const LocationChange = z.object(locationFields).partial();
export type LocationDraft = z.infer<typeof LocationDraft>;

export const Deployment = z.object({
  id: DeploymentId,
  locationId: LocationId.nullable(),
  locationName: z.string().nullable(),
  folder: z.string(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  timezone: z.string(),
  species: RegisterSpecies.nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  media: z.number(),
});
export type Deployment = z.infer<typeof Deployment>;
