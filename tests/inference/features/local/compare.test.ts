import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePicture, type Pixels } from '../../../../electron/inference/codec.ts';
import { compareFlanks } from '../../../../electron/inference/features/local/compare.ts';
import { describeFlank } from '../../../../electron/inference/features/local/describe.ts';
import type { Box } from '../../../../shared/domain/box.ts';
import { shared, sharedMissing } from '../../../support/shared.ts';
import { coatHeight, coatWidth, drawCoat, plainView, type View } from './pictures.ts';

const whole: Box = [0, 0, 1, 1];
const describe = (picture: Pixels) => describeFlank(picture, whole, 'left');

async function compareViews(seed: number, other: number, view: View) {
  return compareFlanks(await describe(drawCoat(seed)), await describe(drawCoat(other, view)));
}

const views: [string, View][] = [
  ['moved', { ...plainView, shift: [12, 7] }],
  ['seen from nearer', { ...plainView, zoom: 1.15, shift: [-15, -8] }],
  ['in darker and flatter light', { ...plainView, gain: 0.5, offset: 0.05 }],
];

for (const [word, view] of views)
  test(`a coat ${word} agrees with itself at many points`, async () => {
    const { agreeing } = await compareViews(1, 1, view);
    assert.ok(agreeing.length >= 25, `${agreeing.length} points agree`);
  });

test('agreeing points are told where they lie in each photograph', async () => {
  const [dx, dy] = [12, 7];
  const { agreeing } = await compareViews(1, 1, { ...plainView, shift: [dx, dy] });
  const near = agreeing.filter(
    ({ a, b }) => Math.hypot((b[0] - a[0]) * coatWidth - dx, (b[1] - a[1]) * coatHeight - dy) < 2,
  );
  assert.ok(near.length >= 0.8 * agreeing.length, `${near.length} of ${agreeing.length}`);
});

test('another coat scores far lower than the same coat', async () => {
  const same = await compareViews(1, 1, { ...plainView, shift: [12, 7] });
  for (const other of [2, 3, 4, 5]) {
    const { score } = await compareViews(1, other, plainView);
    assert.ok(score < same.score / 4, `${score} beside ${same.score}`);
  }
});

test('the score is the worth of the agreeing points', async () => {
  const { score, agreeing } = await compareViews(1, 1, { ...plainView, shift: [12, 7] });
  assert.ok(Math.abs(score - agreeing.reduce((sum, { worth }) => sum + worth, 0)) < 1e-9);
});

test('a coat without marks has nothing to compare', async () => {
  const plain = await describe({
    data: new Uint8Array(coatWidth * coatHeight * 3).fill(120),
    width: coatWidth,
    height: coatHeight,
  });
  assert.equal(plain.points.length, 0);
  assert.deepEqual(compareFlanks(plain, await describe(drawCoat(1))), { score: 0, agreeing: [] });
});

test('a box of a few pixels at the corner of the photograph is described without failing', async () => {
  const tiny = await describeFlank(drawCoat(1), [0.99, 0.99, 0.01, 0.01], null);
  assert.equal(tiny.descriptors.length / 128, tiny.points.length / 3);
});

test('describing and comparing twice gives the same answer', async () => {
  assert.deepEqual(await compareViews(1, 1, views[1]![1]), await compareViews(1, 1, views[1]![1]));
});

test('it does not matter which of the two photographs comes first', async () => {
  const first = await describe(drawCoat(1));
  const second = await describe(drawCoat(1, { ...plainView, zoom: 1.15, shift: [-15, -8] }));
  assert.ok(Math.abs(compareFlanks(first, second).score - compareFlanks(second, first).score) < 1e-9);
});

test('two sightings of one antelope agree better than those of different ones', { skip: sharedMissing }, async () => {
  const flank = async (name: string) => describe(await decodePicture(shared('data/reid/nyala-dev', name)));
  const query = await flank('149/376_leftphoto.jpg');
  const { score } = compareFlanks(query, await flank('149/227_leftphoto.jpg'));
  for (const other of ['100/124_leftphoto.jpg', '60/630_leftphoto.jpg', '104/309_leftphoto.jpg'])
    assert.ok(compareFlanks(query, await flank(other)).score < score / 2, other);
});
