import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  boxToFractions,
  fillTensor,
  fitPicture,
  placePicture,
  tensorLength,
} from '../../electron/inference/preprocess.ts';
import { PackInput } from '../../shared/domain/pack.ts';

const base = { width: 8, height: 8, layout: 'NCHW', colour: 'RGB', fit: 'letterbox' } as const;
/** A grey 16 × 8 picture whose pixels are (10, 20, 30). */
const picture = { data: Uint8Array.from({ length: 16 * 8 * 3 }, (_, i) => [10, 20, 30][i % 3]!), width: 16, height: 8 };

async function tensorOf(input: PackInput): Promise<Float32Array> {
  const placement = placePicture(picture.width, picture.height, input);
  const tensor = new Float32Array(tensorLength(input));
  fillTensor(tensor, 0, await fitPicture(picture, input, placement), input, placement);
  return tensor;
}

test('a centred letterbox keeps the shape and leaves grey above and below', async () => {
  const tensor = await tensorOf(PackInput.parse(base));
  const column = Array.from({ length: 8 }, (_, y) => tensor[y * 8]);
  assert.deepEqual(column, [114, 114, 10, 10, 10, 10, 114, 114]);
});

test('a top-left letterbox begins in the first row', async () => {
  const tensor = await tensorOf(PackInput.parse({ ...base, anchor: 'top-left' }));
  const column = Array.from({ length: 8 }, (_, y) => tensor[y * 8]);
  assert.deepEqual(column, [10, 10, 10, 10, 114, 114, 114, 114]);
});

test('channels come in the order of the pack, scaled, centred and divided', async () => {
  const tensor = await tensorOf(
    PackInput.parse({ ...base, colour: 'BGR', fit: 'stretch', scale: 0.5, mean: [1, 2, 3], std: [2, 4, 1] }),
  );
  assert.deepEqual([tensor[0], tensor[64], tensor[128]], [(15 - 1) / 2, (10 - 2) / 4, (5 - 3) / 1]);
});

test('NHWC keeps the three values of a pixel together', async () => {
  const tensor = await tensorOf(PackInput.parse({ ...base, layout: 'NHWC', fit: 'crop' }));
  assert.deepEqual([...tensor.slice(0, 6)], [10, 20, 30, 10, 20, 30]);
});

for (const fit of ['letterbox', 'stretch', 'crop'] as const) {
  for (const anchor of ['centre', 'top-left'] as const) {
    test(`a box survives the way into a ${fit} (${anchor}) input and back within half a pixel`, () => {
      const input = PackInput.parse({ ...base, width: 416, height: 320, fit, anchor });
      const size = { width: 1632, height: 1224 };
      const place = placePicture(size.width, size.height, input);
      const toInput = (x: number, y: number): [number, number] => [
        (x - place.fromX) * place.scaleX + place.offsetX,
        (y - place.fromY) * place.scaleY + place.offsetY,
      ];
      const [left, top] = toInput(600, 300);
      const [right, bottom] = toInput(900, 700);
      const [x, y, w, h] = boxToFractions([left, top, right, bottom], place, size);
      const pixels = [x * size.width, y * size.height, w * size.width, h * size.height];
      [600, 300, 300, 400].forEach((expected, i) => {
        assert.ok(Math.abs(pixels[i]! - expected) < 0.5, `${pixels[i]} is not ${expected}`);
      });
    });
  }
}
