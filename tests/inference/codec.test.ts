import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { decodePicture, describePicture } from '../../electron/inference/codec.ts';
import { PictureUnreadableError } from '../../shared/errors.ts';
import { shared, sharedMissing } from '../support/shared.ts';
import { temporaryFolder } from './support.ts';

const skip = sharedMissing;
const bad = (name: string): string => shared('data/bad', name);

for (const name of ['truncated.jpg', 'african_elephants_truncated_file.jpg', 'truncated.png']) {
  test(`${name} is shown as far as it goes and marked as damaged`, { skip }, async () => {
    const picture = await decodePicture(bad(name));
    assert.equal(picture.damaged, true);
    assert.equal(picture.data.length, picture.width * picture.height * 3);
  });
}

test('a CMYK photograph arrives as three channels of colour', { skip }, async () => {
  const picture = await decodePicture(bad('cmyk.jpg'));
  assert.equal(picture.damaged, false);
  assert.equal(picture.data.length, 2048 * 1536 * 3);
});

for (const name of ['png-named-0.jpg', 'jpeg-named.png']) {
  test(`${name} is read by what it holds, not by its name`, { skip }, async () => {
    assert.equal((await decodePicture(bad(name))).damaged, false);
  });
}

for (const name of [
  'zero-byte.JPG',
  'text.jpg',
  'pdf-named.jpg',
  'bmp-named.jpg',
  'corrupt-header.jpg',
  'not-there.jpg',
]) {
  test(`${name} is refused with a sentence that names it`, { skip }, async () => {
    await assert.rejects(
      decodePicture(bad(name)),
      (error) =>
        error instanceof PictureUnreadableError &&
        error.message.startsWith(name) &&
        error.message.length > name.length + 10,
    );
  });
}

test('every fuzzed file is either decoded or refused in words', { skip }, async () => {
  for (const name of readdirSync(bad('fuzz'))) {
    await decodePicture(join(bad('fuzz'), name)).catch((error: unknown) => {
      assert.ok(error instanceof PictureUnreadableError, `${name}: ${error}`);
    });
  }
});

test('a photograph with an orientation comes upright', async () => {
  const path = join(temporaryFolder(), 'turned.jpg');
  const left = { create: { width: 20, height: 40, channels: 3 as const, background: 'red' } };
  const both = sharp({ create: { width: 40, height: 40, channels: 3, background: 'blue' } }).composite([
    { input: left, left: 0, top: 0 },
  ]);
  await sharp(await both.png().toBuffer())
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toFile(path);
  const { data, width } = await decodePicture(path);
  // Turned clockwise, the red left half lies on top.
  const red = (x: number, y: number): boolean => data[(y * width + x) * 3]! > 150;
  assert.deepEqual([red(5, 5), red(35, 5), red(5, 35), red(35, 35)], [true, true, false, false]);
});

test('a grey photograph gets three equal channels', async () => {
  const path = join(temporaryFolder(), 'grey.png');
  await sharp({ create: { width: 9, height: 7, channels: 3, background: '#808080' } })
    .greyscale()
    .png()
    .toFile(path);
  const { data } = await decodePicture(path);
  assert.deepEqual([data.length, ...data.subarray(0, 3)], [9 * 7 * 3, 128, 128, 128]);
});

test('a very large photograph is decoded at a half, and still knows its full size', { skip }, async () => {
  const picture = await decodePicture(shared('data/cards/bushnell-station-1/DCIM/100EK113/EK000004.JPG'));
  assert.deepEqual([picture.width, picture.height, picture.fullWidth, picture.fullHeight], [1632, 1224, 3264, 2448]);
});

test('the description of a turned photograph gives its upright size', async () => {
  const path = join(temporaryFolder(), 'tall.jpg');
  await sharp({ create: { width: 60, height: 40, channels: 3, background: 'white' } })
    .withMetadata({ orientation: 8 })
    .jpeg()
    .toFile(path);
  assert.deepEqual(await describePicture(path), {
    width: 40,
    height: 60,
    orientation: 8,
    format: 'jpeg',
    damaged: false,
  });
});
