import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodePicture, fitWidth, type Pixels } from '../../../electron/inference/codec.ts';
import { looksInfrared } from '../../../electron/inference/features/infrared.ts';
import { findMotion, motionFrame, motionWidth } from '../../../electron/inference/features/motion.ts';
import { overlap } from '../../../shared/domain/box.ts';
import { shared, sharedMissing } from '../../support/shared.ts';

const [width, height] = [480, 300];

/** A grainy scene of a given brightness with light rectangles [x, y, w, h] in pixels, and a black strip with a changing clock below. */
function scene(seed: number, brightness: number, patches: [number, number, number, number][] = []): Pixels {
  const data = new Uint8Array(width * height * 3);
  let state = seed;
  for (let i = 0; i < width * height; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const [x, y] = [i % width, Math.floor(i / width)];
    const inPatch = patches.some(([px, py, w, h]) => x >= px && x < px + w && y >= py && y < py + h);
    const ground = brightness + 20 * Math.sin(x / 9) + 10 * Math.cos(y / 7) + (state / 2_147_483_648 - 0.5) * 6;
    const strip = y >= height - 24;
    const clock = x > 40 * (seed % 5) && x < 40 * (seed % 5) + 30 && y > height - 18 ? 255 : 0;
    data.fill(strip ? clock : Math.round(inPatch ? ground * 1.6 : ground), i * 3, i * 3 + 3);
  }
  return { data, width, height };
}
const frames = (...pictures: Pixels[]) => pictures.map((picture) => motionFrame(picture, false));

test('what is in one frame of a burst and in no other is found where it is', () => {
  const [first] = findMotion(
    frames(scene(1, 90, [[100, 80, 60, 40]]), scene(2, 90, [[200, 80, 60, 40]]), scene(3, 90, [[300, 80, 60, 40]])),
  );
  const best = first!.boxes[0]!;
  assert.ok(overlap(best.box, [100 / 480, 80 / 300, 60 / 480, 40 / 300]) > 0.6, JSON.stringify(best));
  assert.ok(best.confidence > 0.5);
});

test('a burst in which nothing moves holds nothing, whatever the clock in the strip says', () => {
  for (const finding of findMotion(frames(scene(1, 90), scene(2, 90), scene(3, 90))))
    assert.deepEqual([finding!.boxes, finding!.score], [[], 0]);
});

test('a cloud before the sun moves nothing', () => {
  for (const finding of findMotion(frames(scene(1, 90), scene(2, 70), scene(3, 80))))
    assert.equal(finding!.boxes.length, 0);
});

test('many places at once count less than one', () => {
  const spots = Array.from({ length: 10 }, (_, i): [number, number, number, number] => [
    20 + 45 * i,
    40 + 20 * (i % 5),
    20,
    12,
  ]);
  const [one] = findMotion(frames(scene(1, 90, spots.slice(0, 1)), scene(2, 90), scene(3, 90)));
  const [many] = findMotion(frames(scene(1, 90, spots), scene(2, 90), scene(3, 90)));
  assert.ok(many!.score < one!.score / 4, `${many!.score} against ${one!.score}`);
});

test('a frame without a neighbour of its kind is not judged', () => {
  const day = motionFrame(scene(1, 90), false);
  const night = motionFrame(scene(2, 90), true);
  assert.deepEqual(findMotion([day, night]), [null, null]);
});

test('on a real card frames with animals score above frames without', { skip: sharedMissing }, async () => {
  const card = shared('data/cards/bushnell-station-1');
  const rows = readFileSync(`${card}/gold.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const [withAnimal, without]: [number[], number[]] = [[], []];
  for (let i = 0; i < rows.length; i += 3) {
    const burst = rows.slice(i, i + 3);
    const pictures = await Promise.all(
      burst.map(async ([file]) => fitWidth(await decodePicture(`${card}/${file}`), motionWidth)),
    );
    findMotion(pictures.map((picture) => motionFrame(picture, looksInfrared(picture)))).forEach((finding, n) => {
      const [, animal, , , , , , , , human, uncertain] = burst[n]!;
      if (human !== '1' && uncertain !== '1') (animal === '1' ? withAnimal : without).push(finding?.score ?? 0);
    });
  }
  const above = withAnimal.flatMap((a) => without.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
  const areaUnderCurve = above.reduce((sum, value) => sum + value, 0) / above.length;
  assert.ok(areaUnderCurve >= 0.85, `area under the curve ${areaUnderCurve}`);
});
