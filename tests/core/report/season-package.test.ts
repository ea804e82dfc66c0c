// The season's ZIP: what is in it, that people and positions are not, and that its hashes and names hold.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import exifr from 'exifr';
import JSZip from 'jszip';
import sharp from 'sharp';
import type { ExportRequestInput } from '../../../shared/contract/report.ts';
import { readCsv } from './read-csv.ts';
import { openSeasonHouse, personBox, position, type SeasonHouse } from './season-library.ts';

let house: SeasonHouse;
before(async () => {
  house = await openSeasonHouse();
});
after(() => house.close());

async function pack(given: Partial<ExportRequestInput>) {
  const job = await house.export({ kind: 'zip', ...given });
  assert.equal(job.error, null);
  const bytes = await readFile(job.file!);
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.values(zip.files)
    .filter(({ dir }) => !dir)
    .map(({ name }) => name);
  const read = (name: string) => zip.file(name)!.async('nodebuffer');
  const table = async (name: string) => readCsv((await read(`tables/${name}.csv`)).toString('utf8'));
  return { bytes, names, read, table, readme: (await read('README.txt')).toString('utf8') };
}

/** How far neighbouring pixels of the person differ on average, 0–255: the chequered pattern, or what a blur left of it. */
async function contrastOfPerson(jpeg: Buffer): Promise<number> {
  const { width, height } = await sharp(jpeg).metadata();
  const [x, y, w, h] = personBox;
  const inner = {
    left: (x + 0.02) * width,
    top: (y + 0.02) * height,
    width: (w - 0.04) * width,
    height: (h - 0.04) * height,
  };
  const part = Object.fromEntries(
    Object.entries(inner).map(([key, value]) => [key, Math.round(value)]),
  ) as typeof inner;
  const { channels } = await sharp(await sharp(jpeg).extract(part).png().toBuffer()).stats();
  return channels[0]!.stdev;
}
/** EXIF is the only place where these photographs can hold anything but pixels. */
const holdsMetadata = (bytes: Buffer): boolean =>
  bytes.includes('Exif') || bytes.includes('xmp') || bytes.includes('8BIM');

