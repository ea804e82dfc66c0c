import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evenLight } from '../../../../electron/inference/features/local/even-light.ts';
import { greyOf } from '../../../../electron/inference/features/local/grey.ts';
import { drawCoat } from './pictures.ts';

test('a coat half in the shade looks the same as in even light, away from the shade’s edge', () => {
  const coat = greyOf(drawCoat(1));
  const shaded = {
    ...coat,
    data: coat.data.map((value, i) => (i % coat.width < coat.width / 2 ? value * 0.5 : value)),
  };
  const even = evenLight(coat, 12);
  const evened = evenLight(shaded, 12);
  let difference = 0;
  let count = 0;
  for (let i = 0; i < even.data.length; i++) {
    if (Math.abs((i % coat.width) - coat.width / 2) < 45) continue;
    difference += Math.abs(even.data[i]! - evened.data[i]!);
    count++;
  }
  assert.ok(difference / count < 0.02, `mean difference ${difference / count}`);
});

test('a picture without marks stays without marks', () => {
  const flat = { data: new Float32Array(50 * 40).fill(0.3), width: 50, height: 40 };
  assert.ok(evenLight(flat, 12).data.every((value) => Math.abs(value - 0.5) < 1e-4));
});
