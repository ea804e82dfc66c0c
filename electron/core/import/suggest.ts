// Proposes where the photographs of a folder were taken: from GPS, from where the same camera stood before, from the folder's name.
import type { LocationId } from '../../../shared/domain/ids.ts';
import { knownLocations, locationsOfSerial } from '../../store/locations.ts';
import type { Queries } from '../../store/open.ts';
import { nearest, type Position, SAME_PLACE_METRES, sameName } from './placement.ts';

export interface Suggestion {
  location: string;
  /** Null when the location does not exist yet. */
  locationId: LocationId | null;
  reason: string;
}

export async function suggestLocation(
  db: Queries,
  folder: { name: string; position: Position | null; serials: readonly string[] },
): Promise<Suggestion> {
  const known = await knownLocations(db);
  const near = folder.position === null ? null : nearest(known, folder.position);
  if (near !== null)
    return {
      location: near.name,
      locationId: near.id,
      reason: `GPS is within ${SAME_PLACE_METRES} m of ${near.name}`,
    };
  for (const serial of folder.serials) {
    const before = (await locationsOfSerial(db, serial))[0];
    if (before !== undefined)
      return {
        location: before.name,
        locationId: before.id,
        reason: `camera ${serial} stood at ${before.name} before`,
      };
  }
  const named = known.find((location) => sameName(location.name, folder.name));
  if (named !== undefined)
    return { location: named.name, locationId: named.id, reason: `the folder is called like ${named.name}` };
  return { location: folder.name, locationId: null, reason: 'the name of the folder' };
}
