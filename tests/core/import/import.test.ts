// Imports of made cards: duplicates, places, events, and what happens when something goes wrong on the way.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { newId } from '../../../electron/store/rows.ts';
import type { EventId } from '../../../shared/domain/ids.ts';
import { InvalidInputError, SourceUnreadableError } from '../../../shared/errors.ts';
import { callContext, type ImportingHouse, openImportingHouse } from '../../support/importing.ts';
import { makePicture, type PictureToMake } from '../../support/pictures.ts';
import { movie, track } from '../../support/videos.ts';

let house: ImportingHouse;
/** What the stand-in for the decoder does when a picture looks cut off. */
let onDoubt: (path: string) => Promise<void>;
beforeEach(async () => {
  onDoubt = async () => {};
  house = await openImportingHouse({
    inference: {
      describe: async ({ path }) => {
        await onDoubt(path);
        return { width: 64, height: 48, orientation: 1, format: 'jpeg', damaged: true };
      },
    },
  });
});
afterEach(() => house.close());

const media = () => house.library.store.db.selectFrom('media').selectAll().orderBy('name').execute();
const events = () => house.library.store.db.selectFrom('event').selectAll().orderBy('started_at').execute();
const deployments = () => house.calls['deployments.list']({}, callContext);
const locations = () => house.calls['locations.list']({}, callContext);
/** Frames a second apart, numbered from one. */
const frames = (count: number, of: PictureToMake = {}, from = 1): Record<string, PictureToMake> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const number = from + at;
      const seconds = String(number).padStart(2, '0');
      return [`IMG_${String(number).padStart(4, '0')}.JPG`, { taken: `2024:05:01 06:00:${seconds}`, number, ...of }];
    }),
  );

describe('the same bytes', () => {
  test('under two names are stored once, and the second names the first', async () => {
    const card = await house.card('Oak', { 'a.jpg': { number: 1 }, 'b.jpg': { number: 1 } });
    const result = await house.import([card]);
    assert.equal(result.imported, 1);
    const [{ path, sameAs }] = result.duplicates as [{ path: string; sameAs: string }];
    assert.deepEqual([path, sameAs].sort(), [join(card, 'a.jpg'), join(card, 'b.jpg')]);
  });

  test('in a folder dropped together with its parent are one file, not a duplicate', async () => {
    const card = await house.card('Oak', { 'DCIM/a.jpg': {} });
    const result = await house.import([card, join(card, 'DCIM')]);
    assert.deepEqual([result.imported, result.duplicates.length], [1, 0]);
  });
});

test('different photographs under one name are different media', async () => {
  const one = await house.card('One', { 'IMG_0001.JPG': { number: 1, taken: '2024:05:01 06:00:00' } });
  const two = await house.card('Two', { 'IMG_0001.JPG': { number: 2, taken: '2024:05:01 06:00:00' } });
  assert.equal((await house.import([one, two], { defaults: { location: 'Oak' } })).imported, 2);
  assert.equal(new Set((await media()).map((row) => row.path)).size, 2);
});

test('copies are named by year, location and hash', async () => {
  const card = await house.card('Oak ridge', {
    'IMG 1?.JPG': { taken: '2024:05:01 06:00:00' },
    'x.jpg': { number: 2 },
  });
  await house.import([card]);
  const paths = (await media()).map((row) => row.path.replace(/[0-9a-f]{8}-/, '#-'));
  assert.deepEqual(paths, ['originals/2024/oak-ridge/#-IMG 1_.JPG', 'originals/undated/oak-ridge/#-x.jpg']);
});

test('referenced photographs stay where they are', async () => {
  const card = await house.card('Oak', frames(2));
  await house.import([card], { mode: 'reference' });
  assert.deepEqual(
    (await media()).map((row) => [row.storage, row.path]),
    ['IMG_0001.JPG', 'IMG_0002.JPG'].map((name) => ['referenced', join(card, name)]),
  );
  assert.deepEqual(await readdir(house.library.place('originals')), []);
});

test('width and height are those of the upright picture', async () => {
  await house.import([await house.card('Oak', { 'a.jpg': { width: 64, height: 48, orientation: 6 } })]);
  const [row] = await media();
  assert.deepEqual([row?.width, row?.height, row?.orientation], [48, 64, 6]);
});

test('a photograph without a time has none, and an event of its own', async () => {
  await house.import([await house.card('Oak', { 'a.jpg': { number: 1 }, 'b.jpg': { number: 2 } })]);
  assert.deepEqual(
    (await media()).map((row) => [row.captured_at, row.instant]),
    [
      [null, null],
      [null, null],
    ],
  );
  assert.deepEqual(
    (await events()).map((event) => [event.basis, event.started_at]),
    [
      ['single', null],
      ['single', null],
    ],
  );
});

