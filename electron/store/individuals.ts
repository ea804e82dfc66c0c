// The register of individuals as screens see it: profiles with counts, sightings and encounters; and what the program itself writes
// into it: provisional individuals. What people change goes through the journal (core/review).
import { sql } from 'kysely';
import type { IndividualId } from '../../shared/domain/ids.ts';
import type { Encounter, Individual, Sighting } from '../../shared/domain/individual.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';
import { newId, now } from './rows.ts';
import type { IndividualTable } from './schema.ts';

/** A provisional individual that nothing is held to be any more is kept for undo, and shown nowhere. */
export const inRegister = sql<boolean>`individual.merged_into is null and (individual.provisional = 0 or exists (
  select 1 from identification join detection on detection.id = identification.detection_id
  where identification.individual_id = individual.id and identification.state in ('proposed', 'confirmed')
  and detection.deleted = 0))`;

/** Columns of a profile, without the bytes of its picture. */
const columns = [
  'individual.id',
  'individual.name',
  'individual.species',
  'individual.sex',
  'individual.class',
  'individual.status',
  'individual.provisional',
  'individual.notes',
  'individual.tags',
  'individual.thumbnail_detection_id',
  'individual.merged_into',
] as const;

/** Profiles in the order of their names, numbers in names counted as numbers ("Deer 9" before "Deer 10"). */
export async function listIndividuals(
  db: Queries,
  filter: { species?: RegisterSpecies | undefined } = {},
): Promise<Individual[]> {
  let query = db.selectFrom('individual').select(columns).where(inRegister);
  if (filter.species !== undefined) query = query.where('species', '=', filter.species);
  const rows = await query.execute();
  const profiles = await withCounts(db, rows, filter.species === undefined ? null : rows.map(({ id }) => id));
  const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return profiles.sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** By id, those merged away included (callers decide); ids that are not there are left out. */
export async function readIndividuals(
  db: Queries,
  ids: readonly IndividualId[],
): Promise<Map<IndividualId, Individual>> {
  const unique = [...new Set(ids)];
  const rows = await inPortions(unique, (some) =>
    db.selectFrom('individual').select(columns).where('id', 'in', some).execute(),
  );
  return new Map((await withCounts(db, rows, unique)).map((individual) => [individual.id, individual]));
}

/** The row itself, picture included. */
export async function findIndividual(db: Queries, id: IndividualId): Promise<IndividualTable | null> {
  return (await db.selectFrom('individual').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

type Row = Pick<
  IndividualTable,
  'id' | 'name' | 'species' | 'sex' | 'class' | 'status' | 'provisional' | 'notes' | 'tags' | 'thumbnail_detection_id'
>;

/** Adds counts to profiles; `ids` null counts for all individuals at once. */
async function withCounts(
  db: Queries,
  rows: readonly Row[],
  ids: readonly IndividualId[] | null,
): Promise<Individual[]> {
  const counted = (some: readonly IndividualId[] | null) => {
    const sightings = db
      .selectFrom('identification')
      .innerJoin('detection', 'detection.id', 'identification.detection_id')
      .innerJoin('media', 'media.id', 'detection.media_id')
      .where('identification.state', 'in', STANDING)
      .where(present);
    return some === null ? sightings : sightings.where('identification.individual_id', 'in', some);
  };
  const count = (some: readonly IndividualId[] | null) =>
    counted(some)
      .select((e) => [
        'identification.individual_id as id',
        e.fn.countAll<number>().as('detections'),
        sql<number>`sum(identification.state = 'confirmed')`.as('confirmed'),
        sql<number>`count(distinct coalesce(media.event_id, media.id))`.as('encounters'),
        e.fn.min('media.captured_at').as('first'),
        e.fn.max('media.captured_at').as('last'),
      ])
      .groupBy('identification.individual_id')
      .execute();
  const place = (some: readonly IndividualId[] | null) =>
    counted(some)
      .innerJoin('deployment', 'deployment.id', 'media.deployment_id')
      .innerJoin('location', 'location.id', 'deployment.location_id')
      .select(['identification.individual_id as id', 'location.name as place'])
      .distinct()
      .orderBy('location.name')
      .execute();
  const counts = new Map((await (ids === null ? count(null) : inPortions(ids, count))).map((row) => [row.id, row]));
  const places = new Map<IndividualId, string[]>();
  for (const { id, place: name } of await (ids === null ? place(null) : inPortions(ids, place))) {
    const known = places.get(id);
    if (known === undefined) places.set(id, [name]);
    else known.push(name);
  }
  return rows.map((row) => {
    const found = counts.get(row.id);
    return {
      id: row.id,
      name: row.name,
      species: row.species,
      sex: row.sex,
      class: row.class,
      status: row.status,
      provisional: row.provisional === 1,
      notes: row.notes,
      tags: JSON.parse(row.tags) as string[],
      detections: found?.detections ?? 0,
      confirmed: found?.confirmed ?? 0,
      proposed: (found?.detections ?? 0) - (found?.confirmed ?? 0),
      encounters: found?.encounters ?? 0,
      firstSeen: found?.first ?? null,
      lastSeen: found?.last ?? null,
      locations: places.get(row.id) ?? [],
      thumbnailDetectionId: row.thumbnail_detection_id,
    };
  });
}

/** Standing sightings, newest first, those without a time last. */
export async function sightingsOf(db: Queries, id: IndividualId): Promise<Sighting[]> {
  const rows = await db
    .selectFrom('identification')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .innerJoin('media', 'media.id', 'detection.media_id')
    .leftJoin('deployment', 'deployment.id', 'media.deployment_id')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .select([
      'detection.id as detectionId',
      'media.id as mediaId',
      'media.captured_at as capturedAt',
      'location.name as locationName',
      'detection.flank',
      'detection.class',
      'identification.state',
      'identification.score',
      'identification.decided_by as decidedBy',
      'identification.decided_at as decidedAt',
      'media.infrared',
      sql<string>`coalesce(media.event_id, media.id)`.as('eventId'),
      'detection.x',
      'detection.y',
      'detection.width',
      'detection.height',
      sql<number | null>`cast(media.width as real) / media.height`.as('pictureRatio'),
    ])
    .where('identification.individual_id', '=', id)
    .where('identification.state', 'in', STANDING)
    .where(present)
    .orderBy('media.captured_at', 'desc')
    .orderBy('media.name', 'desc')
    .orderBy('detection.id')
    .execute();
  return rows.map(({ x, y, width, height, ...row }) => ({
    ...row,
    box: [x, y, width, height],
    infrared: row.infrared === null ? null : row.infrared === 1,
  }));
}

/** Sightings (newest first) gathered into events; the cover is the first confirmed sighting, else the first. */
export function encountersOf(sightings: readonly Sighting[]): Encounter[] {
  const events = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const known = events.get(sighting.eventId);
    if (known === undefined) events.set(sighting.eventId, [sighting]);
    else known.push(sighting);
  }
  return [...events].map(([eventId, of]) => ({
    eventId,
    startedAt: of.at(-1)!.capturedAt,
    locationName: of[0]!.locationName,
    detections: of.length,
    confirmed: of.filter(({ state }) => state === 'confirmed').length,
    cover: (of.find(({ state }) => state === 'confirmed') ?? of[0]!).detectionId,
  }));
}

/** `Deer 7`, `Horse 3`: one more than the highest number in use, also by those merged or kept for undo. */
export async function nextName(db: Queries, species: RegisterSpecies): Promise<string> {
  const word = species === 'deer' ? 'Deer' : 'Horse';
  const highest = await db
    .selectFrom('individual')
    .select(sql<number | null>`max(cast(substr(name, ${word.length + 2}) as integer))`.as('n'))
    .where('name', 'like', `${word} %`)
    .where(sql<boolean>`substr(name, ${word.length + 2}) not glob '*[^0-9]*'`)
    .executeTakeFirstOrThrow();
  return `${word} ${(highest.n ?? 0) + 1}`;
}

export function newIndividual(
  name: string,
  species: RegisterSpecies,
  more: Partial<IndividualTable> = {},
): IndividualTable {
  return {
    id: newId<IndividualId>(),
    name,
    species,
    sex: 'unknown',
    class: null,
    status: 'alive',
    provisional: 0,
    notes: '',
    tags: '[]',
    thumbnail: null,
    thumbnail_detection_id: null,
    merged_into: null,
    created_at: now(),
    ...more,
  };
}

export async function insertIndividual(db: Queries, row: IndividualTable): Promise<void> {
  await db.insertInto('individual').values(row).execute();
}

/** Removes provisional individuals that nothing refers to any more, no stream knows, and no action in the journal mentions. */
export async function removeEmptyProvisional(db: Queries): Promise<number> {
  const gone = await db
    .deleteFrom('individual')
    .where('provisional', '=', 1)
    .where('merged_into', 'is', null)
    .where(sql<boolean>`not exists (select 1 from identification where individual_id = individual.id)`)
    .where(sql<boolean>`not exists (select 1 from individual as other where other.merged_into = individual.id)`)
    .where('id', 'not in', (e) => e.selectFrom('stream_individual').select('individual_id'))
    .where(sql<boolean>`id not in (select mentioned.value from journal, json_each(journal.individuals) as mentioned)`)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
