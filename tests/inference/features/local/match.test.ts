import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchPoints } from '../../../../electron/inference/features/local/match.ts';
import { eachRowOfProducts } from '../../../../electron/inference/features/local/products.ts';
import { chance } from '../../../../electron/inference/sample/random.ts';

const length = 128;

function someBytes(seed: number, count: number): Uint8Array {
  const { whole } = chance(seed, 'descriptors');
  return Uint8Array.from({ length: count * length }, () => whole(0, 255));
}

test('the vector program multiplies exactly as plain arithmetic does', () => {
  const a = someBytes(1, 7);
  const b = someBytes(2, 11);
  eachRowOfProducts(a, b, (i, products) => {
    const expected = Array.from({ length: 11 }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < length; k++) sum += a[i * length + k]! * b[j * length + k]!;
      return sum;
    });
    assert.deepEqual([...products], expected);
  });
});

test('the largest bytes there can be do not overflow', () => {
  const full = new Uint8Array(length).fill(255);
  eachRowOfProducts(full, full, (_, products) => assert.deepEqual([...products], [255 * 255 * length]));
});

test('the vector program takes more points than its first page of memory holds', () => {
  const many = someBytes(3, 2_000);
  let rows = 0;
  eachRowOfProducts(many, many, (i, products) => {
    rows++;
    assert.ok(products[i]! >= Math.max(...products.slice(0, 10)));
  });
  assert.equal(rows, 2_000);
});

test('shuffled points find each other again', () => {
  const a = someBytes(4, 20);
  const b = new Uint8Array(a.length);
  for (let i = 0; i < 20; i++) b.set(a.subarray(i * length, (i + 1) * length), ((i * 7) % 20) * length);
  const matches = matchPoints(a, b, 0.9);
  assert.equal(matches.length, 20);
  for (const match of matches) assert.equal(match.b, (match.a * 7) % 20);
});

test('a point that looks like two others is matched with neither', () => {
  const a = someBytes(5, 1);
  const b = new Uint8Array(2 * length);
  b.set(a);
  b.set(a, length);
  b[0]! ^= 1;
  b[length]! ^= 1;
  assert.deepEqual(matchPoints(a, b, 0.9), []);
});

test('swapping the pictures swaps the answer', () => {
  const a = someBytes(6, 30);
  const b = someBytes(7, 40);
  b.set(a.subarray(0, 10 * length));
  const pairs = (matches: { a: number; b: number }[]) => matches.map((m) => `${m.a} ${m.b}`).sort();
  const there = pairs(matchPoints(a, b, 0.95));
  const back = pairs(matchPoints(b, a, 0.95).map((match) => ({ a: match.b, b: match.a })));
  assert.deepEqual(there, back);
});

test('no points match with nothing', () => {
  assert.deepEqual(matchPoints(new Uint8Array(0), someBytes(8, 3), 0.9), []);
  assert.deepEqual(matchPoints(someBytes(8, 3), new Uint8Array(0), 0.9), []);
});