describe('places', () => {
  test('a plan names location, coordinates, zone and species of its folder', async () => {
    const [oak, elm] = [await house.card('a', frames(1)), await house.card('b', frames(1, {}, 9))];
    await house.import([oak, elm], {
      defaults: { timezone: 'Europe/Berlin' },
      plans: [{ folder: oak, location: 'Oak', latitude: 50, longitude: 8, species: 'deer', timezone: 'Asia/Tokyo' }],
    });
    assert.deepEqual((await deployments()).map((row) => [row.locationName, row.timezone, row.species]).sort(), [
      ['Oak', 'Asia/Tokyo', 'deer'],
      ['b', 'Europe/Berlin', null],
    ]);
    assert.deepEqual((await locations()).map((row) => [row.name, row.latitude, row.longitude]).sort(), [
      ['Oak', 50, 8],
      ['b', null, null],
    ]);
  });

  test('a location is found by its name, whatever the case', async () => {
    await house.import([await house.card('a', frames(1))], { defaults: { location: 'Old Öak' } });
    await house.import([await house.card('b', frames(1, {}, 5))], { defaults: { location: 'old öAK ' } });
    assert.equal((await locations()).length, 1);
  });

  test('without a plan GPS within a hundred metres of a known location is that location', async () => {
    await house.import([await house.card('a', frames(1))], {
      defaults: { location: 'Oak', latitude: 50, longitude: 8 },
    });
    await house.import([await house.card('b', frames(1, { latitude: 50.0004, longitude: 8 }, 5))]);
    assert.deepEqual(
      (await locations()).map((row) => [row.name, row.media]),
      [['Oak', 2]],
    );
  });

  test('without a plan and near nothing known the folder gives the name and the photographs the coordinates', async () => {
    await house.import([
      await house.card('Elm', { ...frames(1), ...frames(1, { latitude: -33.5, longitude: 18.25 }, 2) }),
    ]);
    const [location] = await locations();
    assert.deepEqual([location?.name, location?.latitude, location?.longitude], ['Elm', -33.5, 18.25]);
  });

  test('two cards of one name far apart are two locations', async () => {
    await house.import([await house.card('x/CARD', frames(1, { latitude: 50, longitude: 8 }))]);
    await house.import([await house.card('y/CARD', frames(1, { latitude: 51, longitude: 8 }, 5))]);
    assert.deepEqual((await locations()).map((row) => row.name).sort(), ['CARD', 'CARD (2)']);
  });

  test('two cameras in one folder are two deployments', async () => {
    await house.import([await house.card('Oak', { ...frames(2, { serial: 'A' }), ...frames(3, { serial: 'B' }, 5) })]);
    assert.deepEqual((await deployments()).map((row) => [row.serial, row.media]).sort(), [
      ['A', 2],
      ['B', 3],
    ]);
  });

  test('videos, which name no camera, are those of the one camera of their folder', async () => {
    await house.import([await house.card('Oak', { ...frames(2, { serial: 'A' }), 'VID_1.MP4': movie(track(64, 48)) })]);
    assert.deepEqual(
      (await deployments()).map((row) => [row.serial, row.media]),
      [['A', 3]],
    );
  });

  test('videos stay apart where two cameras are mixed', async () => {
    const cameras = { ...frames(1, { serial: 'A' }), ...frames(1, { serial: 'B' }, 5) };
    await house.import([await house.card('Oak', { ...cameras, 'VID_1.MP4': movie(track(64, 48)) })]);
    assert.equal((await deployments()).length, 3);
  });

  test('the same camera imported again from the same folder goes on with its deployment', async () => {
    const card = await house.card('Oak', frames(2, { serial: 'A' }));
    await house.import([card]);
    await house.card('Oak', frames(2, { serial: 'A' }, 10));
    await house.import([card]);
    assert.deepEqual(
      (await deployments()).map((row) => row.media),
      [4],
    );
  });
});

describe('events', () => {
  test('a later import extends an event without changing its identity', async () => {
    const card = await house.card('Oak', frames(2));
    await house.import([card]);
    const [before] = await events();
    await house.card('Oak', frames(2, {}, 3));
    await house.import([card]);
    const after = await events();
    assert.deepEqual(
      after.map((event) => [event.id, event.ended_at]),
      [[before!.id, '2024-05-01T06:00:04']],
    );
  });

  test('events made by a person are left as they are', async () => {
    const card = await house.card('Oak', frames(3));
    await house.import([card]);
    const { db } = house.library.store;
    const [first] = await media();
    const manual = newId<EventId>();
    await db
      .insertInto('event')
      .values({ id: manual, deployment_id: first!.deployment_id, basis: 'manual', started_at: null, ended_at: null })
      .execute();
    await db.updateTable('media').set({ event_id: manual }).where('id', '=', first!.id).execute();
    await house.card('Oak', frames(1, {}, 4));
    await house.import([card]);
    assert.equal((await media())[0]?.event_id, manual);
  });
});

