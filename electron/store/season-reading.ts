// Reads the tables of a report in one transaction: whatever is confirmed, merged or imported while the report is being written, its PDF,
// its tables and its photographs speak of the same moment.
import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Box } from '../../shared/domain/box.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { openForReading, type Tx } from './open.ts';
import {
  type SeasonDeployment,
  type SeasonLocation,
  type SeasonScope,
  type SeasonTables,
  toDetection,
  toIdentification,
  toIndividual,
  toMedia,
} from './report-tables.ts';

/**
 * Reads the tables of a period in one transaction, some thousand rows at a time, over a connection of its own: whoever waits for core
 * is answered in between.
 */
export async function readSeason(folder: string, scope: SeasonScope): Promise<SeasonTables> {
  const { db, close } = openForReading(folder);
  try {
    return await db.transaction().execute((tx) => readTables(tx, scope));
  } finally {
    await close();
  }
}

/** Columns of an individual, without the bytes of its picture. */
const profile = ['id', 'name', 'species', 'sex', 'class', 'status', 'provisional', 'notes', 'tags'] as const;

async function readTables(tx: Tx, scope: SeasonScope): Promise<SeasonTables> {
  const locations = await readLocations(tx, scope);
  const deployments = await readDeployments(tx, scope);
  const stretches = await stretchesOf(tx, scope);
  const allMedia = await gather(stretches, (stretch) =>
    mediaOf(tx, stretch).selectAll('media').orderBy('captured_at').orderBy('media.id').execute(),
  );
  const boxes = await gather(stretches, (stretch) =>
    mediaOf(tx, stretch)
      .innerJoin('detection', 'detection.media_id', 'media.id')
      .selectAll('detection')
      .where('deleted', '=', 0)
      .orderBy('captured_at')
      .orderBy('media.id')
      .orderBy('detection.id')
      .execute(),
  );
  const claims = await gather(stretches, (stretch) =>
    mediaOf(tx, stretch)
      .innerJoin('detection', 'detection.media_id', 'media.id')
      .innerJoin('identification', 'identification.detection_id', 'detection.id')
      .selectAll('identification')
      .where('deleted', '=', 0)
      .orderBy('captured_at')
      .orderBy('identification.created_at')
      .orderBy('identification.id')
      .execute(),
  );
  const register = await tx.selectFrom('individual').select(profile).where('merged_into', 'is', null).execute();
  const withoutTime = await countWithoutTime(tx, scope);
  const descriptors = await readDescriptors(tx, scope);

  const speciesOf = new Map(register.map(({ id, species }) => [id, species]));
  const standing = claims.filter(({ state }) => state !== 'rejected');
  const identifiedAs = new Map(standing.map((claim) => [claim.detection_id, speciesOf.get(claim.individual_id)]));
  const people = new Map<MediaId, Box[]>();
  for (const box of boxes)
    if (box.category === 'person')
      people.set(box.media_id, [...(people.get(box.media_id) ?? []), [box.x, box.y, box.width, box.height]]);

  const wanted = boxes.filter(
    (box) => scope.species === null || (box.species ?? identifiedAs.get(box.id)) === scope.species,
  );
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const shown = new Set(wanted.map(({ media_id }) => media_id));
  const media = allMedia.filter(({ id }) => scope.species === null || shown.has(id));
  const present = new Set(
    standing.filter((claim) => wantedIds.has(claim.detection_id)).map((claim) => claim.individual_id),
  );
  return {
    scope,
    locations,
    deployments,
    media: media.map(toMedia),
    detections: wanted.map(toDetection),
    identifications: claims.filter((claim) => wantedIds.has(claim.detection_id)).map(toIdentification),
    individuals: register
      .filter(({ id }) => present.has(id))
      .map(toIndividual)
      .sort((a, b) => a.species.localeCompare(b.species) || byName.compare(a.name, b.name)),
    people,
    descriptors,
    leftOut: {
      withoutTime,
      failed: media.filter(({ status }) => status === 'failed').length,
      waiting: media.filter(({ status }) => status === 'pending' || status === 'processing').length,
    },
  };
}

