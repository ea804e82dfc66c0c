import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descriptorLength } from '../../../../electron/inference/features/local/descriptor.ts';
import { greyOf } from '../../../../electron/inference/features/local/grey.ts';
import { byteScale, rootSift } from '../../../../electron/inference/features/local/root-sift.ts';
import { sift } from '../../../../electron/inference/features/local/sift.ts';
import { drawBlobs, drawCoat } from './pictures.ts';

const settings = { contrast: 0.02, fromDouble: true, most: 100 };

for (const [word, height] of [
  ['light', 0.4],
  ['dark', -0.4],
] as const)
  for (const sigma of [3, 5, 9])
    test(`a ${word} mark of ${sigma} pixels is found where it is, at its own size`, () => {
      const { points } = sift(drawBlobs(160, 120, [{ x: 70.3, y: 55.6, sigma, height }]), settings);
      const [mark] = points;
      assert.ok(mark !== undefined);
      assert.ok(Math.hypot(mark.x - 70.3, mark.y - 55.6) < 0.15, `found at ${mark.x}, ${mark.y}`);
      // A difference of Gaussians answers most to a Gaussian mark at a blur a little under the mark's own.
      assert.ok(mark.scale > sigma * 0.8 && mark.scale < sigma * 1.1, `found at scale ${mark.scale}`);
    });

test('what stands out most comes first, and no more than asked for', () => {
  const marks = [0.1, 0.4, 0.2, 0.3].map((height, i) => ({ x: 30 + i * 40, y: 50, sigma: 4, height }));
  const { points } = sift(drawBlobs(190, 100, marks), { ...settings, most: 3 });
  assert.deepEqual(
    points.map(({ x }) => Math.round(x)),
    [70, 150, 110],
  );
});

test('a straight edge is no mark', () => {
  const data = Float32Array.from({ length: 120 * 90 }, (_, i) => (i % 120 < 60 ? 0.3 : 0.7));
  assert.equal(sift({ data, width: 120, height: 90 }, settings).points.length, 0);
});

test('a picture without any mark gives none', () => {
  const data = new Float32Array(64 * 64).fill(0.5);
  assert.equal(sift({ data, width: 64, height: 64 }, settings).points.length, 0);
});

test('a picture too small to describe gives none', () => {
  assert.equal(sift({ data: new Float32Array(4).fill(0.5), width: 2, height: 2 }, settings).points.length, 0);
});

test('every description has length one', () => {
  const { points, descriptors } = sift(greyOf(drawCoat(1)), settings);
  assert.ok(points.length > 30);
  for (const i of points.keys()) {
    const values = descriptors.subarray(i * descriptorLength, (i + 1) * descriptorLength);
    assert.ok(Math.abs(Math.hypot(...values) - 1) < 1e-5);
  }
});

test('every description in bytes has very nearly the same length', () => {
  const { points, descriptors } = sift(greyOf(drawCoat(1)), settings);
  const bytes = rootSift(descriptors, descriptorLength);
  for (const i of points.keys()) {
    const length = Math.hypot(...bytes.subarray(i * descriptorLength, (i + 1) * descriptorLength));
    assert.ok(Math.abs(length / byteScale - 1) < 0.01, `length ${length}`);
  }
});

test('the same picture gives the same answer to the last bit', () => {
  const picture = greyOf(drawCoat(2));
  assert.deepEqual(sift(picture, settings), sift(picture, settings));
});
