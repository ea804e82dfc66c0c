import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Output } from '../../../electron/inference/decoders/candidates.ts';
import { decodeEmbedding } from '../../../electron/inference/decoders/embedding.ts';
import { decodeEnd2end } from '../../../electron/inference/decoders/end2end.ts';
import { decodeLogits } from '../../../electron/inference/decoders/logits.ts';
import { decodeNanodet } from '../../../electron/inference/decoders/nanodet.ts';
import { keepBest } from '../../../electron/inference/decoders/nms.ts';
import { decodeYolov5 } from '../../../electron/inference/decoders/yolov5.ts';
import { decodeYolov8 } from '../../../electron/inference/decoders/yolov8.ts';
import { decodeYolox } from '../../../electron/inference/decoders/yolox.ts';
import type { PackLabel } from '../../../shared/domain/pack.ts';
import { ModelAnswerError } from '../../../shared/errors.ts';

const labels: PackLabel[] = [
  { name: 'horse', category: 'animal', species: 'horse' },
  { name: 'bench', category: null, species: null },
  { name: 'person', category: 'person', species: null },
];
const options = { labels, minScore: 0.3, width: 64, height: 64 };
const output = (dims: number[], data: number[]): Output => ({ dims, data: Float32Array.from(data) });
const round = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, v) => (typeof v === 'number' ? Math.round(v * 1000) / 1000 : v));

test('YOLOX adds the cell to the centre, takes the exponential of the size, and multiplies both by the stride', () => {
  // One stride of 32 on 64 × 64 pixels: four cells; the last one (column 1, row 1) holds a horse.
  const rows = Array.from({ length: 4 }, () => [0, 0, 0, 0, 0, 0, 0, 0]);
  rows[3] = [0.25, 0.5, Math.log(0.5), Math.log(0.25), 0.8, 0.9, 0.99, 0.1];
  const found = decodeYolox({ out: output([1, 4, 8], rows.flat()) }, { ...options, strides: [32] });
  // Centre (1.25, 1.5) × 32 = (40, 48), size 16 × 8, score 0.8 × 0.9; the bench does not compete.
  assert.deepEqual(round(found), [{ label: 0, score: 0.72, left: 32, top: 44, right: 48, bottom: 52 }]);
});

test('NanoDet measures the expected bin of each side from the centre of the cell', () => {
  const scores = [0, 0, 0, 0, 0, 0, 0.7, 0, 0.6, 0, 0, 0];
  const distances = Array.from({ length: 4 * 8 }, () => 0);
  // Cell 2 (column 0, row 1), two bins a side: even logits expect bin 0.5, a strong second one bin 1.
  distances.splice(16, 8, 0, 0, 0, 0, -30, 30, 0, 0);
  const found = decodeNanodet(
    { c: output([1, 4, 3], scores), d: output([1, 4, 8], distances) },
    { ...options, strides: [32], bins: 2, scores: ['c'], distances: ['d'] },
  );
  // Centre (15.5, 47.5): left 16 px (clipped to 0), top 16, right 32, bottom 16.
  assert.deepEqual(round(found), [{ label: 0, score: 0.7, left: 0, top: 31.5, right: 47.5, bottom: 63.5 }]);
});

test('YOLOv5 rows are centre and size in pixels, and the score is objectness times class', () => {
  const rows = [32, 20, 10, 6, 0.9, 0.5, 0.9, 0.8, 10, 10, 4, 4, 0.2, 1, 1, 1];
  const found = decodeYolov5({ out: output([1, 2, 8], rows) }, options);
  assert.deepEqual(round(found), [
    { label: 0, score: 0.45, left: 27, top: 17, right: 37, bottom: 23 },
    { label: 2, score: 0.72, left: 27, top: 17, right: 37, bottom: 23 },
  ]);
});

test('YOLOv8 columns are centre and size in pixels followed by the classes', () => {
  const columns = [
    [32, 10],
    [20, 10],
    [10, 4],
    [6, 4],
    [0.6, 0.1],
    [0.9, 0.9],
    [0.2, 0.1],
  ];
  const found = decodeYolov8({ out: output([1, 7, 2], columns.flat()) }, options);
  assert.deepEqual(round(found), [{ label: 0, score: 0.6, left: 27, top: 17, right: 37, bottom: 23 }]);
});

test('end-to-end rows are taken as they are, without those below the threshold or without meaning', () => {
  const rows = [1, 2, 30, 40, 0.9, 2, 1, 2, 30, 40, 0.9, 1, 1, 2, 30, 40, 0.1, 0];
  const found = decodeEnd2end({ out: output([1, 3, 6], rows) }, options);
  assert.deepEqual(round(found), [{ label: 2, score: 0.9, left: 1, top: 2, right: 30, bottom: 40 }]);
});

test('embeddings leave with length one', () => {
  const vectors = decodeEmbedding({ out: output([2, 2], [3, 4, 0, 2]) }, 2, 2);
  assert.deepEqual(round(vectors.map((v) => [...v])), [
    [0.6, 0.8],
    [0, 1],
  ]);
});

test('logits become probabilities that add up to one, also when they are large', () => {
  const [probabilities] = decodeLogits({ out: output([1, 3], [1000, 1000, 900]) }, 1, 3);
  assert.deepEqual(round([...probabilities!]), [0.5, 0.5, 0]);
});

const boxAt = (label: number, score: number, left: number) => ({
  label,
  score,
  left,
  top: 0,
  right: left + 10,
  bottom: 10,
});

test('of boxes of one category that cover each other the best stays', () => {
  const kept = keepBest([boxAt(0, 0.5, 1), boxAt(0, 0.9, 0), boxAt(0, 0.6, 20)], labels, 0.45);
  assert.deepEqual(
    kept.map((box) => box.score),
    [0.9, 0.6],
  );
});

test('a person before a horse does not hide the horse', () => {
  assert.equal(keepBest([boxAt(0, 0.5, 0), boxAt(2, 0.9, 0)], labels, 0.45).length, 2);
});

test('an animal under two names is called what most of the boxes over it say, horses winning a close vote', () => {
  const two: PackLabel[] = [labels[0]!, { name: 'dog', category: 'animal', species: 'other' }];
  const name = (...boxes: ReturnType<typeof boxAt>[]): string[] =>
    keepBest(boxes, two, 0.45).map((box) => two[box.label]!.name);
  assert.deepEqual(name(boxAt(1, 0.66, 0), boxAt(0, 0.64, 0)), ['horse']);
  assert.deepEqual(name(boxAt(1, 0.9, 0), boxAt(0, 0.3, 0)), ['dog']);
});

test('an output of another shape is an error that states both shapes', () => {
  const wrong = {
    out: output(
      [1, 2, 7],
      Array.from({ length: 14 }, () => 0),
    ),
  };
  assert.throws(
    () => decodeYolov5(wrong, options),
    (error) =>
      error instanceof ModelAnswerError && error.message.includes('[1, 2, 7]') && error.message.includes('[1, *, 8]'),
  );
});

test('values that are not numbers are an error, never an empty picture', () => {
  const rows = { out: output([1, 1, 8], [1, 1, 1, 1, Number.NaN, 1, 1, 1]) };
  assert.throws(() => decodeYolov5(rows, options), ModelAnswerError);
  assert.throws(() => decodeEmbedding({ out: output([1, 2], [Number.NaN, 1]) }, 1, 2), ModelAnswerError);
});
