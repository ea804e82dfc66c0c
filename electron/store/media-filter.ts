// The gallery's filter as conditions on media. One place, so that pages, counts, neighbours and events mean the same by it.
import { type SelectQueryBuilder, sql } from 'kysely';
import type { MediaFilter } from '../../shared/domain/media.ts';
import { present, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import type { Catalogue } from './schema.ts';

export type FilteredMedia = SelectQueryBuilder<Catalogue, 'media', object>;

/**
 * Media under a filter. Species, class, category, individual and "unassigned" ask about one and the same box. Dates are days of
 * the camera's wall clock, both included. `unassigned` and `noTime` narrow only when true, as a box that is not ticked does;
 * `hasDetections: false` asks for media without any box.
 */
export function mediaUnder(db: Queries, filter: MediaFilter): FilteredMedia {
  let media: FilteredMedia = db.selectFrom('media');
  const { locationId, from, to, status, eventId, text } = filter;
  if (locationId !== undefined) {
    const there = db.selectFrom('deployment').select('id').where('location_id', '=', locationId);
    media = media.where('media.deployment_id', 'in', there);
  }
  if (from !== undefined) media = media.where('media.captured_at', '>=', from);
  if (to !== undefined) media = media.where('media.captured_at', '<', dayAfter(to));
  if (status !== undefined) media = media.where('media.status', '=', status);
  if (eventId !== undefined) media = media.where('media.event_id', '=', eventId);
  if (filter.noTime === true) media = media.where('media.captured_at', 'is', null);
  if (text !== undefined && text.trim() !== '') media = mentioning(db, media, text.trim());
  if (filter.hasDetections === false) {
    const boxes = db.selectFrom('detection').select('media_id').where(present);
    media = media.where('media.id', 'not in', boxes);
  }
  return withBox(db, media, filter);
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** File or location names that contain the text, without regard to capitals. */
function mentioning(db: Queries, media: FilteredMedia, text: string): FilteredMedia {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const places = db
    .selectFrom('deployment')
    .innerJoin('location', 'location.id', 'deployment.location_id')
    .select('deployment.id')
    .where(sql<boolean>`location.name like ${pattern} escape '\\'`);
  return media.where((or) =>
    or.or([sql<boolean>`media.name like ${pattern} escape '\\'`, or('media.deployment_id', 'in', places)]),
  );
}

function withBox(db: Queries, media: FilteredMedia, filter: MediaFilter): FilteredMedia {
  const { species, class: wantedClass, individualId, hasDetections } = filter;
  const unassigned = filter.unassigned === true;
  const category = filter.category ?? (unassigned ? 'animal' : undefined);
  const asked = [species, wantedClass, individualId, category].some((value) => value !== undefined);
  if (!asked && hasDetections !== true) return media;

  let boxes = db.selectFrom('detection').where(present);
  if (category !== undefined) boxes = boxes.where('detection.category', '=', category);
  if (species !== undefined) boxes = boxes.where('detection.species', '=', species);
  if (wantedClass !== undefined) boxes = boxes.where('detection.class', '=', wantedClass);
  if (unassigned) {
    boxes = boxes.where((where) =>
      where.not(
        where.exists(
          db
            .selectFrom('identification')
            .select('identification.id')
            .where(sql<boolean>`identification.detection_id = detection.id`)
            .where(sql<boolean>`identification.state in ('proposed', 'confirmed')`),
        ),
      ),
    );
  }
  if (individualId !== undefined) {
    // Few rows, found by the individual: better gathered first than looked up for every photograph.
    const seen = db
      .selectFrom('identification')
      .select('identification.detection_id')
      .where('identification.individual_id', '=', individualId)
      .where('identification.state', 'in', STANDING);
    return media.where('media.id', 'in', boxes.select('detection.media_id').where('detection.id', 'in', seen));
  }
  const here = boxes.select('detection.id').where(sql<boolean>`detection.media_id = media.id`);
  return media.where((where) => where.exists(here));
}
