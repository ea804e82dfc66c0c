// The ZIP of a season: photographs as asked for, the six tables, the report, a README in plain words, and a manifest with the hash
// of every file. Written file by file; at no time is more than one photograph in memory.
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { ExportRequest } from '../../../shared/contract/report.ts';
import type { DetectionId, MediaId } from '../../../shared/domain/ids.ts';
import type { SeasonDetection, SeasonMedia, SeasonTables } from '../../store/report-tables.ts';
import type { Precision } from './coordinates.ts';
import { standingClaims } from './encounters.ts';
import { carriesPosition, isReadable } from './originals.ts';
import type { Package } from './package.ts';
import type { Pictures } from './pictures.ts';
import { manifestOf, readmeOf } from './readme.ts';
import { safeName, UniquePaths } from './safe-name.ts';
import type { Season } from './season.ts';
import { csvLines, tablesOf } from './tables.ts';

export interface Packing {
  tables: SeasonTables;
  season: Season;
  request: ExportRequest;
  precision: Precision;
  blurPeople: boolean;
  pictures: Pictures;
  /** Full path of a media item's file. */
  locate: (path: string) => string;
  library: string;
  version: string;
  signal: AbortSignal;
  /** Called after each photograph. */
  packed: (photographs: number) => void;
}

/** Why a file is not in the package, or not as it was. */
export interface Remark {
  name: string;
  reason: string;
}

/** Pixels. */
const DOWNSIZED_WIDTH = 1600;
const CROP_SIZE = 1024;
/** Wider than any picture: re-encoded at the size it has. */
const FULL_WIDTH = 100_000;

/** Writes the package; `pdf` makes the report once the photographs are in. */
export async function packSeason(pack: Package, packing: Packing, pdf: () => Promise<Uint8Array>): Promise<void> {
  const media = new Map<MediaId, string>();
  const detections = new Map<DetectionId, string>();
  const remarks: Remark[] = [];
  const paths = new UniquePaths();
  const { photographs } = packing.request;
  if (photographs === 'crops') await packCrops(pack, packing, paths, detections, remarks);
  else if (photographs !== 'none') await packPhotographs(pack, packing, paths, media, remarks);
  const tables = tablesOf(packing.tables, packing.season, packing.precision, { media, detections });
  for (const table of tables) {
    packing.signal.throwIfAborted();
    await pack.add(`tables/${table.name}.csv`, csvLines(table));
  }
  await pack.add('report.pdf', await pdf());
  await pack.add('README.txt', [readmeOf(packing, tables, remarks)]);
  await pack.add('manifest.json', [manifestOf(packing, pack.files, remarks)]);
}

async function packCrops(
  pack: Package,
  { tables, pictures, packed, signal }: Packing,
  paths: UniquePaths,
  files: Map<DetectionId, string>,
  remarks: Remark[],
): Promise<void> {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const names = new Map(tables.individuals.map(({ id, name }) => [id, name]));
  const individualOf = standingClaims(tables);
  let done = 0;
  for (const detection of tables.detections) {
    signal.throwIfAborted();
    const row = media.get(detection.mediaId);
    if (detection.category !== 'animal' || row === undefined || row.kind !== 'image') continue;
    const picture = await pictures.crop(detection, CROP_SIZE);
    if (picture === null) remarks.push({ name: row.name, reason: 'the photograph could not be read' });
    else {
      const claim = individualOf.get(detection.id);
      const path = paths.take(
        cropPath(row, detection, claim === undefined ? undefined : names.get(claim.individualId)),
      );
      await pack.add(path, picture.jpeg);
      files.set(detection.id, path);
    }
    packed(++done);
  }
}

async function packPhotographs(
  pack: Package,
  packing: Packing,
  paths: UniquePaths,
  files: Map<MediaId, string>,
  remarks: Remark[],
): Promise<void> {
  const { tables, pictures, locate, precision, request, packed, signal } = packing;
  const deployments = new Map(tables.deployments.map((row) => [row.id, row]));
  let done = 0;
  for (const row of tables.media) {
    signal.throwIfAborted();
    const place = row.deploymentId === null ? null : (deployments.get(row.deploymentId)?.locationName ?? null);
    const remark = (reason: string) => remarks.push({ name: row.name, reason });
    const original = request.photographs === 'originals' ? await fateOfOriginal(row, packing) : null;
    if (original === 'as it is') {
      const path = paths.take(photographPath(row, place, extname(row.name) || '.jpg'));
      await pack.add(path, createReadStream(locate(row.path)));
      files.set(row.id, path);
    } else if (original !== null && 'leftOut' in original) remark(original.leftOut);
    else if (row.kind === 'video') remark('videos are packed only as originals');
    else {
      const picture = await pictures.whole(row, original === null ? DOWNSIZED_WIDTH : FULL_WIDTH);
      if (picture === null) remark('the photograph could not be read');
      else {
        const path = paths.take(photographPath(row, place, '.jpg'));
        await pack.add(path, picture.jpeg);
        files.set(row.id, path);
        if (original !== null) remark(`${original.changed}${precision === 'exact' ? '' : '; it holds no metadata'}`);
      }
    }
    packed(++done);
  }
}

type Fate = 'as it is' | { changed: string } | { leftOut: string };

async function fateOfOriginal(row: SeasonMedia, { pictures, precision, locate }: Packing): Promise<Fate> {
  const path = locate(row.path);
  const people = pictures.peopleOn(row).length > 0;
  if (row.kind === 'video') {
    if (people) return { leftOut: 'a video that shows people, who cannot be blurred in it' };
    if (precision !== 'exact') return { leftOut: 'a video may hold the place it was taken at' };
  } else {
    if (people) return { changed: 'not the original file: people in it are blurred' };
    if (precision !== 'exact' && (row.latitude !== null || (await carriesPosition(path))))
      return { changed: 'not the original file: it holds the place it was taken at' };
  }
  return (await isReadable(path)) ? 'as it is' : { leftOut: 'the file could not be read' };
}

/** `photographs/Upper meadow/2026-06-03_051207_IMG_0012.JPG` */
function photographPath(row: SeasonMedia, place: string | null, extension: string): string {
  const stem = safeName(row.name.slice(0, row.name.length - extname(row.name).length), 60);
  return `photographs/${safeName(place ?? 'No location', 60)}/${stamp(row)}_${stem}${safeExtension(extension)}`;
}

/** `crops/Old Hazel/2026-06-03_051207_IMG_0012_left.jpg`; those nobody is sure about lie under their species. */
function cropPath(row: SeasonMedia, detection: SeasonDetection, individual: string | undefined): string {
  const folder = individual ?? `Not identified, ${detection.species ?? 'species not said'}`;
  const stem = safeName(row.name.slice(0, row.name.length - extname(row.name).length), 60);
  const flank = detection.flank === 'unknown' ? '' : `_${detection.flank}`;
  return `crops/${safeName(folder, 60)}/${stamp(row)}_${stem}${flank}.jpg`;
}

const stamp = ({ capturedAt }: SeasonMedia): string => capturedAt.slice(0, 19).replace('T', '_').replaceAll(':', '');
const safeExtension = (extension: string): string => (/^\.[A-Za-z0-9]{1,5}$/.test(extension) ? extension : '.bin');
