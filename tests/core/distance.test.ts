import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metresBetween } from '../../electron/core/distance.ts';

test('a degree of latitude is about 111 kilometres', () => {
  assert.ok(Math.abs(metresBetween([50, 8], [51, 8]) - 111_195) < 5);
});

test('a point is no distance from itself', () => {
  assert.equal(metresBetween([50, 10], [50, 10]), 0);
});

test('a degree of longitude is half as long at sixty degrees north', () => {
  assert.ok(Math.abs(metresBetween([60, 10], [60, 11]) - 111_195 / 2) < 10);
});

test('the way over the date line is the short one', () => {
  assert.ok(Math.abs(metresBetween([0, 179.5], [0, -179.5]) - 111_195) < 5);
});
