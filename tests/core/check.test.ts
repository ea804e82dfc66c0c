// A library is damaged in one way at a time, and the check says so.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { checkLibrary } from '../../electron/core/check.ts';
import { putBody } from '../../electron/store/features.ts';
import { addJob } from '../../electron/store/jobs.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { addDetection, addMedia } from '../support/rows.ts';

let house: TestHouse;
let photo: MediaId;

beforeEach(async () => {
  house = await openTestHouse();
  await put('originals/a.jpg', 'photograph');
  await put('thumbnails/a.jpg', 'small');
  photo = await addMedia(db(), {
    path: 'originals/a.jpg',
    thumbnail: 'thumbnails/a.jpg',
    size_bytes: 10,
    sha256: createHash('sha256').update('photograph').digest('hex'),
    status: 'completed',
  });
});
afterEach(() => house.close());

const db = () => house.library.store.db;
const at = (path: string) => join(house.library.folder, path);
async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), content);
}
async function found(hashes = false): Promise<[string, string][]> {
  const { ok, problems } = await checkLibrary(house.house, { hashes });
  assert.equal(ok, problems.length === 0);
  return problems.map(({ kind, subject }) => [kind, subject]);
}

test('a healthy library has no problems', async () => {
  assert.deepEqual(await found(true), []);
});
test('a missing original is found', async () => {
  await rm(at('originals/a.jpg'));
  assert.deepEqual(await found(), [['file-missing', photo]]);
});
test('an original of another size is found', async () => {
  await put('originals/a.jpg', 'photo');
  assert.deepEqual(await found(), [['file-changed', photo]]);
});
test('changed bytes of the same size are found when hashes are compared', async () => {
  await put('originals/a.jpg', 'PHOTOgraph');
  assert.deepEqual(await found(true), [['file-changed', photo]]);
});
test('changed bytes of the same size are not looked for without hashes', async () => {
  await put('originals/a.jpg', 'PHOTOgraph');
  assert.deepEqual(await found(), []);
});
test('a missing thumbnail is found', async () => {
  await rm(at('thumbnails/a.jpg'));
  assert.deepEqual(await found(), [['thumbnail-missing', photo]]);
});
for (const name of ['originals/.incoming/x.part', 'thumbnails/ab/x.jpg.77.part', 'models/.part-7/pack.json']) {
  test(`${name} is found to be left over`, async () => {
    await put(name, '');
    const subject = name.startsWith('models') ? 'models/.part-7' : name;
    assert.ok((await found()).some(([kind, what]) => kind === 'leftover' && what === subject));
  });
}
test('an original that the catalogue does not know is found', async () => {
  await put('originals/b.jpg', 'stray');
  assert.deepEqual(await found(), [['file-unknown', 'originals/b.jpg']]);
});
test('half-written files are no problem while a job may be writing them', async () => {
  await put('originals/b.jpg.part', '');
  await addJob(db(), { kind: 'import', title: 'Import', payload: {} });
  assert.deepEqual(await found(), []);
});
test('media that are being analysed by nobody are found', async () => {
  await db().updateTable('media').set({ status: 'processing' }).execute();
  assert.deepEqual(await found(), [['media-stuck', photo]]);
});
test('a job whose process is gone is found', async () => {
  const id = await addJob(db(), { kind: 'report', title: 'Report', payload: {} });
  await db().updateTable('job').set({ state: 'running', lease_owner: null }).execute();
  assert.deepEqual(await found(), [['job-stuck', id]]);
});
test('a vector of another length than the others of its model is found', async () => {
  const boxes = [await addDetection(db(), photo), await addDetection(db(), photo), await addDetection(db(), photo)];
  for (const [i, detectionId] of boxes.entries())
    await putBody(db(), { detectionId, model: 'm@1', vector: new Float32Array(i === 1 ? 3 : 4) });
  assert.deepEqual(await found(), [['vector-wrong', boxes[1]]]);
});
test('a row whose other half is gone is found', async () => {
  house.library.store.raw.pragma('foreign_keys = OFF');
  await db()
    .updateTable('media')
    .set({ event_id: 'gone' as never })
    .execute();
  assert.deepEqual(
    (await found()).map(([kind]) => kind),
    ['row-orphaned'],
  );
});
