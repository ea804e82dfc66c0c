import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Framed,
  firstView,
  lay,
  placeAlike,
  placeWhole,
  zoomAt,
} from '../../../renderer/features/review/geometry.ts';

const frame = { width: 500, height: 450 };
const near: Framed = { ratio: 4 / 3, box: [0.2, 0.2, 0.6, 0.7] };
const far: Framed = { ratio: 16 / 9, box: [0.45, 0.6, 0.06, 0.1] };
const area = ({ ratio, box }: Framed, scale: number) => Math.sqrt(box[2] * ratio * box[3]) * scale;

test('a near and a far animal are drawn equally large', () => {
  const [a, b] = placeAlike([near, far], frame);
  assert.ok(Math.abs(area(near, a!.scale) - area(far, b!.scale)) < 1);
});

test('the whole of both animals is inside its frame', () => {
  for (const [at, placement] of placeAlike([near, far], frame).entries()) {
    const framed = [near, far][at]!;
    const [left, top, width, height] = lay(framed, placement, firstView, frame);
    const [x, y, w, h] = framed.box;
    assert.ok(left + x * width >= 0 && left + (x + w) * width <= frame.width);
    assert.ok(top + y * height >= 0 && top + (y + h) * height <= frame.height);
  }
});

test('an animal at the edge of its photograph leaves no empty margin', () => {
  const edge: Framed = { ratio: 4 / 3, box: [0.9, 0.85, 0.1, 0.15] };
  const [placement] = placeAlike([edge], frame);
  const [left, top, width, height] = lay(edge, placement!, firstView, frame);
  assert.ok(left + width >= frame.width - 0.01 && top + height >= frame.height - 0.01);
});

test('the whole photograph fits its frame and stands in the middle', () => {
  const [left, top, width, height] = lay(near, placeWhole(near, frame), firstView, frame);
  assert.ok(width <= frame.width + 0.01 && height <= frame.height + 0.01);
  assert.ok(Math.abs(left - (frame.width - width) / 2) < 0.01 && Math.abs(top - (frame.height - height) / 2) < 0.01);
});

test('what is under the pointer stays there while zooming', () => {
  const [placement] = placeAlike([near], frame);
  const pointer = { x: 100, y: -60 };
  const under = (view: typeof firstView) => {
    const [left, top, width, height] = lay(near, placement!, view, frame);
    return [(frame.width / 2 + pointer.x - left) / width, (frame.height / 2 + pointer.y - top) / height];
  };
  const [x, y] = under(firstView);
  const [x2, y2] = under(zoomAt(firstView, 2.5, pointer.x, pointer.y));
  assert.ok(Math.abs(x! - x2!) < 1e-9 && Math.abs(y! - y2!) < 1e-9);
});

test('zooming ends at twelve times', () => assert.equal(zoomAt(firstView, 1000).zoom, 12));
