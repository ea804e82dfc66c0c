// What every data format gets to work with and gives back: text, piece by piece. Formats know nothing of files and folders.
import type { Settings } from '../../../../shared/domain/settings.ts';
import type { SeasonMedia, SeasonTables } from '../../../store/report-tables.ts';
import type { Precision } from '../coordinates.ts';
import { safeName } from '../safe-name.ts';
import type { Season } from '../season.ts';

export interface FormatInput {
  tables: SeasonTables;
  season: Season;
  precision: Precision;
  settings: Settings;
  library: string;
  title: string;
  version: string;
}

export interface FormatFile {
  name: string;
  content: Iterable<string>;
}

interface Common {
  /** Why this format cannot be written from this season, as a sentence for people; null where it can. */
  obstacle?(input: Pick<FormatInput, 'tables' | 'season' | 'precision'>): string | null;
}
export type Format = Common &
  (
    | { shape: 'file'; write(input: FormatInput): Iterable<string> }
    | { shape: 'tables'; files(input: FormatInput): FormatFile[] }
  );

/** Path of a photograph as other programs are told it: within the library, or for referenced files by hash and name. */
export const publicPath = (media: SeasonMedia): string =>
  media.storage === 'copied' ? media.path : `referenced/${media.sha256.slice(0, 12)}/${safeName(media.name)}`;

/** A JSON object with one long list, written item by item. */
export function* jsonWithList(
  head: Record<string, unknown>,
  list: string,
  items: Iterable<unknown>,
): Generator<string> {
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "${list}": [`;
  let first = true;
  for (const item of items) {
    yield `${first ? '' : ','}\n  ${JSON.stringify(item)}`;
    first = false;
  }
  yield '\n ]\n}\n';
}

/** Places of the season that have no coordinates, as a sentence; null where all have. */
export function missingPositions({ season }: Pick<FormatInput, 'season'>, format: string): string | null {
  const without = season.deployments
    .filter(({ latitude, longitude }) => latitude === null || longitude === null)
    .map(({ locationName, id }) => locationName ?? `the deployment ${id} without a location`);
  if (without.length === 0) return null;
  return `${format} needs coordinates for every place, and there are none for ${[...new Set(without)].join(', ')}. Add them under Locations.`;
}
