// The formats of the field, each checked against what the field published, and all against the same season.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { shared, sharedMissing } from '../../support/shared.ts';
import { readCsv } from './read-csv.ts';
import { openSeasonHouse, type SeasonHouse } from './season-library.ts';

let house: SeasonHouse;
before(async () => {
  house = await openSeasonHouse();
});
after(() => house.close());
type Given = Parameters<SeasonHouse['export']>[0];

async function file(given: Given): Promise<string> {
  const job = await house.export(given);
  assert.equal(job.error, null);
  return readFile(job.file!, 'utf8');
}
let folders = 0;
async function folder(given: Given): Promise<{ path: string; read: (name: string) => Promise<string> }> {
  const path = join(house.library.folder, `out-${++folders}`);
  const job = await house.export({ ...given, out: path });
  assert.equal(job.error, null);
  return { path, read: (name) => readFile(join(path, name), 'utf8') };
}

describe('Camtrap DP', () => {
  const python = spawnSync('python3', ['--version']).status === 0;
  const skip = sharedMissing || (python ? false : 'needs python3');

  for (const given of [{}, { coordinates: 'coarse' }, { species: 'horse' }, { startDate: '2026-05-12' }] as Given[])
    test(`tables pass the published schemas for ${JSON.stringify(given)}`, { skip }, async () => {
      const { path } = await folder({ kind: 'camtrap-dp', ...given });
      const check = spawnSync('python3', [shared('standards/camtrap-dp/check_csv.py'), path], { encoding: 'utf8' });
      assert.equal(check.status, 0, check.stdout + check.stderr);
    });
  test('observations carry the individual and whether a person or a machine said so', async () => {
    const { read } = await folder({ kind: 'camtrap-dp' });
    const observations = readCsv(await read('observations.csv'));
    const media = observations.filter(({ observationLevel }) => observationLevel === 'media');
    assert.equal(media.filter(({ individualID }) => individualID !== '').length, 6);
    assert.equal(media.filter(({ observationType }) => observationType === 'blank').length, 1);
    assert.equal(media.filter(({ observationType }) => observationType === 'human').length, 1);
    const events = observations.filter(({ observationLevel }) => observationLevel === 'event');
    assert.equal(events.filter(({ individualID }) => individualID !== '').length, 4);
    assert.deepEqual(
      events.filter(({ individualID }) => individualID === '').map(({ count }) => count),
      ['1'],
    );
  });
  test('every individual of the observations is in the package description', async () => {
    const { read } = await folder({ kind: 'camtrap-dp' });
    const described = JSON.parse(await read('datapackage.json')) as {
      resources: { name: string; data?: { individualID: string }[] }[];
    };
    const known = new Set(
      described.resources.find(({ name }) => name === 'individuals')!.data!.map((row) => row.individualID),
    );
    for (const { individualID } of readCsv(await read('observations.csv')))
      if (individualID !== '') assert.ok(known.has(individualID!));
  });
  test('the description has what the profile requires', { skip: sharedMissing }, async () => {
    const { read } = await folder({ kind: 'camtrap-dp' });
    const described = JSON.parse(await read('datapackage.json')) as Record<string, unknown>;
    const profile = JSON.parse(await readFile(shared('standards/camtrap-dp/camtrap-dp-profile.json'), 'utf8')) as {
      allOf: { required?: string[] }[];
      required?: string[];
    };
    const required = [...(profile.required ?? []), ...profile.allOf.flatMap((part) => part.required ?? [])];
    assert.ok(required.length > 0);
    for (const field of required) assert.ok(field in described, field);
  });
  test('times carry the offset of the camera’s zone', async () => {
    const { read } = await folder({ kind: 'camtrap-dp' });
    assert.equal(readCsv(await read('media.csv'))[0]!.timestamp, '2026-05-01T05:12:07+02:00');
  });
  test('withheld coordinates are refused before anything is queued', () =>
    assert.rejects(
      house.export({ kind: 'camtrap-dp', coordinates: 'withheld' }),
      /cannot be written without coordinates/,
    ));
});

describe('MegaDetector JSON', () => {
  interface Results {
    info: { format_version: string };
    images: {
      file: string;
      detections: { category: string; conf: number; bbox: number[]; classifications?: unknown[] }[];
    }[];
    [key: string]: unknown;
  }
  test('lists every photograph with its boxes', async () => {
    const results = JSON.parse(await file({ kind: 'megadetector' })) as Results;
    assert.equal(results.info.format_version, '1.6');
    assert.equal(results.images.length, 7);
    assert.equal(results.images.flatMap(({ detections }) => detections).length, 8);
    assert.deepEqual(results.images[0]!.detections[0]!.bbox, [0.1, 0.2, 0.4, 0.5]);
  });
  test('uses the fields of the published sample and no category it does not declare', {
    skip: sharedMissing,
  }, async () => {
    const sample = JSON.parse(
      await readFile(shared('standards/megadetector-samples/valid_v1.6.json'), 'utf8'),
    ) as Results;
    const results = JSON.parse(await file({ kind: 'megadetector' })) as Results;
    for (const key of ['info', 'detection_categories', 'images']) assert.equal(typeof results[key], typeof sample[key]);
    assert.deepEqual(results.detection_categories, sample.detection_categories);
    for (const { category, conf } of results.images.flatMap(({ detections }) => detections))
      assert.ok(Object.hasOwn(results.detection_categories as object, category) && conf >= 0 && conf <= 1);
  });
});

