// Deployments: one camera at one location for one stay; found again or made while cards come in.
import { sql } from 'kysely';
import type { DeploymentId, ImportId, LocationId } from '../../shared/domain/ids.ts';
import type { Deployment } from '../../shared/domain/place.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import type { Queries } from './open.ts';
import { newId, now } from './rows.ts';
import type { DeploymentTable } from './schema.ts';

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
