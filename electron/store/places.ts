// Locations and deployments: reading them with what hangs on them, and finding or making them while cards come in.
import { sql } from 'kysely';
import type { DeploymentId, ImportId, LocationId } from '../../shared/domain/ids.ts';
import type { Deployment, Location } from '../../shared/domain/place.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { newId, now } from './rows.ts';
import type { DeploymentTable, LocationTable } from './schema.ts';

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

export interface Camera {
  make: string | null;
  model: string | null;
  serial: string | null;
}
export interface DeploymentKey extends Camera {
  locationId: LocationId;
  folder: string;
}

/** The deployment of this camera, from this folder, at this location; the newest where there are several. */
export async function findDeployment(
  db: Queries,
  key: DeploymentKey,
  timezone: string | null,
): Promise<DeploymentTable | null> {
  let query = db
    .selectFrom('deployment')
    .selectAll()
    .where('location_id', '=', key.locationId)
    .where('folder', '=', key.folder)
    .where('make', 'is', key.make)
    .where('model', 'is', key.model)
    .where('serial', 'is', key.serial);
  if (timezone !== null) query = query.where('timezone', '=', timezone);
  return (await query.orderBy('id', 'desc').executeTakeFirst()) ?? null;
}

export async function makeDeployment(
  db: Queries,
  key: DeploymentKey,
  rest: { timezone: string; species: RegisterSpecies | null },
): Promise<DeploymentTable> {
  const row: DeploymentTable = {
    id: newId<DeploymentId>(),
    location_id: key.locationId,
    folder: key.folder,
    make: key.make,
    model: key.model,
    serial: key.serial,
    timezone: rest.timezone,
    clock_correction: null,
    species: rest.species,
    created_at: now(),
  };
  await db.insertInto('deployment').values(row).execute();
  return row;
}

export async function setDeploymentSpecies(db: Queries, id: DeploymentId, species: RegisterSpecies): Promise<void> {
  await db.updateTable('deployment').set({ species }).where('id', '=', id).execute();
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

/**
 * Videos name no camera. Where one folder has one camera that its photographs name, its videos are that camera's and join its
 * deployment; with several cameras nobody can tell, and they stay apart.
 */
export async function joinVideosToCamera(db: Queries, importId: ImportId): Promise<void> {
  const nameless = await db
    .selectFrom('deployment')
    .select(['id', 'location_id', 'folder'])
    .where('make', 'is', null)
    .where('model', 'is', null)
    .where('serial', 'is', null)
    .where((e) => e.exists(mediaIn(db, importId).select('media.id')))
    .where((e) => e.not(e.exists(mediaIn(db).where('media.kind', '=', 'image').select('media.id'))))
    .execute();
  for (const { id, location_id, folder } of nameless) {
    const named = await db
      .selectFrom('deployment')
      .select('id')
      .where('location_id', 'is', location_id)
      .where('folder', '=', folder)
      .where('id', '!=', id)
      .execute();
    if (named.length !== 1) continue;
    await db.transaction().execute(async (tx) => {
      await tx
        .updateTable('media')
        .set({ deployment_id: named[0]!.id, event_id: null })
        .where('deployment_id', '=', id)
        .execute();
      await tx.deleteFrom('event').where('deployment_id', '=', id).execute();
      await tx.deleteFrom('deployment').where('id', '=', id).execute();
    });
  }
}

/** Media of the deployment in the query around this one. */
function mediaIn(db: Queries, importId?: ImportId) {
  const media = db.selectFrom('media').where('media.deployment_id', '=', sql.ref<DeploymentId>('deployment.id'));
  return importId === undefined ? media : media.where('media.import_id', '=', importId);
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

/** All deployments, or one, with the span of time and the number of their media. */
export async function listDeployments(db: Queries, id?: DeploymentId): Promise<Deployment[]> {
  let query = db
    .selectFrom('deployment')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .leftJoin('media', 'media.deployment_id', 'deployment.id')
    .select((e) => [
      'deployment.id',
      'deployment.location_id as locationId',
      'location.name as locationName',
      'deployment.folder',
      'deployment.make',
      'deployment.model',
      'deployment.serial',
      'deployment.timezone',
      'deployment.species',
      e.fn.min('media.captured_at').as('startedAt'),
      e.fn.max('media.captured_at').as('endedAt'),
      e.fn.count<number>('media.id').as('media'),
    ])
    .groupBy('deployment.id')
    .orderBy('location.name')
    .orderBy('startedAt')
    .orderBy('deployment.id');
  if (id !== undefined) query = query.where('deployment.id', '=', id);
  return query.execute();
}

export async function findDeploymentById(db: Queries, id: DeploymentId): Promise<DeploymentTable | null> {
  return (await db.selectFrom('deployment').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function countDeploymentsAt(db: Queries, id: LocationId): Promise<number> {
  const row = await db
    .selectFrom('deployment')
    .where('location_id', '=', id)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
