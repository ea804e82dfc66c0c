import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseSimilarity, wilson } from '../../../electron/core/analysis/similarity.ts';

const thresholds = [0.7, 0.65, 0.6, 0.55];
const answers = (score: number, confirmed: number, rejected: number) => [
  ...Array.from({ length: confirmed }, () => ({ score, confirmed: true })),
  ...Array.from({ length: rejected }, () => ({ score, confirmed: false })),
];

describe('the analysis of similarity', () => {
  test('answers an empty library with a sentence', () => {
    const report = analyseSimilarity([], [], thresholds, 0.7);
    assert.equal(report.detections, 0);
    assert.match(report.message, /no deer or horses/);
    assert.deepEqual(report.histogram, []);
    assert.deepEqual(report.rates[0], { threshold: 0.7, assigned: 0, rate: 0 });
    assert.deepEqual(report.falsePositive[0], { threshold: 0.7, rate: null, low: null, high: null, answers: 0 });
    assert.equal(report.recommendedThreshold, null);
  });

  test('answers a library without scores with a sentence', () => {
    const report = analyseSimilarity([null, null], [], thresholds, 0.7);
    assert.deepEqual([report.detections, report.scored], [2, 0]);
    assert.match(report.message, /None of the 2 animals has a score/);
  });

  test('says so where all scores are below the threshold', () => {
    const report = analyseSimilarity([0.5, 0.31], [], thresholds, 0.7);
    assert.match(report.message, /All 2 scores are below the threshold of 0\.70; the best is 0\.50\./);
  });

  test('counts what each threshold assigns', () => {
    const report = analyseSimilarity([0.72, 0.7, 0.66, 0.6, 0.1, null], [], thresholds, 0.7);
    assert.deepEqual(
      report.rates.map(({ assigned }) => assigned),
      [2, 3, 4, 4],
    );
    assert.equal(report.rates[0]!.rate, 0.4);
  });

  test('puts every score into one bin of the histogram, 1 into the last', () => {
    const { histogram } = analyseSimilarity([0, 0.049, 0.05, 0.999, 1], [], thresholds, 0.7);
    assert.equal(histogram.length, 20);
    assert.deepEqual([histogram[0]!.count, histogram[1]!.count, histogram[19]!.count], [2, 1, 2]);
  });

  test('gives the Wilson interval of a share', () => {
    // Worked example: 10 of 100 has the interval 0.0552 to 0.1744.
    const { low, high } = wilson(10, 100);
    assert.ok(Math.abs(low - 0.0552) < 1e-4 && Math.abs(high - 0.1744) < 1e-4);
    assert.equal(wilson(0, 10).low, 0);
    assert.ok(wilson(10, 10).high <= 1);
  });

  test('finds the share of wrong answers at and above a threshold', () => {
    const report = analyseSimilarity([0.8], [...answers(0.8, 9, 1), ...answers(0.6, 0, 5)], thresholds, 0.7);
    const [at70, , at60] = report.falsePositive;
    assert.deepEqual([at70!.rate, at70!.answers], [0.1, 10]);
    assert.deepEqual([at60!.rate, at60!.answers], [0.4, 15]);
    assert.deepEqual(report.decided, { confirmed: 9, rejected: 6 });
  });

  test('recommends the lowest threshold with fewer than one in twenty wrong answers', () => {
    const given = [...answers(0.85, 60, 0), ...answers(0.62, 30, 1), ...answers(0.5, 5, 20)];
    const report = analyseSimilarity([0.85, 0.62, 0.62, 0.4], given, thresholds, 0.7);
    assert.equal(report.recommendedThreshold, 0.51);
    assert.match(report.message, /0\.51 is recommended: it would assign 75 % \(\+200 % of what it is now\)/);
  });

  test('recommends nothing on few answers, or where all thresholds are often wrong', () => {
    const few = analyseSimilarity([0.8], answers(0.8, 5, 0), thresholds, 0.7);
    assert.equal(few.recommendedThreshold, null);
    assert.match(few.message, /too early/);
    const wrong = analyseSimilarity([0.8], answers(0.8, 10, 15), thresholds, 0.7);
    assert.equal(wrong.recommendedThreshold, null);
  });
});