test('COCO boxes are in pixels, sequences are events, an empty photograph says so', async () => {
  const coco = JSON.parse(await file({ kind: 'coco' })) as {
    images: { id: string; seq_id: string; seq_num_frames: number; width: number }[];
    annotations: { image_id: string; category_id: number; bbox?: number[]; individual_name?: string }[];
    categories: { id: number; name: string }[];
  };
  assert.deepEqual([coco.images.length, coco.annotations.length], [7, 9]);
  assert.deepEqual(coco.annotations[0]!.bbox?.map(Math.round), [64, 96, 256, 240]);
  assert.equal(coco.images[0]!.seq_num_frames, 3);
  const ids = new Set(coco.images.map(({ id }) => id));
  const categories = new Set(coco.categories.map(({ id }) => id));
  for (const { image_id, category_id } of coco.annotations) assert.ok(ids.has(image_id) && categories.has(category_id));
  assert.equal(coco.annotations.filter(({ category_id }) => category_id === 0).length, 1);
});

describe('secr', () => {
  const lines = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  test('traps are in metres with usage for every day', async () => {
    const { read } = await folder({ kind: 'secr' });
    const traps = lines(await read('traps.txt')).map((line) => line.split(' '));
    assert.deepEqual(
      traps.map(([code, , , usage]) => [code, usage!.length, usage!.replaceAll('0', '').length]),
      [
        ['T01', 31, 12],
        ['T02', 31, 2],
      ],
    );
    const [a, b] = traps.map(([, x, y]) => [Number(x), Number(y)]) as [number[], number[]];
    const distance = Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);
    // Haversine on a sphere of 6,371,008.8 m between the two places.
    assert.ok(Math.abs(distance - 466.1) < 1, String(distance));
  });
  test('an individual counts once per trap and day, per flank', async () => {
    const { path, read } = await folder({ kind: 'secr' });
    assert.deepEqual((await readdir(path)).sort(), [
      'captures-deer-all.txt',
      'captures-deer-left.txt',
      'captures-deer-right.txt',
      'captures-horse-all.txt',
      'traps.txt',
    ]);
    assert.deepEqual(lines(await read('captures-deer-all.txt')), [
      '1 1_1_Krummhorn_1 5 T02',
      '1 Old_Hazel_2 1 T01',
      '1 Old_Hazel_2 5 T02',
    ]);
    assert.deepEqual(lines(await read('captures-deer-left.txt')), ['1 Old_Hazel_2 1 T01']);
  });
  test('captures happen only at traps and on days that were watched', async () => {
    const { read } = await folder({ kind: 'secr' });
    const usage = new Map(lines(await read('traps.txt')).map((line) => [line.split(' ')[0]!, line.split(' ')[3]!]));
    for (const line of lines(await read('captures-deer-all.txt'))) {
      const [, , day, trap] = line.split(' ');
      assert.equal(usage.get(trap!)![Number(day) - 1], '1');
    }
  });
  test('a place without coordinates is named', async () => {
    const { db } = house.library.store;
    await db.updateTable('location').set({ latitude: null }).where('name', '=', 'Upper meadow').execute();
    await assert.rejects(house.export({ kind: 'secr' }), /there are none for Upper meadow\. Add them under Locations/);
    await db.updateTable('location').set({ latitude: 48.137154 }).where('name', '=', 'Upper meadow').execute();
  });
});

test('the Wildbook sheet has a row per encounter and only fields that Wildbook knows', {
  skip: sharedMissing,
}, async () => {
  const rows = readCsv(await file({ kind: 'wildbook' }));
  assert.equal(rows.length, 4);
  const fields = JSON.parse(await readFile(shared('standards/wildbook/bulk_import_fields.json'), 'utf8')) as {
    required: string[];
    indexable: string[];
    useful: string[];
  };
  const known = new Set([...fields.required, ...fields.useful]);
  for (const field of Object.keys(rows[0]!))
    assert.ok(known.has(field) || fields.indexable.includes(field.replace(/\d+$/, '#')), field);
  for (const row of rows) for (const field of fields.required) assert.notEqual(row[field], '');
});

test('CSV tables come with a README, as a zip where no folder is asked for', async () => {
  const job = await house.export({ kind: 'csv' });
  assert.match(job.filename!, /-tables\.zip$/);
  const { read } = await folder({ kind: 'csv' });
  assert.match(await read('README.txt'), /encounters\.csv/);
});
