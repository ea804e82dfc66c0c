// Requests and jobs of exports: rules, states, order, crash, cancel, expiry, and where files go.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hasExpired } from '../../../electron/core/report/exports.ts';
import { reportHandlers } from '../../../electron/core/report/handlers.ts';
import { reportRunner } from '../../../electron/core/report/run.ts';
import { addJob } from '../../../electron/store/jobs.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { ExportRequestError, InvalidInputError, JobNotFoundError } from '../../../shared/errors.ts';
import { openTestHouse } from '../../support/house.ts';
import { openSeasonHouse, type SeasonHouse } from './season-library.ts';

const context = { signal: new AbortController().signal };

describe('requests', () => {
  let house: SeasonHouse;
  before(async () => {
    house = await openSeasonHouse();
  });
  after(() => house.close());
  const start = (given: Parameters<SeasonHouse['request']>[0]) =>
    house.handlers['export.start'](house.request(given), context);
  const jobs = () => house.handlers['jobs.list']({ limit: 100 }, context);

  test('all violated rules come back together, each at its field with the value given', async () => {
    await assert.rejects(
      async () => start({ startDate: '2026-05-02', endDate: '2026-05-01', groupBy: 'year' }),
      (error) => {
        assert.ok(error instanceof ExportRequestError);
        assert.equal(error.field, 'startDate');
        assert.deepEqual(error.details, [
          { field: 'startDate', message: 'start_date must be before end_date', value: '2026-05-02' },
          { field: 'groupBy', message: 'group_by must be one of: day, week, month', value: 'year' },
        ]);
        return true;
      },
    );
  });
  test('nothing is queued for a request that breaks a rule', async () => {
    const before = (await jobs()).length;
    await assert.rejects(async () => start({ startDate: '31.02.2026' }), ExportRequestError);
    assert.equal((await jobs()).length, before);
  });
  test('a place that does not exist is named', () =>
    assert.rejects(async () => start({ locationIds: ['nowhere'] }), /There is no location nowhere/));
  test('a relative path is refused before anything is queued', () =>
    assert.rejects(async () => start({ out: 'report.pdf' }), InvalidInputError));
  test('capture histories without exact coordinates are refused in words', () =>
    assert.rejects(async () => start({ kind: 'secr', coordinates: 'coarse' }), /exact coordinates/));
  test('a preview counts what the export would hold', async () => {
    const preview = await house.handlers['export.preview'](house.request({}), context);
    assert.deepEqual([preview.photographs, preview.events, preview.detections, preview.individuals], [7, 5, 8, 3]);
  });
  test('an export is processing when it is queued', async () => {
    const job = await start({ kind: 'csv' });
    assert.equal(job.state, 'processing');
    await house.library.jobs.finished(job.id);
  });
});

describe('jobs', () => {
  let house: SeasonHouse;
  before(async () => {
    house = await openSeasonHouse();
  });
  after(() => house.close());

  test('a finished export says what and where it is and when its record expires', async () => {
    const job = await house.export({ kind: 'pdf' });
    assert.equal(job.state, 'completed');
    assert.equal(job.filename, 'herdbook-test-library-2026-05-01--2026-05-31.pdf');
    assert.equal(dirname(job.file!), house.library.place('exports'));
    assert.equal((await readFile(job.file!)).length, job.bytes);
    assert.equal(
      job.expiresAt,
      Temporal.Instant.from(job.finishedAt!).add({ hours: 1 }).toString({ smallestUnit: 'millisecond' }),
    );
  });
  test('a second export of the same name overwrites nothing', async () => {
    const job = await house.export({ kind: 'pdf' });
    assert.match(job.filename!, /-2\.pdf$/);
  });
  test('several exports run one after another', async () => {
    const kinds = ['csv', 'megadetector', 'coco'] as const;
    const ids: JobId[] = [];
    for (const kind of kinds) ids.push((await house.handlers['export.start'](house.request({ kind }), context)).id);
    const ended = [];
    for (const id of ids) ended.push(await house.library.jobs.finished(id));
    for (const [i, job] of ended.entries()) if (i > 0) assert.ok(job.startedAt! >= ended[i - 1]!.finishedAt!);
  });
  test('an export whose record is an hour old is not found, and its file stays', async () => {
    const job = await house.export({ kind: 'csv' });
    const longAgo = Temporal.Now.instant().subtract({ hours: 1, seconds: 1 }).toString({ smallestUnit: 'millisecond' });
    await house.library.store.db.updateTable('job').set({ finished_at: longAgo }).where('id', '=', job.id).execute();
    for (const call of ['export.show', 'jobs.show', 'jobs.retry', 'jobs.cancel'] as const)
      await assert.rejects(
        async () => house.handlers[call]({ id: job.id }, context),
        (error) => error instanceof JobNotFoundError && error.message === 'Job not found or expired',
      );
    assert.ok(!(await house.handlers['export.list']({}, context)).some(({ id }) => id === job.id));
    assert.ok(!(await house.handlers['jobs.list']({ limit: 100 }, context)).some(({ id }) => id === job.id));
    assert.ok(existsSync(job.file!));
  });
  test('a record expires at the hour, not before', () => {
    const job = { kind: 'report' as const, finishedAt: '2026-05-01T10:00:00.000Z' };
    assert.equal(hasExpired(job, Temporal.Instant.from('2026-05-01T10:59:59.999Z')), false);
    assert.equal(hasExpired(job, Temporal.Instant.from('2026-05-01T11:00:00Z')), true);
  });
  test('an export that was never there is not found in the same words', () =>
    assert.rejects(
      async () => house.handlers['export.show']({ id: 'nothing' as JobId }, context),
      /Job not found or expired/,
    ));
  test('a completed job cannot be run again', async () => {
    const job = await house.export({ kind: 'csv' });
    await assert.rejects(async () => house.handlers['jobs.retry']({ id: job.id }, context), /this one is completed/);
  });
  test('pausing is told and holds back what is queued', async () => {
    await house.handlers['jobs.pause']({ paused: true }, context);
    assert.deepEqual(await house.handlers['jobs.state']({}, context), { paused: true });
    const job = await house.handlers['export.start'](house.request({ kind: 'csv' }), context);
    assert.equal((await house.library.jobs.show(job.id)).state, 'queued');
    await house.handlers['jobs.pause']({ paused: false }, context);
    assert.equal((await house.library.jobs.finished(job.id)).state, 'completed');
  });
});