describe('any package', () => {
  let made: Awaited<ReturnType<typeof pack>>;
  before(async () => {
    made = await pack({ photographs: 'downsized' });
  });

  test('holds six tables, the report, a README and a manifest', () => {
    const others = made.names.filter((name) => !name.startsWith('photographs/'));
    assert.deepEqual(others.sort(), [
      'README.txt',
      'manifest.json',
      'report.pdf',
      'tables/deployments.csv',
      'tables/detections.csv',
      'tables/encounters.csv',
      'tables/identifications.csv',
      'tables/individuals.csv',
      'tables/media.csv',
    ]);
  });
  test('has a manifest with size and SHA-256 of every other file', async () => {
    const { files } = JSON.parse((await made.read('manifest.json')).toString()) as {
      files: { name: string; bytes: number; sha256: string }[];
    };
    assert.deepEqual(new Set([...files.map(({ name }) => name), 'manifest.json']), new Set(made.names));
    for (const { name, bytes, sha256 } of files) {
      const content = await made.read(name);
      assert.deepEqual([content.length, createHash('sha256').update(content).digest('hex')], [bytes, sha256]);
    }
  });
  test('does not say where on the computer it was written', async () => {
    const manifest = (await made.read('manifest.json')).toString();
    assert.ok(!manifest.includes(house.library.folder));
  });
  test('has names that Windows, macOS and Linux take, each once whatever the case', () => {
    for (const name of made.names) assert.doesNotMatch(name, /[<>:"\\|?*]|[ .](\/|$)|^\/|\.\./);
    assert.equal(new Set(made.names.map((name) => name.toLowerCase())).size, made.names.length);
  });
  test('links each media row to its photograph', async () => {
    const media = await made.table('media');
    assert.equal(media.length, 7);
    for (const { file } of media) assert.ok(made.names.includes(file!));
  });
  test('says who confirmed what and when', async () => {
    const claims = await made.table('identifications');
    assert.equal(
      claims.filter(
        ({ state, decided_by, decided_at }) => state === 'confirmed' && decided_by !== '' && decided_at !== '',
      ).length,
      4,
    );
  });
  test('defuses names that a spreadsheet would run', async () => {
    const names = (await made.table('individuals')).map(({ name }) => name);
    assert.ok(names.includes("'=1+1|Krummhorn"));
  });
  test('explains every column in its README', async () => {
    for (const name of ['media', 'detections', 'individuals', 'encounters', 'deployments', 'identifications'])
      for (const column of Object.keys((await made.table(name))[0]!))
        assert.match(made.readme, new RegExp(`\\b${column}\\b`));
  });
});

describe('people', () => {
  const personIn = async (given: Partial<ExportRequestInput>) => {
    const made = await pack(given);
    const file = (await made.table('media')).find(({ media_id }) => media_id === house.withPerson)!.file!;
    return { jpeg: await made.read(file), readme: made.readme };
  };

  test('are blurred on downsized photographs', async () => {
    const { jpeg } = await personIn({ photographs: 'downsized' });
    assert.ok((await contrastOfPerson(jpeg)) < 30);
  });
  test('are blurred on originals, which are then not the original files, and the README says so', async () => {
    const { jpeg, readme } = await personIn({ photographs: 'originals' });
    assert.ok((await contrastOfPerson(jpeg)) < 30);
    assert.match(readme, /not the original file: people in it are blurred/);
  });
  test('are shown as taken where a person asked for it', async () => {
    const { jpeg } = await personIn({ photographs: 'originals', blurPeople: false });
    assert.ok((await contrastOfPerson(jpeg)) > 90);
  });
});

describe('positions', () => {
  const photographOf = async (given: Partial<ExportRequestInput>) => {
    const made = await pack({ blurPeople: false, photographs: 'originals', ...given });
    const [row] = (await made.table('media')).filter(({ media_id }) => media_id === house.withPerson);
    return { ...made, row: row!, jpeg: await made.read(row!.file!) };
  };

  test('stay in originals and tables where they are told exactly', async () => {
    const { jpeg, row, table } = await photographOf({ coordinates: 'exact' });
    const told = await exifr.gps(jpeg);
    assert.ok(Math.abs(told.latitude - position.latitude) < 1e-4);
    assert.deepEqual([Number(row.latitude), Number(row.longitude)], [position.latitude, position.longitude]);
    assert.equal(Number((await table('deployments'))[0]!.latitude), position.latitude);
  });
  test('leave originals and are rounded in tables where they are told coarsely', async () => {
    const { jpeg, row, table, readme } = await photographOf({ coordinates: 'coarse' });
    assert.equal(holdsMetadata(jpeg), false);
    assert.deepEqual([row.latitude, row.longitude], ['48.14', '11.58']);
    assert.equal((await table('deployments'))[0]!.latitude, '48.14');
    assert.match(readme, /not the original file: it holds the place it was taken at/);
  });
  test('are nowhere where they are withheld', async () => {
    const { jpeg, table, names, read } = await photographOf({ coordinates: 'withheld' });
    assert.equal(holdsMetadata(jpeg), false);
    for (const name of ['media', 'deployments'])
      for (const { latitude, longitude } of await table(name)) assert.deepEqual([latitude, longitude], ['', '']);
    for (const name of names) {
      const text = (await read(name)).toString('latin1');
      assert.ok(!text.includes('48.137') && !text.includes('11.575'), name);
    }
  });
  test('of a file the catalogue knows none of are still found in the file', async () => {
    const { db } = house.library.store;
    const set = (latitude: number | null, longitude: number | null) =>
      db.updateTable('media').set({ latitude, longitude }).where('id', '=', house.withPerson).execute();
    await set(null, null);
    const { jpeg } = await photographOf({ coordinates: 'withheld' });
    await set(position.latitude, position.longitude);
    assert.equal(holdsMetadata(jpeg), false);
  });
  test('originals without one stay the files they were', async () => {
    const made = await pack({ photographs: 'originals', coordinates: 'withheld' });
    const row = (await made.table('media'))[0]!;
    const original = await house.library.store.db
      .selectFrom('media')
      .select('path')
      .where('id', '=', row.media_id as never)
      .executeTakeFirstOrThrow();
    assert.deepEqual(await made.read(row.file!), await readFile(house.library.locate(original.path)));
  });
});

test('crops lie under the name of their individual and in the table of detections', async () => {
  const made = await pack({ photographs: 'crops' });
  const crops = made.names.filter((name) => name.startsWith('crops/'));
  assert.equal(crops.length, 7);
  assert.equal(crops.filter((name) => name.startsWith('crops/Old Hazel/')).length, 4);
  const files = (await made.table('detections')).filter(({ file }) => file !== '').map(({ file }) => file);
  assert.deepEqual(new Set(files), new Set(crops));
});
test('a package without photographs has none', async () => {
  const { names } = await pack({ photographs: 'none' });
  assert.equal(names.length, 9);
});
test('a photograph that is gone is named in the README and stops nothing', async () => {
  await rm(join(house.library.folder, 'originals/photo-1.jpg'));
  for (const photographs of ['originals', 'downsized', 'crops'] as const) {
    const { readme, names } = await pack({ photographs });
    assert.match(readme, /IMG_0002\.JPG: .*could not be read/);
    assert.ok(names.includes('report.pdf'));
  }
});
