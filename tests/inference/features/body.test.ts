import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { decodePicture, type Picture } from '../../../electron/inference/codec.ts';
import { cutBody, describeBody } from '../../../electron/inference/features/body.ts';
import type { Box } from '../../../shared/domain/box.ts';
import { shared, sharedMissing } from '../../support/shared.ts';
import { photoAt } from '../support.ts';

const skip = sharedMissing;
const horse = (name: string): string => photoAt(shared('data/horses/images', name), name, '').path;
const whole: Box = [0.1, 0.1, 0.8, 0.8];
const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const describe = async (picture: Picture, infrared = false): Promise<Float32Array> =>
  describeBody(await cutBody(picture, whole), infrared);

async function changed(picture: Picture, change: (image: Sharp) => Sharp): Promise<Picture> {
  const image = sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } });
  return { ...picture, data: await change(image).raw().toBuffer() };
}

test('the same animal in other light has nearly the same vector', { skip }, async () => {
  const picture = await decodePicture(horse('horse007.jpg'));
  const darker = await changed(picture, (image) => image.linear(0.6, 5));
  assert.ok(cosine(await describe(picture), await describe(darker)) > 0.95);
});

test('it does not matter which way the animal faces', { skip }, async () => {
  const picture = await decodePicture(horse('horse007.jpg'));
  const mirrored = await changed(picture, (image) => image.flop());
  assert.ok(cosine(await describe(picture), await describe(mirrored)) > 0.98);
});

test('different horses in different places are far from alike', { skip }, async () => {
  const names = ['horse001.jpg', 'horse007.jpg', 'horse013.jpg', 'horse109.jpg', 'horse199.jpg'];
  const vectors = await Promise.all(names.map(async (name) => describe(await decodePicture(horse(name)))));
  const pairs = vectors.flatMap((a, i) => vectors.slice(i + 1).map((b) => cosine(a, b)));
  assert.ok(Math.max(...pairs) < 0.7, `most alike: ${Math.max(...pairs)}`);
});

test('in infrared colour says nothing', { skip }, async () => {
  const vector = await describe(await decodePicture(horse('horse007.jpg')), true);
  assert.ok(vector.subarray(64, 128).every((value) => value === 0));
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
});

test('a crop without any feature still has a vector of length one', () => {
  const vector = describeBody({ data: new Uint8Array(96 * 96 * 3).fill(128), width: 96, height: 96 }, true);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
});
