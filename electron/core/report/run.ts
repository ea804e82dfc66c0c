// Runs export jobs, one after another: reads the season at one moment, writes what was asked for, moves it to its place.
import { lstat, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportRequest } from '../../../shared/contract/report.ts';
import { CancelledError, ExportRequestError } from '../../../shared/errors.ts';
import type { SeasonTables } from '../../store/report-tables.ts';
import { readSeason } from '../../store/season-reading.ts';
import type { House } from '../house.ts';
import type { JobContext, JobRunner } from '../jobs/queue.ts';
import { VERSION } from '../version.ts';
import { chooseDestination, deliver, sweepLeftovers } from './destination.ts';
import type { ReportPayload, ReportResult } from './exports.ts';
import { formats } from './formats/all.ts';
import type { FormatFile, FormatInput } from './formats/format.ts';
import { openFolder, openZip, type Package } from './package.ts';
import { writePdf } from './pdf/report.ts';
import { openPictures } from './pictures.ts';
import { groupByOf, scopeOf } from './request.ts';
import { computeSeason, type Season } from './season.ts';
import { packSeason } from './season-package.ts';

export function reportRunner(house: House): JobRunner {
  return {
    kind: 'report',
    afterCrash: 'fail',
    crashMessage: 'Herdbook was closed or crashed while this export was being written. Start it again.',
    run: (payload, context) => writeExport(house, ExportRequest.parse((payload as ReportPayload).request), context),
  };
}

async function writeExport(house: House, request: ExportRequest, context: JobContext): Promise<ReportResult> {
  const library = house.library();
  const exportsFolder = library.place('exports');
  await sweepLeftovers(exportsFolder);
  context.progress({ done: 0, total: 1, doing: 'Reading the catalogue' });
  const settings = await library.settings();
  const tables = await readSeason(library.folder, scopeOf(request));
  const season = computeSeason(tables, groupByOf(request));
  const precision = request.coordinates ?? settings.coordinates;
  const blurPeople = request.blurPeople ?? settings.blurPeople;
  const pictures = openPictures(house, tables, blurPeople, context.signal);
  const title = request.title?.trim() || library.name;
  const steps = stepsOf(request, tables, season, context);
  const pdf = () =>
    writePdf(tables, season, pictures, {
      title,
      library: library.name,
      paper: request.paper,
      precision,
      blurPeople,
      settings,
      version: VERSION,
      signal: context.signal,
      drawn: steps.drawn,
    });
  const destination = chooseDestination({ ...request, library: library.name, exportsFolder });
  const file = await deliver(destination, context.jobId, async (part) => {
    if (request.kind === 'pdf') await writeFile(part, await pdf());
    else if (request.kind === 'zip')
      await inZip(part, (pack) =>
        packSeason(
          pack,
          {
            tables,
            season,
            request,
            precision,
            blurPeople,
            pictures,
            locate: library.locate,
            library: library.name,
            version: VERSION,
            signal: context.signal,
            packed: steps.packed,
          },
          pdf,
        ),
      );
    else {
      const input: FormatInput = {
        tables,
        season,
        precision,
        settings,
        library: library.name,
        version: VERSION,
        title,
      };
      const format = formats[request.kind];
      const obstacle = format.obstacle?.(input) ?? null;
      if (obstacle !== null) throw new ExportRequestError(obstacle, { field: 'kind' });
      if (format.shape === 'file') await writeFile(part, format.write(input));
      else if (destination.asFolder) await fill(openFolder(part), format.files(input));
      else await inZip(part, (pack) => fill(pack, format.files(input)));
    }
    stopIfCancelled(context.signal);
  });
  await context.file(file);
  house.changed('exports');
  return { bytes: await sizeOf(file) };
}

async function inZip(path: string, write: (pack: Package) => Promise<void>): Promise<void> {
  const pack = openZip(path);
  try {
    await write(pack);
    await pack.finish();
  } catch (error) {
    await pack.abandon();
    throw error;
  }
}

async function fill(pack: Package, files: Iterable<FormatFile>): Promise<void> {
  for (const { name, content } of files) await pack.add(name, content);
}

function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw signal.reason ?? new CancelledError('The export was cancelled.');
}

/** Progress over photographs packed and individuals drawn, whichever there are. */
function stepsOf(request: ExportRequest, tables: SeasonTables, season: Season, context: JobContext) {
  const photographs =
    request.kind !== 'zip' || request.photographs === 'none'
      ? 0
      : request.photographs === 'crops'
        ? tables.detections.filter(({ category }) => category === 'animal').length
        : tables.media.length;
  const individuals = request.kind === 'zip' || request.kind === 'pdf' ? season.profiles.length : 0;
  const total = photographs + individuals + 1;
  return {
    packed: (done: number) => context.progress({ done, total, doing: 'Packing photographs' }),
    drawn: (done: number) => context.progress({ done: photographs + done, total, doing: 'Drawing individuals' }),
  };
}

/** Bytes of a file, or of all files in a folder. */
async function sizeOf(path: string): Promise<number> {
  if (!(await stat(path)).isDirectory()) return (await stat(path)).size;
  let sum = 0;
  for (const name of await readdir(path, { recursive: true })) {
    const entry = await lstat(join(path, name));
    if (entry.isFile()) sum += entry.size;
  }
  return sum;
}
