import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { startInference } from '../../electron/inference/supervisor.ts';
import type { PackRef, PhotoResult } from '../../electron/inference/tasks.ts';
import { shared, sharedMissing } from '../support/shared.ts';
import { analysis, cardPhotos, photoAt, placePack, temporaryFolder } from './support.ts';

const skip = sharedMissing;
const folder = temporaryFolder();
const thumbnails = join(folder, 'thumbnails');
const inference = startInference({ workers: 1 });
after(() => inference.stop());
const packs = new Map<string, PackRef>();
const pack = (id: string): PackRef => {
  const placed = packs.get(id) ?? placePack(id, folder);
  packs.set(id, placed);
  return placed;
};
const horses = shared('data/horses/images');

async function horsesSeenBy(id: string): Promise<number> {
  const names = readdirSync(horses).sort();
  const results: PhotoResult[] = [];
  for (let i = 0; i < names.length; i += 16) {
    const photos = names.slice(i, i + 16).map((name) => photoAt(join(horses, name), name, thumbnails));
    results.push(...(await inference.analysePhotos(analysis(photos, [pack(id)]))));
  }
  assert.equal(results.length, 55);
  return results.filter((r) => r.boxes.some((box) => box.species === 'horse' && box.confidence >= 0.3)).length;
}

test('YOLOX finds a horse in at least 50 of 55 photographs of horses', { skip }, async () => {
  const seen = await horsesSeenBy('yolox-nano-coco');
  assert.ok(seen >= 50, `a horse in ${seen} of 55`);
});

test('NanoDet gives its own answers through its own decoder', { skip }, async () => {
  const seen = await horsesSeenBy('nanodet-m-coco');
  assert.ok(seen >= 45, `a horse in ${seen} of 55`);
});

test('a thumbnail lies where it was asked for, 480 pixels wide, upright', { skip }, async () => {
  const [photo] = cardPhotos([46], join(folder, 'new', 'thumbnails'));
  await inference.analysePhotos(analysis([photo!], [], false));
  const { width, height, format } = await sharp(photo!.thumbnailPath).metadata();
  assert.deepEqual([width, height, format], [480, 360, 'jpeg']);
});

test('no half-written file is left beside a thumbnail', { skip }, () => {
  assert.deepEqual(
    readdirSync(thumbnails).filter((name) => name.endsWith('.part')),
    [],
  );
});

test('without a network a burst is searched for what moves, and the jaguar is found', { skip }, async () => {
  const results = await inference.analysePhotos(analysis(cardPhotos([46, 47, 48], thumbnails)));
  for (const result of results) {
    const [best] = result.boxes;
    assert.equal(result.scored, true);
    assert.deepEqual([best?.source, best?.category, best?.species], ['motion', 'animal', null]);
    assert.ok(best!.box[2] > 0.4, 'the box is as wide as the animal');
  }
});

test('without a network and without a neighbour a photograph is not scored, which is not the same as empty', {
  skip,
}, async () => {
  const [result] = await inference.analysePhotos(analysis(cardPhotos([46], thumbnails)));
  assert.deepEqual([result!.scored, result!.boxes.length, result!.error], [false, 0, null]);
});

test('photographs of different events are not compared with each other', { skip }, async () => {
  const results = await inference.analysePhotos(analysis(cardPhotos([45, 46], thumbnails)));
  assert.deepEqual(
    results.map((r) => r.scored),
    [false, false],
  );
});

test('what network and motion both see is one box that names both and is surer than either', { skip }, async () => {
  const photos = cardPhotos([58, 59, 60], thumbnails);
  const alone = await inference.analysePhotos({ ...analysis(photos, [pack('yolox-nano-coco')], false) });
  const together = await inference.analysePhotos(analysis(photos, [pack('yolox-nano-coco')]));
  const joint = together
    .flatMap((r, i) => r.boxes.map((box) => ({ box, i })))
    .find(({ box }) => box.alsoSeenBy.includes('motion'));
  assert.ok(joint !== undefined, 'at least one frame is seen by both');
  const before = Math.max(0, ...alone[joint.i]!.boxes.map((box) => box.confidence));
  assert.ok(joint.box.confidence > before);
});

test('a doubtful person does not swallow an animal that moved', { skip }, async () => {
  const [paca] = await inference.analysePhotos(
    analysis(cardPhotos([13, 14, 15], thumbnails), [pack('yolox-nano-coco')]),
  );
  assert.ok(paca!.boxes.some((box) => box.category === 'animal' && [box.source, ...box.alsoSeenBy].includes('motion')));
});

