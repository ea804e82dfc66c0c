// What the best scores of a library say about matching (product.md section 9): their distribution, how many animals each threshold would
// assign, how often the answers people gave prove a score wrong, and the threshold that follows. Pure.
import type { Output } from '../../../shared/contract/contract.ts';
import type { Answer } from '../../store/scores.ts';

export type SimilarityReport = Output<'analysis.similarity'>;

const BINS = 20;
/** Share of wrong answers that a threshold may have (product.md section 9). */
const MOST_FALSE = 0.05;
/** With fewer answers a share says nothing; a threshold needs this many at or above it to be recommended. */
const ENOUGH_ANSWERS = 20;
/** Quantile of the normal distribution for an interval of 95 %. */
const Z = 1.959964;

/** Interval for a share of `n` of which `k` were hits, 95 % (Wilson 1927). `n` > 0. */
export function wilson(k: number, n: number): { low: number; high: number } {
  const share = k / n;
  const middle = (share + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * `best`: the best score of every animal, null where it has none. `answers`: of people, with the score the program had given.
 * `current`: the threshold in force, 0–1.
 */
export function analyseSimilarity(
  best: readonly (number | null)[],
  answers: readonly Answer[],
  thresholds: readonly number[],
  current: number,
): SimilarityReport {
  const scores = best.filter((score) => score !== null).sort((a, b) => a - b);
  const assigned = (threshold: number) => scores.filter((score) => score >= threshold).length;
  const falsePositive = thresholds.map((threshold) => ({ threshold, ...falseShare(answers, threshold) }));
  const recommended = recommend(answers);
  return {
    detections: best.length,
    scored: scores.length,
    message: inWords(best.length, scores, answers, current, recommended),
    histogram: histogram(scores),
    rates: thresholds.map((threshold) => {
      const count = assigned(threshold);
      return { threshold, assigned: count, rate: scores.length === 0 ? 0 : count / scores.length };
    }),
    decided: {
      confirmed: answers.filter(({ confirmed }) => confirmed).length,
      rejected: answers.filter(({ confirmed }) => !confirmed).length,
    },
    falsePositive,
    recommendedThreshold: recommended,
  };
}

/** 20 bins of 0.05 from 0 to 1; a score of 1 is in the last. Empty without scores. */
function histogram(scores: readonly number[]): SimilarityReport['histogram'] {
  if (scores.length === 0) return [];
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: i / BINS, to: (i + 1) / BINS, count: 0 }));
  for (const score of scores) bins[Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)))]!.count++;
  return bins;
}

function falseShare(answers: readonly Answer[], threshold: number) {
  const above = answers.filter(({ score }) => score !== null && score >= threshold);
  const wrong = above.filter(({ confirmed }) => !confirmed).length;
  if (above.length === 0) return { rate: null, low: null, high: null, answers: 0 };
  return { rate: wrong / above.length, ...wilson(wrong, above.length), answers: above.length };
}

/**
 * The lowest threshold, in steps of 0.01, at and above which fewer than 5 % of the answers were "no", as far down as there are answers.
 * Null with fewer than 20 answers, or where every threshold has more wrong ones.
 */
function recommend(answers: readonly Answer[]): number | null {
  const scored = answers.flatMap(({ score }) => score ?? []);
  if (scored.length < ENOUGH_ANSWERS) return null;
  const lowest = Math.floor(Math.min(...scored) * 100);
  for (let step = Math.max(0, lowest); step <= 99; step++) {
    const { rate, answers: count } = falseShare(answers, step / 100);
    if (count < ENOUGH_ANSWERS) return null;
    if (rate !== null && rate < MOST_FALSE) return step / 100;
  }
  return null;
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

function inWords(
  detections: number,
  scores: readonly number[],
  answers: readonly Answer[],
  current: number,
  recommended: number | null,
): string {
  if (detections === 0) return 'There are no deer or horses in this library yet, so there is nothing to compare.';
  if (scores.length === 0)
    return `None of the ${detections} animals has a score yet: matching has not run, or there was nothing to compare them with.`;
  const at = (threshold: number) => scores.filter((score) => score >= threshold).length / scores.length;
  const now = at(current);
  const first =
    now === 0
      ? `All ${scores.length} scores are below the threshold of ${current.toFixed(2)}; the best is ${scores.at(-1)!.toFixed(2)}.`
      : `At the threshold of ${current.toFixed(2)}, ${percent(now)} of ${scores.length} animals look like one that is known.`;
  const scored = answers.filter(({ score }) => score !== null).length;
  if (scored < ENOUGH_ANSWERS)
    return `${first} With ${scored} answers on scored proposals it is too early to recommend a threshold; ${ENOUGH_ANSWERS} are needed.`;
  if (recommended === null)
    return `${first} At no threshold were fewer than ${percent(MOST_FALSE)} of the answers "no", so none is recommended.`;
  const then = at(recommended);
  const gain = now === 0 ? '' : ` (${then >= now ? '+' : '−'}${percent(Math.abs(then - now) / now)} of what it is now)`;
  return `${first} ${recommended.toFixed(2)} is recommended: it would assign ${percent(then)}${gain}, with fewer than ${percent(MOST_FALSE)} of the answers at or above it "no".`;
}
