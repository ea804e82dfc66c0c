import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { runCommand } from '../../electron/command/run.ts';

const ENTRY = join(import.meta.dirname, '../../electron/command/herdbook.ts');

describe('the herdbook command', () => {
  let area: string;
  let library: string;
  const said: string[] = [];
  before(async () => {
    area = mkdtempSync(join(tmpdir(), 'herdbook-command-'));
    library = join(area, 'library');
    const card = join(area, 'card', 'DCIM');
    mkdirSync(card, { recursive: true });
    for (const [index, background] of ['#225522', '#335533', '#445544'].entries()) {
      await sharp({ create: { width: 320, height: 240, channels: 3, background } })
        .withExif({ IFD0: { Make: 'Rangewood' }, IFD2: { DateTimeOriginal: `2026:05:0${index + 1} 05:30:00` } })
        .jpeg()
        .toFile(join(card, `IMG_000${index + 1}.JPG`));
    }
    writeFileSync(join(card, 'notes.txt'), 'battery changed');
    writeFileSync(join(card, 'BROKEN.JPG'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
  });
  after(() => rmSync(area, { recursive: true, force: true }));

  const run = (...args: string[]) => runCommand(args, (line) => said.push(line), { HERDBOOK_HOME: area });
  const json = async (...args: string[]) => {
    const { code, text } = await run(...args, '--library', library, '--json');
    return { code, value: JSON.parse(text) };
  };

  test('import makes the library and answers with the documented shape', async () => {
    const { code, value } = await json(
      'import',
      join(area, 'card'),
      '--location',
      'Waterhole',
      '--lat',
      '-33.9',
      '--lon',
      '18.4',
      '--timezone',
      'Africa/Johannesburg',
      '--species',
      'deer',
    );
    assert.equal(code, 0);
    for (const field of [
      'media',
      'imported',
      'duplicates',
      'skipped',
      'failed',
      'events',
      'detections',
      'proposals',
      'seconds',
    ])
      assert.ok(field in value, field);
    assert.equal(value.imported, 3);
    assert.deepEqual(
      value.skipped.map(({ path }: { path: string }) => path),
      [join(area, 'card', 'DCIM', 'notes.txt')],
    );
    assert.deepEqual(
      value.failed.map(({ path }: { path: string }) => path),
      [join(area, 'card', 'DCIM', 'BROKEN.JPG')],
    );
    assert.ok(said.length > 0);
  });

  test('the same card again imports nothing and names where everything is', async () => {
    const { value } = await json('import', join(area, 'card'));
    assert.equal(value.imported, 0);
    assert.equal(value.duplicates.length, 3);
    assert.ok(
      value.duplicates.every(
        ({ path, sameAs }: { path: string; sameAs: string }) => path.endsWith('.JPG') && sameAs !== '',
      ),
    );
  });

  test('status counts what is there', async () => {
    const { value } = await json('status');
    assert.deepEqual(value.media, { pending: 0, processing: 0, completed: 3, failed: 0 });
    assert.deepEqual([value.images, value.videos, value.jobs.failed], [3, 0, 0]);
  });

  test('media list gives every field, with the place and the moment', async () => {
    const { value } = await json('media', 'list');
    const [first] = value;
    for (const field of [
      'id',
      'sha256',
      'path',
      'name',
      'kind',
      'capturedAt',
      'instant',
      'timezone',
      'make',
      'model',
      'serial',
      'orientation',
      'width',
      'height',
      'latitude',
      'longitude',
      'temperatureC',
      'sequence',
      'eventId',
      'locationId',
      'status',
      'error',
      'detections',
    ])
      assert.ok(field in first, field);
    assert.equal(first.capturedAt, '2026-05-01T05:30:00');
    assert.equal(Temporal.Instant.compare(first.instant, '2026-05-01T03:30:00Z'), 0);
    assert.ok(existsSync(first.path), first.path);
    const shown = await json('media', 'show', first.id);
    assert.equal(shown.value.sha256, first.sha256);
  });

  test('locations can be listed, added, changed and removed', async () => {
    assert.deepEqual(
      (await json('locations', 'list')).value.map(({ name, latitude }: { name: string; latitude: number }) => [
        name,
        latitude,
      ]),
      [['Waterhole', -33.9]],
    );
    const { value: added } = await json('locations', 'add', 'Pond', '--lat', '1', '--lon', '2');
    await json('locations', 'update', added.id, '--name', 'Big pond');
    const { value } = await json('locations', 'list');
    assert.deepEqual(value.find(({ id }: { id: string }) => id === added.id).latitude, 1);
    assert.equal((await json('locations', 'remove', added.id)).code, 0);
    assert.equal((await json('locations', 'list')).value.length, 1);
  });

  test('an export ends as the finished job with its file', async () => {
    const { code, value } = await json(
      'export',
      'csv',
      '--from',
      '2026-05-01',
      '--to',
      '2026-05-31',
      '--group-by',
      'week',
      '--out',
      join(area, 'tables.zip'),
    );
    assert.equal(code, 0);
    assert.deepEqual([value.state, value.error], ['completed', null]);
    assert.ok(existsSync(value.file));
    const jobs = (await json('jobs', 'list')).value;
    for (const field of ['id', 'kind', 'state', 'progress', 'attempts', 'error', 'createdAt', 'finishedAt', 'file'])
      assert.ok(field in jobs[0], field);
  });

  test('a request that breaks rules names all of them, each at its field, with exit 2', async () => {
    const { code, value } = await json('export', 'pdf', '--from', '2026-06-31', '--to', 'soon', '--group-by', 'year');
    assert.equal(code, 2);
    assert.equal(value.error.code, 'export-request');
    assert.deepEqual(
      value.error.details.map(({ field }: { field: string }) => field),
      ['startDate', 'endDate', 'groupBy'],
    );
  });

  test('check and backup look after the library', async () => {
    assert.deepEqual((await json('check', '--hashes')).value, { ok: true, problems: [] });
    const { value } = await json('backup');
    assert.ok(existsSync(value.file));
  });

  test('check finds a photograph that is gone and exits with 1', async () => {
    const { value: media } = await json('media', 'list');
    rmSync(media[0].path);
    const { code, value } = await json('check');
    assert.equal(code, 1);
    assert.equal(value.ok, false);
    assert.equal(value.problems.length, 1);
  });

  test('wrong usage exits with 2 and says what is right', async () => {
    for (const args of [
      ['fly'],
      ['media'],
      ['status', '--speed', '9'],
      ['import'],
      ['import', 'x', '--species', 'goose'],
      ['import', 'x', '--lat', 'north'],
    ]) {
      const { code, text } = await run(...args, '--library', join(area, 'none'), '--json');
      assert.deepEqual([args.join(' '), code], [args.join(' '), 2]);
      assert.notEqual(JSON.parse(text).error.message, '');
    }
    assert.equal((await run('status', '--json')).code, 2);
  });

  test('a library that is not there is an error that names it, and is not made', async () => {
    const { code, text } = await run('status', '--library', join(area, 'none'), '--json');
    assert.equal(code, 1);
    assert.deepEqual(
      [JSON.parse(text).error.code, JSON.parse(text).error.message.includes(join(area, 'none'))],
      ['library-not-found', true],
    );
    assert.equal(existsSync(join(area, 'none')), false);
  });

  test('a folder that cannot be found fails the import and names it', async () => {
    const { code, value } = await json('import', join(area, 'no-such-card'));
    assert.equal(code, 1);
    assert.ok(value.error.message.includes('no-such-card'));
  });

  test('as a process: the result alone on standard output, progress on standard error', async () => {
    const { stdout, stderr, code } = await new Promise<{ stdout: string; stderr: string; code: number }>((resolve) => {
      execFile(
        process.execPath,
        [ENTRY, 'analyse', '--library', library, '--json'],
        { env: { ...process.env, HERDBOOK_HOME: area } },
        (error, stdout, stderr) => resolve({ stdout, stderr, code: Number(error?.code ?? 0) }),
      );
    });
    assert.equal(code, 0, stderr);
    assert.equal(typeof JSON.parse(stdout).seconds, 'number');
    assert.match(stderr, /Analy/i);
  });
});