test('animals carry a body vector of length one from the built-in descriptor', { skip }, async () => {
  const [result] = await inference.analysePhotos(
    analysis([photoAt(join(horses, 'horse007.jpg'), 'h', thumbnails)], [pack('yolox-nano-coco')]),
  );
  const feature = result!.boxes.find((box) => box.category === 'animal')!.feature!;
  assert.equal(feature.model, 'builtin-body@1');
  assert.ok(feature.vector instanceof Float32Array && feature.vector.length === 256);
  assert.ok(Math.abs(Math.hypot(...feature.vector) - 1) < 1e-5);
});

for (const [id, size] of [
  ['mobilenetv2-embed', 1280],
  ['osnet-x025-msmt17', 512],
] as const) {
  test(`${id} describes boxes with ${size} values of length one`, { skip }, async () => {
    const boxes = [
      { id: 'a', box: [0.1, 0.1, 0.5, 0.5] },
      { id: 'b', box: [0.3, 0.2, 0.6, 0.7] },
    ] as { id: string; box: [number, number, number, number] }[];
    const bodies = await inference.extractBody({ path: join(horses, 'horse007.jpg'), boxes, embedder: pack(id) });
    assert.deepEqual(
      bodies.map((b) => [b.id, b.model, b.vector.length]),
      [
        ['a', `${id}@1.0.0`, size],
        ['b', `${id}@1.0.0`, size],
      ],
    );
    for (const { vector } of bodies) assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-4);
  });
}

test('a file that cannot be read gets its reason, and the photographs beside it their results', { skip }, async () => {
  const photos = [
    photoAt(shared('data/bad/zero-byte.JPG'), 'zero-byte.JPG', thumbnails, 'e'),
    photoAt(shared('data/bad/truncated.jpg'), 'truncated.jpg', thumbnails, 'e'),
    photoAt(join(horses, 'horse007.jpg'), 'horse007.jpg', thumbnails, 'e'),
  ];
  const [empty, truncated, horse] = await inference.analysePhotos(analysis(photos, [pack('yolox-nano-coco')]));
  assert.match(empty!.error!, /^zero-byte\.JPG is empty/);
  assert.equal(existsSync(photos[0]!.thumbnailPath), false);
  assert.deepEqual([truncated!.error, truncated!.damaged], [null, true]);
  assert.equal(
    horse!.boxes.some((box) => box.species === 'horse'),
    true,
  );
});

test("a thumbnail that cannot be written is that photograph's error and names it", { skip }, async () => {
  const blocked = join(folder, 'a file where the folder should be');
  writeFileSync(blocked, '');
  const [result] = await inference.analysePhotos(analysis([photoAt(join(horses, 'horse007.jpg'), 'h', blocked)]));
  assert.match(result!.error!, /^horse007\.jpg could not be analysed: /);
});

test('a crop for a profile is a square JPEG under its limit', { skip }, async () => {
  const crop = await inference.crop({
    path: join(horses, 'horse007.jpg'),
    box: [0.2, 0.2, 0.5, 0.6],
    size: 200,
    quality: 80,
    maxBytes: 6_000,
  });
  const { width, height, format } = await sharp(crop.jpeg).metadata();
  assert.deepEqual([width, height, format], [200, 200, 'jpeg']);
  assert.ok(crop.jpeg.length <= 6_000);
});

test('a rendering holds no metadata and is no wider than asked', { skip }, async () => {
  const path = shared('data/cards/bushnell-station-1/DCIM/100EK113/EK000046.JPG');
  const { exif, width } = await sharp((await inference.render({ path, width: 640 })).jpeg).metadata();
  assert.deepEqual([exif, width], [undefined, 640]);
});

test('a blurred box keeps nothing of its details and the rest stays', { skip }, async () => {
  const path = join(folder, 'stripes.png');
  const data = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, i) => (Math.floor(i / 3) % 2 === 0 ? 0 : 255)));
  await sharp(data, { raw: { width: 200, height: 200, channels: 3 } })
    .png()
    .toFile(path);
  const { jpeg } = await inference.render({ path, width: 200, blur: [[0, 0, 0.5, 0.5]], quality: 95 });
  const spread = async (left: number): Promise<number> =>
    (await sharp(await sharp(jpeg).extract({ left, top: 10, width: 60, height: 60 }).toBuffer()).stats()).channels[0]!
      .stdev;
  assert.ok((await spread(10)) < 20);
  assert.ok((await spread(130)) > 80);
});

test('a file that is not a picture is refused by crop with a sentence', { skip }, async () => {
  await assert.rejects(
    inference.crop({ path: shared('data/bad/text.jpg'), box: [0, 0, 1, 1], size: 200, quality: 80, maxBytes: 50_000 }),
    {
      code: 'picture-unreadable',
      message: /^text\.jpg is not a picture/,
    },
  );
});
