// Addresses answered with bytes: real photographs, a real worker, and everything that must not be answered.
import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { thumbnailOf } from '../../electron/core/analyse/thumbnail.ts';
import { parseRange } from '../../electron/core/browse/file-response.ts';
import { respond } from '../../electron/core/respond.ts';
import { type Inference, startInference } from '../../electron/inference/supervisor.ts';
import { addJob, endJob, saveFile } from '../../electron/store/jobs.ts';
import { newId } from '../../electron/store/rows.ts';
import { cropUrl, exportUrl, mediaUrl, originalUrl, portraitUrl } from '../../shared/contract/urls.ts';
import type { DetectionId, IndividualId, MediaId } from '../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { addDetection, addIdentification, addIndividual, addMedia } from '../support/rows.ts';

let inference: Inference;
let house: TestHouse;
let photo: MediaId;
let box: DetectionId;
let bytes: Buffer;

before(async () => {
  inference = startInference({ workers: 1 });
  house = await openTestHouse({ inference });
  const left = {
    input: { create: { width: 600, height: 800, channels: 3 as const, background: '#a03020' } },
    left: 0,
    top: 0,
  };
  const blank = { width: 1200, height: 800, channels: 3 as const, background: '#203040' };
  bytes = await sharp({ create: blank })
    .composite([{ ...left, input: await sharp(left.input).png().toBuffer() }])
    .jpeg()
    .toBuffer();
  photo = await addPhoto('IMG_1.JPG');
  box = await addDetection(db(), photo, { x: 0, y: 0, width: 0.25, height: 0.5 });
});
after(async () => {
  await inference.stop();
  await house.close();
});

const db = () => house.library.store.db;

async function addPhoto(name: string, row: Parameters<typeof addMedia>[1] = {}): Promise<MediaId> {
  const id = newId<MediaId>();
  const path = `originals/${id}.jpg`;
  await put(path, bytes);
  return addMedia(db(), { id, path, name, size_bytes: bytes.length, status: 'completed', ...row });
}
async function put(path: string, content: Buffer | string): Promise<string> {
  const absolute = join(house.library.folder, path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, content);
  return absolute;
}
const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  respond(house.house, new Request(`http://127.0.0.1${address}`, { headers, method }));
const sizeOf = async (response: Response) => {
  const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  return [format, width, height];
};

test('a view is a JPEG of the next larger width', async () => {
  const response = await get(mediaUrl(photo, 700));
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/jpeg']);
  assert.deepEqual(await sizeOf(response), ['jpeg', 960, 640]);
});

test('a view is never larger than the photograph', async () => {
  assert.deepEqual(await sizeOf(await get(mediaUrl(photo, 99_999))), ['jpeg', 1200, 800]);
});

test('a small view is the thumbnail where there is one', async () => {
  const id = await addPhoto('IMG_2.JPG');
  await db()
    .updateTable('media')
    .set({ thumbnail: thumbnailOf(id) })
    .where('id', '=', id)
    .execute();
  await put(thumbnailOf(id), 'the thumbnail');
  assert.equal(await (await get(mediaUrl(id, 320))).text(), 'the thumbnail');
});

test('a small view is made where the thumbnail is missing', async () => {
  const id = await addPhoto('IMG_3.JPG', { thumbnail: 'thumbnails/gone.jpg' });
  assert.deepEqual(await sizeOf(await get(mediaUrl(id, 320))), ['jpeg', 480, 320]);
});

test('views leave no half-written files', async () => {
  await get(mediaUrl(photo, 1600));
  const kept = await readdir(join(house.library.folder, 'thumbnails'), { recursive: true });
  assert.deepEqual(
    kept.filter((name) => name.includes('.part')),
    [],
  );
});

test('a picture may be kept for ever and is not sent again to who has it', async () => {
  const first = await get(mediaUrl(photo, 480));
  const tag = first.headers.get('etag')!;
  await first.arrayBuffer();
  assert.match(first.headers.get('cache-control')!, /immutable/);
  assert.equal((await get(mediaUrl(photo, 480), { 'if-none-match': tag })).status, 304);
});

test('the original comes byte for byte under its own type', async () => {
  const response = await get(originalUrl(photo));
  assert.equal(response.headers.get('content-type'), 'image/jpeg');
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
});

test('a part of the original is answered as a part', async () => {
  const response = await get(originalUrl(photo), { range: 'bytes=10-19' });
  assert.deepEqual(
    [response.status, response.headers.get('content-range'), response.headers.get('content-length')],
    [206, `bytes 10-19/${bytes.length}`, '10'],
  );
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes.subarray(10, 20));
});

test('a part beyond the end is refused with the size', async () => {
  const response = await get(originalUrl(photo), { range: `bytes=${bytes.length}-` });
  assert.deepEqual([response.status, response.headers.get('content-range')], [416, `bytes */${bytes.length}`]);
});

test('a part of what has changed since is answered with the whole', async () => {
  const response = await get(originalUrl(photo), { range: 'bytes=0-3', 'if-range': '"older"' });
  assert.deepEqual([response.status, (await response.arrayBuffer()).byteLength], [200, bytes.length]);
});

