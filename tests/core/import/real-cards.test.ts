// Import of real cards and of files made to break readers.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Inference, startInference } from '../../../electron/inference/supervisor.ts';
import type { ImportResult } from '../../../shared/contract/import.ts';
import { callContext, type ImportingHouse, openImportingHouse } from '../../support/importing.ts';
import { shared, sharedMissing } from '../../support/shared.ts';

describe('two real cards imported together', { skip: sharedMissing }, () => {
  const cards = ['bushnell-station-1', 'reconyx-r49'].map((card) => shared('data/cards', card));
  let house: ImportingHouse;
  let first: ImportResult;
  let second: ImportResult;
  before(async () => {
    house = await openImportingHouse();
    first = await house.import(cards, { defaults: { timezone: 'America/Los_Angeles' } });
    second = await house.import(cards, { defaults: { timezone: 'America/Los_Angeles' } });
  });
  after(() => house?.close());
  const media = () => house.library.store.db.selectFrom('media').selectAll().execute();
  const named = async (name: string) => (await media()).find((row) => row.name === name);

  test('all 109 photographs come in', () => {
    assert.deepEqual([first.media, first.imported, first.duplicates.length, first.failed.length], [109, 109, 0, 0]);
  });

  test('what is no photograph is listed with its reason', () => {
    assert.deepEqual(first.skipped, [
      { path: join(cards[0]!, 'gold.csv'), reason: 'not a photograph or video: plain text' },
    ]);
  });

  test('a second import of the same cards stores nothing twice', async () => {
    assert.deepEqual([second.media, second.imported, second.duplicates.length], [109, 0, 109]);
    assert.equal((await media()).length, 109);
  });

  test('a duplicate names where it already is', async () => {
    const { sameAs } = second.duplicates[0]!;
    assert.ok(sameAs.startsWith(join(house.library.folder, 'originals')));
  });

  test('capture times are what the cameras wrote', async () => {
    assert.equal((await named('EK000001.JPG'))?.captured_at, '2014-07-01T15:22:09');
    assert.equal((await named('IMG_4468.JPG'))?.captured_at, '2020-06-05T14:45:24');
    assert.equal((await named('RCNX0242.JPG'))?.captured_at, '2021-06-29T17:08:38');
  });

  test('instants follow the zone that was given', async () => {
    assert.equal((await named('EK000001.JPG'))?.instant, '2014-07-01T22:22:09.000Z');
  });

  test('the maker note gives sequence, event number, temperature and serial number', async () => {
    const frame = await named('IMG_4468.JPG');
    assert.deepEqual(
      [frame?.sequence_index, frame?.sequence_total, frame?.event_number, frame?.temperature_c, frame?.serial],
      [1, 3, 1490, 29, 'P900FF03149458'],
    );
  });

  test('each of the six cameras mixed on one card has its own deployment', async () => {
    const deployments = await house.calls['deployments.list']({}, callContext);
    assert.equal(deployments.filter((deployment) => deployment.locationName === 'reconyx-r49').length, 6);
  });

  test('bursts of the Bushnell are events, and no event crosses deployments', async () => {
    const events = new Map<string, Set<string | null>>();
    for (const { event_id, deployment_id } of await media())
      events.set(event_id!, (events.get(event_id!) ?? new Set()).add(deployment_id));
    assert.equal(events.size, first.events);
    assert.ok([...events.values()].every((deployments) => deployments.size === 1));
    const burst = ['EK000001.JPG', 'EK000002.JPG', 'EK000003.JPG'].map(async (name) => (await named(name))?.event_id);
    assert.equal(new Set(await Promise.all(burst)).size, 1);
  });

  test('every copy has the bytes of its original', async () => {
    for (const row of await media()) {
      const bytes = await readFile(house.library.locate(row.path));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), row.sha256);
    }
  });

  test('nothing is left under a temporary name', async () => {
    assert.deepEqual(await readdir(join(house.library.place('originals'), '.incoming')).catch(() => []), []);
  });
});

describe('files made to break readers', { skip: sharedMissing }, () => {
  let inference: Inference;
  let house: ImportingHouse;
  let result: ImportResult;
  before(async () => {
    inference = startInference({ workers: 1 });
    house = await openImportingHouse({ inference });
    result = await house.import([shared('data/bad')]);
  });
  after(async () => {
    await house?.close();
    await inference?.stop();
  });

  test('every file is imported or listed with a reason', async () => {
    const files = (await readdir(shared('data/bad'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const imported = await house.library.store.db
      .selectFrom('import_file')
      .select('path')
      .where('state', '=', 'imported')
      .execute();
    const answered = [
      ...imported.map(({ path }) => path),
      ...result.duplicates.map(({ path }) => path),
      ...[...result.skipped, ...result.failed].filter(({ reason }) => reason.length > 5).map(({ path }) => path),
    ];
    assert.deepEqual(answered.sort(), files.map((entry) => join(entry.parentPath, entry.name)).sort());
  });

  const fateOf = (name: string) =>
    [...result.skipped, ...result.failed].find(({ path }) => path.endsWith(`/${name}`))?.reason ?? 'imported';

  test('files with the wrong extension are told by their bytes', () => {
    assert.equal(fateOf('jpeg-named.png'), 'imported');
    assert.equal(fateOf('png-named-0.jpg'), 'imported');
    assert.match(fateOf('bmp-named.jpg'), /BMP/);
    assert.match(fateOf('pdf-named.jpg'), /PDF/);
    assert.match(fateOf('zero-byte.JPG'), /0 bytes/);
  });

  test('a photograph that decodes partly is imported and marked damaged', async () => {
    const row = await house.library.store.db
      .selectFrom('media')
      .select(['damaged', 'width', 'height'])
      .where('name', '=', 'african_elephants_truncated_file.jpg')
      .executeTakeFirst();
    assert.deepEqual(row, { damaged: 1, width: 2048, height: 1536 });
  });

  test('a photograph with nothing to show fails with the reason', () => {
    assert.match(fateOf('corrupt-header.jpg'), /cannot be read|can be read/);
  });
});
