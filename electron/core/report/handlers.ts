// Answers the calls about exports and jobs. Nothing is queued unless every rule holds; all violated rules are told together.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import type { ExportRequest, reportCalls } from '../../../shared/contract/report.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { ExportRequestError, InvalidInputError } from '../../../shared/errors.ts';
import { checkExportRequest } from '../../../shared/rules/export-request.ts';
import { listJobs } from '../../store/jobs.ts';
import { unknownLocations } from '../../store/report-jobs.ts';
import { readSeason } from '../../store/season-reading.ts';
import type { House } from '../house.ts';
import { chooseDestination } from './destination.ts';
import { currentExports, hasExpired, notFoundOrExpired, type ReportPayload, showExport } from './exports.ts';
import { formats } from './formats/all.ts';
import { previewSeason } from './preview.ts';
import { groupByOf, scopeOf, titleOf } from './request.ts';
import { computeSeason } from './season.ts';

export function reportHandlers(house: House): Pick<CoreHandlers, keyof typeof reportCalls> {
  return {
    'export.preview': async (request) => {
      await assertRules(house, request);
      return previewSeason(await readSeason(house.library().folder, scopeOf(request)), request);
    },
    'export.start': async (request) => {
      const library = house.library();
      await assertRules(house, request);
      await assertPossible(house, request);
      chooseDestination({ ...request, library: library.name, exportsFolder: library.place('exports') });
      const payload: ReportPayload = { request };
      const id = await library.jobs.add({ kind: 'report', title: titleOf(request), payload, maxAttempts: 1 });
      house.changed('exports');
      return showExport(house, id);
    },
    'export.show': ({ id }) => showExport(house, id),
    'export.list': () => currentExports(house),
    'jobs.list': async ({ state, limit }) =>
      (await listJobs(house.library().store.db, { state, limit })).filter((job) => !hasExpired(job)),
    'jobs.show': ({ id }) => showJob(house, id),
    'jobs.retry': async ({ id }) => {
      const job = await showJob(house, id);
      if (job.state !== 'failed' && job.state !== 'cancelled')
        throw new InvalidInputError(`Only a failed or cancelled job can be run again; this one is ${job.state}.`, {
          field: 'id',
        });
      return house.library().jobs.retry(id);
    },
    'jobs.cancel': async ({ id }) => {
      await showJob(house, id);
      return house.library().jobs.cancel(id);
    },
    'jobs.pause': ({ paused }) => {
      house.library().jobs.setPaused(paused);
      house.changed('jobs');
      return { paused };
    },
    'jobs.state': () => ({ paused: house.library().jobs.paused }),
  };
}

async function showJob(house: House, id: string): Promise<Job> {
  const job = await house.library().jobs.show(id);
  if (hasExpired(job)) throw notFoundOrExpired();
  return job;
}

/** @throws ExportRequestError with `details` `[{field, message, value}]`, `field` the first; InvalidInputError for unknown places */
async function assertRules(house: House, request: ExportRequest): Promise<void> {
  const library = house.library();
  const { timezone } = await library.settings();
  const today = Temporal.Now.zonedDateTimeISO(timezone).toPlainDate().toString();
  const violations = checkExportRequest(request, { today });
  if (violations.length > 0)
    throw new ExportRequestError(violations.map(({ message }) => message).join('; '), {
      field: violations[0]!.field,
      details: violations,
    });
  const unknown = await unknownLocations(library.store.db, request.locationIds ?? []);
  if (unknown.length > 0)
    throw new InvalidInputError(`There is no location ${unknown.join(', ')}.`, { field: 'locationIds' });
}

/** @throws ExportRequestError where the format asked for needs what the library does not hold */
async function assertPossible(house: House, request: ExportRequest): Promise<void> {
  if (request.kind === 'pdf' || request.kind === 'zip') return;
  const { obstacle } = formats[request.kind];
  if (obstacle === undefined) return;
  const library = house.library();
  const tables = await readSeason(library.folder, scopeOf(request));
  const precision = request.coordinates ?? (await library.settings()).coordinates;
  const message = obstacle({ tables, season: computeSeason(tables, groupByOf(request)), precision });
  if (message !== null)
    throw new ExportRequestError(message, {
      field: 'kind',
      details: [{ field: 'kind', message, value: request.kind }],
    });
}