describe('what goes wrong', () => {
  test('a path that is not there is an error that names it, and nothing is queued', async () => {
    await assert.rejects(house.runImport(['/no/such/card']), SourceUnreadableError);
    assert.deepEqual(await house.calls['import.list']({}, callContext), []);
  });

  test('the library itself cannot be imported into itself', async () => {
    await assert.rejects(house.runImport([house.library.place('originals')]), InvalidInputError);
  });

  test('a disk that holds the library is imported without the library', async () => {
    const inside = join(house.library.place('originals'), 'x.jpg');
    await writeFile(inside, await makePicture());
    const result = await house.import([join(house.library.folder, '..')]);
    assert.equal(result.media, 0);
  });

  test('a card pulled out half way is one error, and retrying with it back in goes on', async () => {
    const cut = (await makePicture({ number: 500 })).subarray(0, -2);
    const card = await house.card('Oak', { ...frames(40), 'IMG_0005b.JPG': cut });
    onDoubt = async () => {
      onDoubt = async () => {};
      await rename(card, `${card} pulled`);
    };
    const job = await house.runImport([card]);
    assert.equal(job.state, 'failed');
    assert.match(job.error ?? '', /Oak went away.*safe/);
    const safe = (await media()).length;
    assert.ok(safe < 41);
    await rename(`${card} pulled`, card);
    await house.library.jobs.retry(job.id);
    const again = await house.library.jobs.finished(job.id);
    assert.equal(again.state, 'completed');
    assert.equal((await media()).length, 41);
  });

  test('a file that is gone when its turn comes is listed, and the others come in', async () => {
    const cut = (await makePicture({ number: 500 })).subarray(0, -2);
    const card = await house.card('Oak', { ...frames(40), 'IMG_0000.JPG': cut });
    onDoubt = () => rm(join(card, 'IMG_0040.JPG'));
    const { imported, failed } = await house.import([card]);
    assert.equal(imported, 40);
    assert.deepEqual(failed, [{ path: join(card, 'IMG_0040.JPG'), reason: 'it is not there (any more)' }]);
  });

  test('a cancelled import keeps what came in, and retrying brings the rest', async () => {
    const cut = (await makePicture({ number: 500 })).subarray(0, -2);
    const card = await house.card('Oak', { ...frames(40), 'IMG_0005b.JPG': cut });
    let cancelled: Promise<unknown> | undefined;
    onDoubt = async () => {
      onDoubt = async () => {};
      const [job] = house.jobs;
      cancelled = house.library.jobs.cancel(job!.id);
    };
    const job = await house.runImport([card]);
    await cancelled;
    assert.equal(job.state, 'cancelled');
    assert.ok((await media()).every((row) => row.event_id !== null));
    await house.library.jobs.retry(job.id);
    assert.equal((await house.library.jobs.finished(job.id)).state, 'completed');
    assert.equal((await media()).length, 41);
  });
});

describe('afterwards', () => {
  test('the analysis of what came in is queued once', async () => {
    const card = await house.card('Oak', frames(2));
    const { importId } = await house.import([card], { analyse: true });
    const queued = await house.library.store.db
      .selectFrom('job')
      .select('payload')
      .where('kind', '=', 'analyse')
      .execute();
    assert.deepEqual(
      queued.map((job) => JSON.parse(job.payload)),
      [{ importId }],
    );
  });

  test('nothing is queued when nothing new came in', async () => {
    const card = await house.card('Oak', frames(2));
    await house.import([card]);
    await house.import([card], { analyse: true });
    assert.equal(
      (await house.library.store.db.selectFrom('job').selectAll().where('kind', '=', 'analyse').execute()).length,
      0,
    );
  });

  test('uploads are copied into the library and their staging folder is removed', async () => {
    const session = join(house.library.place('staging'), 'session-1');
    await mkdir(join(session, 'DCIM/100MEDIA'), { recursive: true });
    await writeFile(join(session, 'DCIM/100MEDIA/a.jpg'), await makePicture());
    await house.import([session], { mode: 'auto', staged: true });
    assert.equal(existsSync(session), false);
    const [row] = await media();
    assert.ok(existsSync(house.library.locate(row!.path)));
    assert.equal((await deployments())[0]?.folder, 'Uploaded photographs');
  });

  test('nothing is left of the folder that several uploaded cards were sent to', async () => {
    const session = join(house.library.place('staging'), 'session-2');
    const cards = ['North', 'South'].map((name) => join(session, name));
    for (const card of cards) {
      await mkdir(card, { recursive: true });
      await writeFile(join(card, 'a.jpg'), await makePicture());
    }
    await house.import(cards, { mode: 'auto', staged: true });
    assert.equal(existsSync(session), false);
  });

  test('imports are listed newest first with their result', async () => {
    const card = await house.card('Oak', frames(2));
    await house.import([card]);
    await house.import([card]);
    const list = await house.calls['import.list']({}, callContext);
    assert.deepEqual(
      list.map((row) => [row.state, row.sources, row.result?.imported]),
      [
        ['done', [card], 0],
        ['done', [card], 2],
      ],
    );
  });
});
