import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trunkOf } from '../../../../electron/inference/features/local/trunk.ts';
import type { Box } from '../../../../shared/domain/box.ts';

const box: Box = [0.2, 0.3, 0.5, 0.4];

test('the trunk of a right flank is the mirror image of that of a left flank', () => {
  const left = trunkOf(box, 'left');
  const right = trunkOf(box, 'right');
  const middle = box[0] + box[2] / 2;
  assert.ok(Math.abs(middle - left[0] - (right[0] + right[2] - middle)) < 1e-12);
  assert.deepEqual(left.slice(1), right.slice(1));
});

test('seen from its left, an animal has its head at the left, and that is cut away', () => {
  const [left, , width] = trunkOf(box, 'left');
  assert.ok(left - box[0] > box[0] + box[2] - (left + width));
});

test('where the flank is not known, the trunk holds those of both', () => {
  const [left, top, width, height] = trunkOf(box, null);
  for (const flank of ['left', 'right'] as const) {
    const [x, y, w, h] = trunkOf(box, flank);
    assert.ok(x >= left - 1e-12 && x + w <= left + width + 1e-12);
    assert.deepEqual([y, h], [top, height]);
  }
});
