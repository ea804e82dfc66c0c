// Photographs for a report: cut or rendered by the inference side, upright, without metadata, people blurred. A picture that cannot
// be had (moved, damaged) is counted and left out; it never stops the report.
import type { Box } from '../../../shared/domain/box.ts';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import type { SeasonDetection, SeasonMedia, SeasonTables } from '../../store/report-tables.ts';
import type { House } from '../house.ts';

export interface Photograph {
  jpeg: Buffer;
  /** Pixels. */
  width: number;
  height: number;
}

export interface Pictures {
  /** Square around the box, `size` pixels. */
  portrait(detection: SeasonDetection, size: number): Promise<Photograph | null>;
  /** The box itself, its longer side at most `size` pixels. */
  crop(detection: SeasonDetection, size: number): Promise<Photograph | null>;
  /** The whole photograph, at most `width` pixels wide. */
  whole(media: SeasonMedia, width: number): Promise<Photograph | null>;
  /** Boxes to blur on a media item; empty where people are shown as they are. */
  peopleOn(media: SeasonMedia): Box[];
  /** Names of files that could not be shown, each once. */
  readonly unavailable: ReadonlySet<string>;
}

const MOST_BYTES = 4_000_000;

export function openPictures(house: House, tables: SeasonTables, blurPeople: boolean, signal: AbortSignal): Pictures {
  const library = house.library();
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const unavailable = new Set<string>();
  const peopleOn = (row: SeasonMedia): Box[] => (blurPeople ? (tables.people.get(row.id) ?? []) : []);

  async function attempt(row: SeasonMedia, make: (path: string, blur: Box[]) => Promise<Photograph>) {
    signal.throwIfAborted();
    if (row.kind !== 'image') return null;
    try {
      return await make(library.locate(row.path), peopleOn(row));
    } catch {
      signal.throwIfAborted();
      unavailable.add(row.name);
      return null;
    }
  }

  async function cut(detection: SeasonDetection, size: number, fit: 'cover' | 'contain') {
    const row = media.get(detection.mediaId);
    if (row === undefined) return null;
    return attempt(row, (path, blur) =>
      house
        .inference()
        .crop({ path, box: detection.box, size, fit, quality: 84, maxBytes: MOST_BYTES, blur }, { signal }),
    );
  }

  return {
    portrait: (detection, size) => cut(detection, size, 'cover'),
    crop: (detection, size) => cut(detection, size, 'contain'),
    whole: (row, width) =>
      attempt(row, (path, blur) => house.inference().render({ path, width, quality: 84, blur }, { signal })),
    peopleOn,
    unavailable,
  };
}

/** How good a photograph a detection gives: size of the box times confidence (product.md 6.5). */
const worth = ({ box, confidence }: SeasonDetection): number => box[2] * box[3] * confidence;

/** The photograph for the cover: the best animal of the season, by daylight and without people where there is such a one. */
export function coverDetection(tables: SeasonTables): SeasonDetection | null {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  let best: SeasonDetection | null = null;
  let most = 0;
  for (const detection of tables.detections) {
    const row = media.get(detection.mediaId);
    if (detection.category !== 'animal' || row === undefined || row.kind !== 'image') continue;
    const [x, y, width, height] = detection.box;
    const whole = x > 0.01 && y > 0.01 && x + width < 0.99 && y + height < 0.99;
    const value =
      worth(detection) *
      (row.infrared === true ? 0.3 : 1) *
      (tables.people.has(row.id) ? 0.2 : 1) *
      (whole ? 1 : 0.5) *
      (detection.species === null || detection.species === 'other' ? 0.5 : 1);
    if (value > most) [best, most] = [detection, value];
  }
  return best;
}

/**
 * Up to `count` detections that show an individual best: each flank once, then other events, then whatever is left; confirmed
 * ones before proposed ones.
 */
export function bestPortraits(tables: SeasonTables, count: number): Map<string, SeasonDetection[]> {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const detections = new Map<DetectionId, SeasonDetection>(tables.detections.map((row) => [row.id, row]));
  const all = new Map<string, { detection: SeasonDetection; event: string; value: number }[]>();
  for (const claim of tables.identifications) {
    const detection = detections.get(claim.detectionId);
    const row = detection === undefined ? undefined : media.get(detection.mediaId);
    if (claim.state === 'rejected' || detection === undefined || row === undefined || row.kind !== 'image') continue;
    const list = all.get(claim.individualId) ?? [];
    list.push({
      detection,
      event: row.eventId ?? row.id,
      value: worth(detection) * (claim.state === 'confirmed' ? 2 : 1) * (row.infrared === true ? 0.6 : 1),
    });
    all.set(claim.individualId, list);
  }
  const chosen = new Map<string, SeasonDetection[]>();
  for (const [individual, list] of all) {
    list.sort((a, b) => b.value - a.value || a.detection.id.localeCompare(b.detection.id));
    const flanks = new Set<string>();
    const events = new Set<string>();
    const picked: SeasonDetection[] = [];
    const pick = (wanted: (one: (typeof list)[number]) => boolean) => {
      for (const one of list) {
        if (picked.length >= count || picked.includes(one.detection) || !wanted(one)) continue;
        picked.push(one.detection);
        flanks.add(one.detection.flank);
        events.add(one.event);
      }
    };
    pick(({ detection, event }) => !flanks.has(detection.flank) && !events.has(event));
    pick(({ event }) => !events.has(event));
    pick(() => true);
    chosen.set(individual, picked);
  }
  return chosen;
}
