import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSet, type Photo, rankIndividuals, type Scores } from '../../bench/reid-metrics.ts';

const photo = (individual: string, sighting: string, flank = 'left'): Photo => ({ individual, sighting, flank });

/** Scores by a table of pairs; pairs that are not named score 0. */
const table =
  (pairs: Record<string, number>): Scores =>
  (i, j) =>
    pairs[`${Math.min(i, j)}-${Math.max(i, j)}`] ?? 0;

test('an individual counts by its best photograph, and average precision by all of them', () => {
  // Photographs 0, 1, 2 of Ash and 3 of Birch: 0 looks most like 1, then like 3, then like 2.
  const photos = [photo('Ash', '1'), photo('Ash', '2'), photo('Ash', '3'), photo('Birch', '4')];
  const scores = table({ '0-1': 9, '0-3': 5, '0-2': 1, '1-2': 9, '1-3': 1, '2-3': 0.5 });
  const { queries, top1, mAP } = rankIndividuals(photos, scores);
  assert.equal(queries, 3);
  assert.equal(top1, 1);
  assert.ok(Math.abs(mAP - ((1 + 2 / 3) / 2 + 1 + 1) / 3) < 1e-9);
});

test('photographs of the same sighting or of the other flank never answer', () => {
  const photos = [photo('Ash', '1'), photo('Ash', '1'), photo('Ash', '2', 'right'), photo('Birch', '3')];
  assert.equal(rankIndividuals(photos, () => 1).queries, 0);
});

/** Four individuals with two sightings each. */
const herd = ['Ash', 'Birch', 'Cedar', 'Elm'].flatMap((name) => [photo(name, `${name} 1`), photo(name, `${name} 2`)]);

test('when only the same animals are alike, known and new are told apart without error', () => {
  const scores: Scores = (i, j) => (herd[i]!.individual === herd[j]!.individual ? 5 : 1);
  assert.deepEqual(openSet(herd, scores), { auroc: 1, baks: 1, baus: 1 });
});

test('when everything is equally alike, known and new cannot be told apart', () => {
  assert.equal(openSet(herd, () => 1).auroc, 0.5);
});

test('a known animal taken for another known one is wrong however high it scores', () => {
  const scores: Scores = (i, j) => (herd[i]!.individual === herd[j]!.individual ? 1 : 5);
  assert.equal(openSet(herd, scores).baks, 0);
});
