// How an individual's photographs are put in order, and how each is cut, as values.
import type { Sighting } from '../../../shared/domain/individual.ts';
import { Flank, type RegisterSpecies } from '../../../shared/domain/words.ts';
import { flankName } from '../../ui/words.ts';

export type Grouping = 'flank' | 'season' | 'time';
export interface Group {
  title: string;
  sightings: Sighting[];
}

/** Newest first within each group; groups without photographs are left out. */
export function groupSightings(sightings: readonly Sighting[], by: Grouping, species: RegisterSpecies): Group[] {
  if (by === 'flank')
    return Flank.options
      .map((flank) => ({ title: flankName[flank], sightings: sightings.filter((one) => one.flank === flank) }))
      .filter((group) => group.sightings.length > 0);
  const title = (sighting: Sighting) =>
    by === 'season' ? season(sighting.capturedAt, species) : month(sighting.capturedAt);
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const known = groups.get(title(sighting));
    if (known === undefined) groups.set(title(sighting), [sighting]);
    else known.push(sighting);
  }
  return [...groups].map(([name, of]) => ({ title: name, sightings: of }));
}

/**
 * The season a photograph belongs to. Deer cast their antlers towards spring and grow new ones: those seen from April to the March after
 * belong to one antler season, named by the year it began in. Horses are grouped by calendar years.
 */
export function season(capturedAt: string | null, species: RegisterSpecies): string {
  if (capturedAt === null) return 'No capture time';
  const year = Number(capturedAt.slice(0, 4));
  if (species === 'horse') return String(year);
  return `Antler season ${Number(capturedAt.slice(5, 7)) >= 4 ? year : year - 1}`;
}

function month(capturedAt: string | null): string {
  if (capturedAt === null) return 'No capture time';
  const date = Temporal.PlainDate.from(capturedAt.slice(0, 10));
  return date.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
}

/** Width ÷ height in which a sighting is shown: that of its box, within what fits a row. */
export function tileRatio({ box, pictureRatio }: Pick<Sighting, 'box' | 'pictureRatio'>): number {
  if (pictureRatio === null || box[3] === 0) return 1;
  return Math.min(2.1, Math.max(0.66, (box[2] * pictureRatio) / box[3]));
}

/**
 * Where a square crop must be laid (CSS `object-position`, in per cent) for a tile of a ratio to show the box: the crop is the square
 * around the box, moved inward at the edges of the picture, so that the box is not always in its middle.
 */
export function boxPosition(
  { box, pictureRatio }: Pick<Sighting, 'box' | 'pictureRatio'>,
  ratio: number,
): [number, number] {
  if (pictureRatio === null) return [50, 50];
  const [x, y, width, height] = [box[0] * pictureRatio, box[1], box[2] * pictureRatio, box[3]];
  const side = Math.min(Math.max(width, height), pictureRatio, 1);
  const left = Math.min(Math.max(0, x + width / 2 - side / 2), pictureRatio - side);
  const top = Math.min(Math.max(0, y + height / 2 - side / 2), 1 - side);
  const along = (middle: number, shown: number) =>
    shown >= side ? 50 : Math.min(100, Math.max(0, ((middle - shown / 2) / (side - shown)) * 100));
  return [
    along(x + width / 2 - left, side * Math.min(1, ratio)),
    along(y + height / 2 - top, side * Math.min(1, 1 / ratio)),
  ];
}