/** Media read at once. */
const STRETCH = 4_000;

/** The period cut into stretches of days with about as many media as are read at once. */
async function stretchesOf(tx: Tx, scope: SeasonScope): Promise<SeasonScope[]> {
  const days = await mediaOf(tx, scope)
    .select((e) => [sql<string>`substr(captured_at, 1, 10)`.as('day'), e.fn.countAll<number>().as('media')])
    .groupBy('day')
    .orderBy('day')
    .execute();
  const stretches: SeasonScope[] = [];
  let held = 0;
  for (const { day, media } of days) {
    const last = stretches.at(-1);
    if (last === undefined || held + media > STRETCH) {
      stretches.push({ ...scope, from: day, to: day });
      held = media;
    } else {
      last.to = day;
      held += media;
    }
  }
  return stretches;
}

/** All rows of all stretches, with a breath between them. */
async function gather<Row>(
  stretches: readonly SeasonScope[],
  read: (stretch: SeasonScope) => Promise<Row[]>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (const stretch of stretches) {
    for (const row of await read(stretch)) all.push(row);
    await breathe();
  }
  return all;
}

/** "Deer 9" before "Deer 10". */
const byName = new Intl.Collator('en', { numeric: true });

/** Media captured within the period, at the locations asked for. */
function mediaOf(tx: Tx, { from, to, locationIds }: SeasonScope) {
  const after = Temporal.PlainDate.from(to).add({ days: 1 }).toString();
  let query = tx.selectFrom('media').where('captured_at', '>=', from).where('captured_at', '<', after);
  if (locationIds !== null)
    query = query.where('media.deployment_id', 'in', (sub) =>
      sub.selectFrom('deployment').select('deployment.id').where('location_id', 'in', locationIds),
    );
  return query;
}

async function readLocations(tx: Tx, { locationIds }: SeasonScope): Promise<SeasonLocation[]> {
  let query = tx.selectFrom('location').select(['id', 'name', 'latitude', 'longitude']);
  if (locationIds !== null) query = query.where('id', 'in', locationIds);
  return (await query.execute()).sort((a, b) => byName.compare(a.name, b.name));
}

async function readDeployments(tx: Tx, scope: SeasonScope): Promise<SeasonDeployment[]> {
  const rows = await mediaOf(tx, scope)
    .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .select((e) => [
      'deployment.id',
      'deployment.location_id as locationId',
      'location.name as locationName',
      'location.latitude',
      'location.longitude',
      'deployment.make',
      'deployment.model',
      'deployment.serial',
      'deployment.timezone',
      'deployment.clock_correction as clockCorrection',
      e.fn.min<string>('media.captured_at').as('firstCapture'),
      e.fn.max<string>('media.captured_at').as('lastCapture'),
      e.fn.countAll<number>().as('media'),
    ])
    .groupBy('deployment.id')
    .execute();
  return rows
    .map(({ clockCorrection, ...row }) => ({ ...row, clockCorrected: clockCorrection !== null }))
    .sort(
      (a, b) =>
        byName.compare(a.locationName ?? '', b.locationName ?? '') || a.firstCapture.localeCompare(b.firstCapture),
    );
}

async function countWithoutTime(tx: Tx, { locationIds }: SeasonScope): Promise<number> {
  let query = tx
    .selectFrom('media')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('captured_at', 'is', null);
  if (locationIds !== null)
    query = query.where('deployment_id', 'in', (sub) =>
      sub.selectFrom('deployment').select('deployment.id').where('location_id', 'in', locationIds),
    );
  return (await query.executeTakeFirstOrThrow()).n;
}

async function readDescriptors(tx: Tx, scope: SeasonScope): Promise<{ model: string; detections: number }[]> {
  return mediaOf(tx, scope)
    .innerJoin('detection', 'detection.media_id', 'media.id')
    .innerJoin('feature', 'feature.detection_id', 'detection.id')
    .select((e) => ['feature.model', e.fn.count<number>('detection.id').distinct().as('detections')])
    .where('deleted', '=', 0)
    .groupBy('feature.model')
    .orderBy('feature.model')
    .execute();
}