describe('failure', () => {
  test('an export that was running when its process died has failed with the reason', async () => {
    const house = await openTestHouse();
    const { db } = house.library.store;
    const payload = { request: { kind: 'pdf', startDate: '2026-05-01', endDate: '2026-05-31' } };
    const id = await addJob(db, { kind: 'report', title: 'x', payload, maxAttempts: 1 });
    await db
      .updateTable('job')
      .set({ state: 'running', lease_owner: `${hostname()}:4194303`, lease_until: '2999-01-01T00:00:00.000Z' })
      .execute();
    const left = join(house.library.place('exports'), '.herdbook-old.part');
    await writeFile(left, 'half');
    await house.startJobs(reportRunner);
    const job = await reportHandlers(house.house)['export.show']({ id }, context);
    assert.equal(job.state, 'failed');
    assert.equal(job.error, 'Herdbook was closed or crashed while this export was being written. Start it again.');
    const retried = await reportHandlers(house.house)['jobs.retry']({ id }, context);
    assert.notEqual(retried.state, 'failed');
    await house.library.jobs.finished(id);
    assert.equal(existsSync(left), false);
    await house.close();
  });

  test('a cancelled export leaves nothing behind', async () => {
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const house = await openSeasonHouse({
      render: (_task, options) => {
        begun();
        return new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(options.signal!.reason));
        });
      },
    });
    const { id } = await house.handlers['export.start'](house.request({ kind: 'zip' }), context);
    await beginning;
    await house.handlers['jobs.cancel']({ id }, context);
    const job = await house.handlers['export.show']({ id }, context);
    assert.deepEqual([job.state, job.file], ['cancelled', null]);
    assert.deepEqual(await readdir(house.library.place('exports')), []);
    await house.close();
  });

  test('a folder that takes no files is named, and nothing is retried', async () => {
    const house = await openSeasonHouse();
    const file = join(house.library.folder, 'a-file');
    await writeFile(file, '');
    const job = await house.export({ kind: 'csv', out: join(file, 'inside', 'tables.zip') });
    assert.equal(job.state, 'failed');
    assert.match(job.error!, /cannot write to .*a-file/);
    assert.equal((await house.library.jobs.show(job.id)).attempts, 1);
    await house.close();
  });
});

describe('places', () => {
  let house: SeasonHouse;
  let folder: string;
  before(async () => {
    house = await openSeasonHouse();
    folder = join(house.library.folder, 'elsewhere');
    await mkdir(folder);
  });
  after(() => house.close());

  test('a file asked for is written there', async () => {
    const out = join(folder, 'season.pdf');
    assert.equal((await house.export({ out })).file, out);
  });
  test('a folder asked for receives a file of the usual name', async () => {
    const { file } = await house.export({ kind: 'coco', out: folder });
    assert.equal(file, join(folder, 'herdbook-test-library-2026-05-01--2026-05-31-coco.json'));
  });
  test('tables asked for in a folder that is not there yet make it', async () => {
    const out = join(folder, 'tables');
    assert.equal((await house.export({ kind: 'csv', out })).file, out);
    assert.ok((await readdir(out)).includes('media.csv'));
  });
  test('tables asked for in an empty folder fill it', async () => {
    const out = join(folder, 'empty');
    await mkdir(out);
    assert.equal((await house.export({ kind: 'csv', out })).file, out);
  });
  test('tables asked for in a folder with something in it get a folder of their own there', async () => {
    const { file } = await house.export({ kind: 'csv', out: folder });
    assert.equal(dirname(file!), folder);
    assert.equal(basename(file!), 'herdbook-test-library-2026-05-01--2026-05-31-tables');
  });
  test('no temporary file is left anywhere', async () =>
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.part')),
      [],
    ));
});
