// Locations: reading them with what hangs on them, and finding or making them while cards come in.
import type { ImportId, LocationId } from '../../shared/domain/ids.ts';
import type { Location } from '../../shared/domain/place.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { newId, now } from './rows.ts';
import type { LocationTable } from './schema.ts';

export interface KnownLocation {
  id: LocationId;
  name: string;
  latitude: number | null;
  longitude: number | null;
}

/** All locations by name, with their media, deployments, individuals and span of time. */
export async function listLocations(db: Queries): Promise<Location[]> {
  const rows = await db.selectFrom('location').selectAll().orderBy('name').execute();
  const media = await db
    .selectFrom('media')
    .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
    .select((e) => [
      'deployment.location_id as location',
      e.fn.countAll<number>().as('n'),
      e.fn.min('media.captured_at').as('first'),
      e.fn.max('media.captured_at').as('last'),
    ])
    .groupBy('deployment.location_id')
    .execute();
  const deployments = await db
    .selectFrom('deployment')
    .select((e) => ['location_id as location', e.fn.countAll<number>().as('n')])
    .groupBy('location_id')
    .execute();
  const individuals = await db
    .selectFrom('identification')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
    .where('identification.state', 'in', STANDING)
    .where(present)
    .select((e) => [
      'deployment.location_id as location',
      e.fn.count<number>('identification.individual_id').distinct().as('n'),
    ])
    .groupBy('deployment.location_id')
    .execute();
  const at = <T extends { location: LocationId | null }>(list: T[]) => new Map(list.map((row) => [row.location, row]));
  const [mediaAt, deploymentsAt, individualsAt] = [at(media), at(deployments), at(individuals)];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    latitude: row.latitude,
    longitude: row.longitude,
    notes: row.notes,
    media: mediaAt.get(row.id)?.n ?? 0,
    deployments: deploymentsAt.get(row.id)?.n ?? 0,
    individuals: individualsAt.get(row.id)?.n ?? 0,
    firstCapture: mediaAt.get(row.id)?.first ?? null,
    lastCapture: mediaAt.get(row.id)?.last ?? null,
  }));
}

/** Names and coordinates only. */
export async function knownLocations(db: Queries): Promise<KnownLocation[]> {
  return db.selectFrom('location').select(['id', 'name', 'latitude', 'longitude']).orderBy('name').execute();
}

export async function findLocation(db: Queries, id: LocationId): Promise<LocationTable | null> {
  return (await db.selectFrom('location').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export function newLocation(draft: {
  name: string;
  latitude: number | null;
  longitude: number | null;
  notes?: string;
}): LocationTable {
  return {
    id: newId<LocationId>(),
    name: draft.name,
    latitude: draft.latitude,
    longitude: draft.longitude,
    notes: draft.notes ?? '',
    created_at: now(),
  };
}

export async function insertLocation(db: Queries, location: LocationTable): Promise<void> {
  await db.insertInto('location').values(location).execute();
}

/** Gives coordinates to a location that has none; one that has some keeps them. */
export async function fillCoordinates(
  db: Queries,
  id: LocationId,
  position: { latitude: number; longitude: number },
): Promise<void> {
  await db
    .updateTable('location')
    .set(position)
    .where('id', '=', id)
    .where('latitude', 'is', null)
    .where('longitude', 'is', null)
    .execute();
}

/** Locations made since `since` without coordinates, with the first position that a photograph of theirs carries. */
export async function positionsForNewLocations(
  db: Queries,
  importId: ImportId,
  since: string,
): Promise<{ id: LocationId; latitude: number; longitude: number }[]> {
  const rows = await db
    .selectFrom('media')
    .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
    .innerJoin('location', 'location.id', 'deployment.location_id')
    .where('media.import_id', '=', importId)
    .where('media.latitude', 'is not', null)
    .where('media.longitude', 'is not', null)
    .where('location.latitude', 'is', null)
    .where('location.created_at', '>=', since)
    .select(['location.id', 'media.latitude', 'media.longitude'])
    .orderBy('media.captured_at')
    .execute();
  const first = new Map<LocationId, { id: LocationId; latitude: number; longitude: number }>();
  for (const { id, latitude, longitude } of rows)
    if (!first.has(id)) first.set(id, { id, latitude: latitude!, longitude: longitude! });
  return [...first.values()];
}

/** The location that an import already gave to what came from a folder, so that a resumed import stays with it. */
export async function locationOfFolder(
  db: Queries,
  importId: ImportId,
  folder: string,
): Promise<{ id: LocationId; name: string } | null> {
  const row = await db
    .selectFrom('media')
    .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
    .innerJoin('location', 'location.id', 'deployment.location_id')
    .where('media.import_id', '=', importId)
    .where('deployment.folder', '=', folder)
    .select(['location.id', 'location.name'])
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Locations where a camera with this serial number has stood, the latest deployment first. */
export async function locationsOfSerial(db: Queries, serial: string): Promise<{ id: LocationId; name: string }[]> {
  return db
    .selectFrom('deployment')
    .innerJoin('location', 'location.id', 'deployment.location_id')
    .where('deployment.serial', '=', serial)
    .select(['location.id', 'location.name'])
    .orderBy('deployment.id', 'desc')
    .execute();
}

export async function countDeploymentsAt(db: Queries, id: LocationId): Promise<number> {
  const row = await db
    .selectFrom('deployment')
    .where('location_id', '=', id)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
