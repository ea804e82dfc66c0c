// Photographs and videos as screens and commands see them: pages of tiles, full records, one item, and its neighbours in the
// order of the gallery. A page is three queries, however many media it has.

import type { MediaId } from '../../shared/domain/ids.ts';
import type { Detection, Media, MediaFilter, MediaTile } from '../../shared/domain/media.ts';
import { detectionsOf } from './detections.ts';
import { type FilteredMedia, mediaUnder } from './media-filter.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';

/** `newest`: latest capture first, media without a capture time last. `oldest` is exactly the reverse. */
export type MediaOrder = 'newest' | 'oldest';
export interface Page {
  offset: number;
  limit: number;
  order: MediaOrder;
}

export async function tilesUnder(
  db: Queries,
  filter: MediaFilter,
  page: Page,
): Promise<{ total: number; tiles: MediaTile[] }> {
  const total = await countUnder(db, filter);
  const ids = await idsUnder(db, filter, page);
  const [rows, boxes] = [await rowsOf(db, ids), await detectionsOf(db, ids)];
  return { total, tiles: ids.flatMap((id) => toTile(rows.get(id), boxes.get(id))) };
}

/** Media with everything known about them. */
export async function mediaList(db: Queries, filter: MediaFilter, page: Page): Promise<Media[]> {
  return fullMedia(db, await idsUnder(db, filter, page));
}

/** Full records in the order of the ids; ids that are not in the catalogue are left out. */
export async function fullMedia(db: Queries, ids: readonly MediaId[]): Promise<Media[]> {
  const [rows, boxes] = [await rowsOf(db, ids), await detectionsOf(db, ids)];
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [toMedia(row, boxes.get(id) ?? [])];
  });
}

export async function findMedia(db: Queries, id: MediaId): Promise<Media | null> {
  return (await fullMedia(db, [id]))[0] ?? null;
}

/** Where the bytes of a media item are and what they are. */
export async function findFile(db: Queries, id: string) {
  return db
    .selectFrom('media')
    .select(['id', 'sha256', 'path', 'name', 'kind', 'format', 'size_bytes', 'thumbnail', 'storage'])
    .where('id', '=', id as MediaId)
    .executeTakeFirst();
}

async function countUnder(db: Queries, filter: MediaFilter): Promise<number> {
  const counted = await mediaUnder(db, filter)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return counted.n;
}

async function idsUnder(db: Queries, filter: MediaFilter, { offset, limit, order }: Page): Promise<MediaId[]> {
  const rows = await inOrder(mediaUnder(db, filter), order).select('media.id').limit(limit).offset(offset).execute();
  return rows.map(({ id }) => id);
}

const inOrder = (media: FilteredMedia, order: MediaOrder): FilteredMedia => {
  const direction = order === 'newest' ? 'desc' : 'asc';
  return media.orderBy('media.captured_at', direction).orderBy('media.id', direction);
};

/**
 * The media before and after one under a filter, its place (0 is the first, the same count as a page's offset) and the total.
 * The item itself need not match the filter: its place is then where it would be.
 */
export async function neighboursUnder(db: Queries, id: MediaId, filter: MediaFilter, order: MediaOrder) {
  const here = await db.selectFrom('media').select(['id', 'captured_at']).where('id', '=', id).executeTakeFirst();
  if (here === undefined) return null;
  const later = () => laterThan(mediaUnder(db, filter), here);
  const earlier = () => earlierThan(mediaUnder(db, filter), here);
  const [before, after] = order === 'newest' ? [later, earlier] : [earlier, later];
  const first = async (media: FilteredMedia, direction: MediaOrder) =>
    (await inOrder(media, direction).select('media.id').limit(1).executeTakeFirst())?.id ?? null;
  const counted = await before()
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return {
    previous: await first(before(), order === 'newest' ? 'oldest' : 'newest'),
    next: await first(after(), order),
    position: counted.n,
    total: await countUnder(db, filter),
  };
}

interface Place {
  id: MediaId;
  captured_at: string | null;
}

/** Media without a time count as earlier than all others. */
function laterThan(media: FilteredMedia, { id, captured_at: time }: Place): FilteredMedia {
  if (time === null)
    return media.where((e) =>
      e.or([
        e('media.captured_at', 'is not', null),
        e.and([e('media.captured_at', 'is', null), e('media.id', '>', id)]),
      ]),
    );
  return media.where((e) => e(e.refTuple('media.captured_at', 'media.id'), '>', e.tuple(time, id)));
}

function earlierThan(media: FilteredMedia, { id, captured_at: time }: Place): FilteredMedia {
  if (time === null) return media.where('media.captured_at', 'is', null).where('media.id', '<', id);
  return media.where((e) =>
    e.or([
      e('media.captured_at', 'is', null),
      e('media.captured_at', '<', time),
      e.and([e('media.captured_at', '=', time), e('media.id', '<', id)]),
    ]),
  );
}

const described = (db: Queries) =>
  db
    .selectFrom('media')
    .leftJoin('deployment', 'deployment.id', 'media.deployment_id')
    .leftJoin('location', 'location.id', 'deployment.location_id')
    .selectAll('media')
    .select(['deployment.timezone as timezone', 'location.id as location_id', 'location.name as location_name']);
type DescribedRow = Awaited<ReturnType<ReturnType<typeof described>['execute']>>[number];

async function rowsOf(db: Queries, ids: readonly MediaId[]): Promise<Map<MediaId, DescribedRow>> {
  const rows = await inPortions(ids, (some) => described(db).where('media.id', 'in', some).execute());
  return new Map(rows.map((row) => [row.id, row]));
}

const asFlag = (value: 0 | 1 | null): boolean | null => (value === null ? null : value === 1);

function toMedia(row: DescribedRow, detections: Detection[]): Media {
  const { sequence_index: index, sequence_total: total } = row;
  return {
    id: row.id,
    sha256: row.sha256,
    path: row.path,
    name: row.name,
    kind: row.kind,
    storage: row.storage,
    sizeBytes: row.size_bytes,
    capturedAt: row.captured_at,
    instant: row.instant,
    timezone: row.timezone,
    make: row.make,
    model: row.model,
    serial: row.serial,
    orientation: row.orientation,
    width: row.width,
    height: row.height,
    latitude: row.latitude,
    longitude: row.longitude,
    temperatureC: row.temperature_c,
    sequence: index === null || total === null ? null : { index, total },
    infrared: asFlag(row.infrared),
    damaged: row.damaged === 1,
    eventId: row.event_id,
    deploymentId: row.deployment_id,
    locationId: row.location_id,
    locationName: row.location_name,
    status: row.status,
    attempts: row.attempts,
    error: row.error,
    importedAt: row.imported_at,
    detections,
  };
}

function toTile(row: DescribedRow | undefined, detections: Detection[] = []): MediaTile[] {
  if (row === undefined) return [];
  const tile: MediaTile = {
    id: row.id,
    name: row.name,
    kind: row.kind,
    capturedAt: row.captured_at,
    width: row.width,
    height: row.height,
    status: row.status,
    damaged: row.damaged === 1,
    locationName: row.location_name,
    eventId: row.event_id,
    detections: detections.map(({ id, category, species, box, individualName, identification }) => ({
      id,
      category,
      species,
      box,
      individualName,
      identification,
    })),
  };
  return [tile];
}
