import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Affine,
  findAgreement,
  fitAffine,
  type Pairing,
} from '../../../../electron/inference/features/local/geometry.ts';
import { chance } from '../../../../electron/inference/sample/random.ts';

const moved = ([a, b, c, d, e, f]: Affine, x: number, y: number): [number, number] => [
  a * x + b * y + c,
  d * x + e * y + f,
];

/** Twenty pairings that follow `map`, and others that follow nothing. */
function pairings(map: Affine, strays: number, seed: number): Pairing[] {
  const { between } = chance(seed, 'pairings');
  const following = Array.from({ length: 20 }, (): Pairing => {
    const [ax, ay] = [between(0.05, 0.95), between(0.05, 0.6)];
    const [bx, by] = moved(map, ax, ay);
    return { ax, ay, bx: bx + between(-0.004, 0.004), by: by + between(-0.004, 0.004), worth: 0.3 };
  });
  const astray = Array.from(
    { length: strays },
    (): Pairing => ({ ax: between(0, 1), ay: between(0, 0.65), bx: between(0, 1), by: between(0, 0.65), worth: 0.3 }),
  );
  // Mixed, so that good matches do not all come first.
  return [...following, ...astray]
    .map((pairing, i) => ({ pairing, key: (i * 37) % 101 }))
    .sort((p, q) => p.key - q.key)
    .map(({ pairing }) => pairing);
}

const squeezedAndTurned: Affine = [0.9, 0.12, 0.03, -0.06, 1.1, 0.02];

test('the movement is recovered although half of the pairings are wrong', () => {
  const found = findAgreement(pairings(squeezedAndTurned, 20, 1), 0.03);
  assert.ok(found !== null && found.agreeing.length >= 20);
  for (const [x, y] of [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.5, 0.5],
  ] as const) {
    const [ex, ey] = moved(squeezedAndTurned, x, y);
    const [fx, fy] = moved(found.map, x, y);
    assert.ok(Math.hypot(ex - fx, ey - fy) < 0.02, `${fx}, ${fy} instead of ${ex}, ${ey}`);
  }
});

test('what agrees is worth the sum of its pairings', () => {
  const all = pairings(squeezedAndTurned, 20, 2);
  const found = findAgreement(all, 0.03)!;
  const sum = found.agreeing.reduce((total, i) => total + all[i]!.worth, 0);
  assert.ok(Math.abs(found.worth - sum) < 1e-9);
});

test('pairings that follow nothing agree on far less', () => {
  const { between } = chance(3, 'strays');
  const astray = Array.from(
    { length: 30 },
    (): Pairing => ({ ax: between(0, 1), ay: between(0, 1), bx: between(0, 1), by: between(0, 1), worth: 1 }),
  );
  assert.ok((findAgreement(astray, 0.03)?.worth ?? 0) <= 6);
});

test('an animal standing on its head is no movement of a standing animal', () => {
  const upsideDown: Affine = [-1, 0, 1, 0, -1, 0.65];
  assert.ok((findAgreement(pairings(upsideDown, 0, 4), 0.03)?.agreeing.length ?? 0) < 6);
});

test('two pairings are no agreement', () => {
  assert.equal(findAgreement(pairings(squeezedAndTurned, 0, 5).slice(0, 2), 0.03), null);
  assert.equal(findAgreement([], 0.03), null);
});

test('the same pairings give the same agreement', () => {
  assert.deepEqual(
    findAgreement(pairings(squeezedAndTurned, 20, 6), 0.03),
    findAgreement(pairings(squeezedAndTurned, 20, 6), 0.03),
  );
});

test('least squares gives back an exact map', () => {
  const points = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const;
  const exact = points.map(([ax, ay]): Pairing => {
    const [bx, by] = moved(squeezedAndTurned, ax, ay);
    return { ax, ay, bx, by, worth: 1 };
  });
  const fitted = fitAffine(exact)!;
  for (const [i, value] of squeezedAndTurned.entries()) assert.ok(Math.abs(fitted[i]! - value) < 1e-9);
});

test('points on one line give no map', () => {
  const line = [0, 1, 2, 3].map((x): Pairing => ({ ax: x, ay: 2 * x, bx: x, by: 2 * x, worth: 1 }));
  assert.equal(fitAffine(line), null);
});
