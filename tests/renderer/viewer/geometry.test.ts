import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  boxBetween,
  dragBox,
  handles,
  keepInSight,
  pictureRect,
  toPicture,
  wholePicture,
  zoomAt,
} from '../../../renderer/features/viewer/geometry.ts';
import { Box } from '../../../shared/domain/box.ts';

const stage = { width: 800, height: 600 };

test('a whole picture lies in the middle of the stage with its own shape', () => {
  const rect = pictureRect(stage, 2, wholePicture);
  assert.equal(rect.width / rect.height, 2);
  assert.equal(rect.left + rect.width / 2, 400);
  assert.equal(rect.top + rect.height / 2, 300);
  assert.ok(rect.width <= 800 && rect.height <= 600);
});

test('what is under the pointer stays under it while zooming in', () => {
  const at = { x: 430, y: 320 };
  const before = toPicture(pictureRect(stage, 4 / 3, wholePicture), at);
  const after = toPicture(pictureRect(stage, 4 / 3, zoomAt(stage, 4 / 3, wholePicture, 3, at)), at);
  assert.ok(Math.hypot(after.x - before.x, after.y - before.y) < 1e-9);
});

test('zooming out ends at the whole picture in the middle', () => {
  const zoomed = zoomAt(stage, 1.5, wholePicture, 5, { x: 10, y: 10 });
  assert.deepEqual(zoomAt(stage, 1.5, zoomed, 0.001, { x: 700, y: 500 }), { zoom: 1, x: 0, y: 0 });
});

test('a zoomed picture cannot be dragged out of sight', () => {
  const view = keepInSight(stage, 1, { zoom: 2, x: 1e6, y: -1e6 });
  const rect = pictureRect(stage, 1, view);
  assert.ok(rect.left <= stage.width && rect.left + rect.width >= 0);
  assert.ok(rect.top + rect.height >= 0 && rect.top <= stage.height);
});

test('a box drawn in any direction is the same box', () => {
  const a = { x: 0.2, y: 0.7 };
  const b = { x: 0.6, y: 0.3 };
  assert.deepEqual(boxBetween(a, b), boxBetween(b, a));
});

test('dragging any handle of any box anywhere leaves a box inside the photograph', () => {
  const fraction = fc.double({ min: 0.01, max: 0.45, noNaN: true });
  const far = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      fraction,
      fraction,
      fraction,
      fraction,
      fc.constantFrom('move' as const, ...handles),
      far,
      far,
      (x, y, w, h, handle, dx, dy) => {
        const dragged = dragBox([x, y, w, h], handle, dx, dy);
        assert.ok(Box.safeParse(dragged).success, `${handle} ${dragged.join(' ')}`);
      },
    ),
  );
});

test('moving a box keeps its size', () => {
  const [, , width, height] = dragBox([0.5, 0.5, 0.3, 0.2], 'move', 0.9, -0.9);
  assert.deepEqual([width, height], [0.3, 0.2]);
});