for (const [header, expected] of [
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=50-500', { start: 50, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-3', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['pages=1-2', null],
  [null, null],
] as const) {
  test(`of 100 bytes, the range "${header}" means ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(parseRange(header, 100), expected);
  });
}

test('asking about the original without wanting it sends no bytes', async () => {
  const response = await get(originalUrl(photo), {}, 'HEAD');
  assert.deepEqual([response.headers.get('content-length'), response.body], [String(bytes.length), null]);
});

test('a crop is a square of the pixels in the box', async () => {
  const response = await get(cropUrl(box, 120));
  const { dominant } = await sharp(Buffer.from(await response.clone().arrayBuffer())).stats();
  assert.deepEqual(await sizeOf(response), ['jpeg', 120, 120]);
  assert.ok(dominant.r > dominant.b, 'the left of the photograph is red');
});

test('a whole crop keeps the shape of the box', async () => {
  const upright = await addDetection(db(), photo, { x: 0, y: 0, width: 0.25, height: 0.75 });
  assert.deepEqual(await sizeOf(await get(`${cropUrl(upright, 120)}&whole`)), ['jpeg', 60, 120]);
});

test('a moved box is another picture under the same address', async () => {
  const id = await addDetection(db(), photo, { x: 0, y: 0, width: 0.25, height: 0.5 });
  const first = await get(cropUrl(id));
  await first.arrayBuffer();
  await db().updateTable('detection').set({ x: 0.7 }).where('id', '=', id).execute();
  const second = await get(cropUrl(id), { 'if-none-match': first.headers.get('etag')! });
  const { dominant } = await sharp(Buffer.from(await second.arrayBuffer())).stats();
  assert.equal(second.status, 200);
  assert.ok(dominant.b > dominant.r, 'the right of the photograph is blue');
});

test('an individual is shown by its stored portrait', async () => {
  const id = await addIndividual(db(), { thumbnail: Buffer.from('the portrait') });
  assert.equal(await (await get(portraitUrl(id))).text(), 'the portrait');
});

test('an individual without a portrait is shown by its best box', async () => {
  const id = await addIndividual(db());
  await addIdentification(db(), box, id);
  assert.deepEqual(await sizeOf(await get(portraitUrl(id))), ['jpeg', 200, 200]);
});

test('an individual without photographs is answered in words', async () => {
  const response = await get(portraitUrl(await addIndividual(db(), { name: 'Hazel' })));
  assert.deepEqual([response.status, await response.text()], [404, 'There is no photograph of Hazel yet.']);
});

async function exported(file: string): Promise<string> {
  const id = await addJob(db(), { kind: 'report', title: 'Report', payload: {} });
  await saveFile(db(), id, file);
  await endJob(db(), id, { state: 'completed' });
  return id;
}

test('a finished export is offered for saving under its name', async () => {
  const response = await get(exportUrl(await exported(await put('exports/Report 2024 – Süd.pdf', '%PDF'))));
  assert.deepEqual(
    [response.status, response.headers.get('content-type'), response.headers.get('content-disposition')],
    [200, 'application/pdf', "attachment; filename*=UTF-8''Report%202024%20%E2%80%93%20S%C3%BCd.pdf"],
  );
  assert.equal(await response.text(), '%PDF');
});

test('an export outside the library is not handed out', async () => {
  const outside = join(house.library.folder, '..', 'outside.pdf');
  await writeFile(outside, 'secret');
  const response = await get(exportUrl(await exported(outside)));
  assert.equal(response.status, 404);
  assert.doesNotMatch(await response.text(), /^secret/);
});

test('an original that is no longer there is missed by name', async () => {
  const id = await addPhoto('IMG_9.JPG');
  await rm(join(house.library.folder, `originals/${id}.jpg`));
  const response = await get(mediaUrl(id, 960));
  assert.equal(response.status, 404);
  assert.match(await response.text(), /IMG_9\.JPG is not where it was/);
});

test('a file that holds no picture is answered in words', async () => {
  const id = await addPhoto('IMG_8.JPG');
  await put(`originals/${id}.jpg`, 'no picture at all');
  assert.equal((await get(mediaUrl(id, 960))).status, 422);
});

test('a video has no still picture yet', async () => {
  const id = await addPhoto('MOV_1.MP4', { kind: 'video', format: 'video/mp4' });
  const response = await get(mediaUrl(id, 320));
  assert.deepEqual(
    [response.status, await response.text()],
    [404, 'MOV_1.MP4 is a video; there is no still picture of it yet.'],
  );
});

for (const [address, status] of [
  ['/', 404],
  ['/media', 400],
  ['/media/', 400],
  ['/media/nobody', 404],
  ['/media/nobody?w=320', 404],
  ['/media/..%2F..%2Fcatalogue.sqlite?original', 400],
  ['/media/%2e%2e?original', 404],
  ['/media/%ff', 400],
  ['/media/a/b', 404],
  ['/crops/nobody', 404],
  ['/individuals/nobody', 404],
  ['/exports/nobody', 404],
  ['/__proto__/x', 404],
  ['/constructor/x', 404],
] as const) {
  test(`${address} is answered with ${status} and a sentence`, async () => {
    const response = await get(address);
    assert.equal(response.status, status);
    assert.match(await response.text(), /\.$/);
  });
}

for (const width of ['', 'wide', '-5', '0', 'NaN']) {
  test(`a view "${width}" pixels wide is refused`, async () => {
    assert.equal((await get(`/media/${photo}?w=${width}`)).status, 400);
  });
}

test('nothing can be written here', async () => {
  assert.equal((await get(mediaUrl(photo), {}, 'DELETE')).status, 405);
});

test('an individual that is not there is named', async () => {
  assert.match(await (await get(portraitUrl('nobody' as IndividualId))).text(), /nobody/);
});
