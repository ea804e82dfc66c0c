// The season on paper: puts the parts of the report together and gives back the finished file.
import type { Settings } from '../../../../shared/domain/settings.ts';
import type { SeasonTables } from '../../../store/report-tables.ts';
import { type Precision, tellPosition } from '../coordinates.ts';
import { wallDay } from '../groups.ts';
import { bestPortraits, coverDetection, type Pictures } from '../pictures.ts';
import type { Season } from '../season.ts';
import { Book } from './book.ts';
import { addBookmarks, drawContents } from './contents.ts';
import { drawCover } from './cover.ts';
import { drawGlance } from './glance.ts';
import { drawIndividual, openHerd } from './individuals.ts';
import { drawMethods } from './methods.ts';
import { ink, listed } from './palette.ts';
import { drawPlaces, type MapPoint } from './places.ts';
import { drawActivity, drawGroups } from './time.ts';

export interface ReportOptions {
  title: string;
  library: string;
  paper: 'a4' | 'letter';
  precision: Precision;
  blurPeople: boolean;
  settings: Settings;
  version: string;
  signal: AbortSignal;
  /** Called after each individual. */
  drawn: (individuals: number) => void;
}

/** Pixels: what print needs at these sizes, and no more. */
const COVER_WIDTH = 1600;
const LARGE_PORTRAIT = 640;
const SMALL_PORTRAIT = 260;

/** The report as the bytes of a PDF. */
export async function writePdf(
  tables: SeasonTables,
  season: Season,
  pictures: Pictures,
  options: ReportOptions,
): Promise<Uint8Array> {
  const book = await Book.open(options.paper);
  describeFile(book, season, options);
  await coverPage(book, tables, season, pictures, options);
  if (season.photographs + season.videos === 0) emptyPage(book, season);
  else {
    drawGlance(book, season);
    drawGroups(book, season);
    drawActivity(book, season);
    drawPlaces(book, season, mapPoints(tables, season, options.precision), mapNote(options.precision));
    await herdPages(book, tables, season, pictures, options);
  }
  const { settings, precision, blurPeople, version } = options;
  const unavailable = pictures.unavailable.size;
  drawMethods(book, { tables, season, settings, precision, blurPeople, unavailable, version });
  drawContents(book);
  book.number(options.title);
  addBookmarks(book);
  options.signal.throwIfAborted();
  return book.pdf.save();
}

function describeFile(book: Book, season: Season, { title, settings, version, library }: ReportOptions): void {
  const { pdf } = book;
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setAuthor(settings.person);
  pdf.setSubject(`${library}, ${season.from} to ${season.to}`);
  pdf.setCreator(`Herdbook ${version}`);
  pdf.setProducer(`Herdbook ${version}`);
  pdf.setLanguage('en');
}

async function coverPage(book: Book, tables: SeasonTables, season: Season, pictures: Pictures, options: ReportOptions) {
  const best = coverDetection(tables);
  const media = best === null ? undefined : tables.media.find(({ id }) => id === best.mediaId);
  const picture = media === undefined ? null : await pictures.whole(media, COVER_WIDTH);
  const place = tables.deployments.find(({ id }) => id === media?.deploymentId)?.locationName;
  const today = Temporal.Now.zonedDateTimeISO(options.settings.timezone).toPlainDate().toString();
  await drawCover(
    book,
    {
      title: options.title,
      area: areaOf(season, options.library),
      period: season.from === season.to ? wallDay(season.from) : `${wallDay(season.from)} to ${wallDay(season.to)}`,
      imprint: `${options.library} · made on ${wallDay(today)} by ${options.settings.person}`,
      caption:
        picture === null || media === undefined
          ? null
          : [place, wallDay(media.capturedAt)].filter((part) => part !== null && part !== undefined).join(', '),
    },
    picture === null || best === null
      ? null
      : { picture, focus: [best.box[0] + best.box[2] / 2, best.box[1] + best.box[3] / 2] },
  );
}

function areaOf(season: Season, library: string): string {
  const names = season.places.map(({ name }) => name).filter((name) => name !== null);
  if (names.length === 0) return library;
  return names.length <= 5 ? listed(names) : listed([...names.slice(0, 4), `${names.length - 4} more places`]);
}

function emptyPage(book: Book, season: Season): void {
  book.chapter('The season at a glance');
  const where = season.deployments.length === 0 ? 'No photograph' : 'No photograph of this kind';
  const when =
    season.from === season.to ? `on ${wallDay(season.from)}` : `from ${wallDay(season.from)} to ${wallDay(season.to)}`;
  book.paragraph(`${where} in this library was taken ${when}.`, { face: 'serif', size: 15, leading: 22, colour: ink });
}

function mapPoints(tables: SeasonTables, season: Season, precision: Precision): MapPoint[] {
  return tables.locations.flatMap((location) => {
    const place = season.places.find(({ name }) => name === location.name);
    return place === undefined
      ? []
      : [{ ...tellPosition(location, precision), name: location.name, encounters: place.encounters }];
  });
}

const mapNote = (precision: Precision): string =>
  `The area of a point grows with its encounters. North is up.${precision === 'coarse' ? ' Positions are rounded to a hundredth of a degree.' : ''}`;

async function herdPages(book: Book, tables: SeasonTables, season: Season, pictures: Pictures, options: ReportOptions) {
  const best = bestPortraits(tables, 4);
  const media = new Map(tables.media.map((row) => [row.id, row]));
  let drawn = 0;
  for (const species of ['deer', 'horse'] as const) {
    const herd = season.profiles.filter(({ individual }) => individual.species === species);
    if (herd.length > 0) openHerd(book, season, species);
    for (const profile of herd) {
      options.signal.throwIfAborted();
      const portraits = [];
      for (const [i, detection] of (best.get(profile.individual.id) ?? []).entries()) {
        const picture = await pictures.portrait(detection, i === 0 ? LARGE_PORTRAIT : SMALL_PORTRAIT);
        const day = wallDay(media.get(detection.mediaId)!.capturedAt);
        portraits.push({ picture, caption: detection.flank === 'unknown' ? day : `${day}, ${detection.flank}` });
      }
      await drawIndividual(book, season, profile, portraits);
      options.drawn(++drawn);
    }
  }
}
