// How good the vectors are at telling individuals apart, measured on what people confirmed: every confirmed picture asks who it is, and the
// other confirmed pictures answer. Pictures of the same event never answer, because a frame taken a second later proves nothing. Pure.
import { wilson } from './similarity.ts';

/** A confirmed picture of an animal. */
export interface Confirmed {
  individual: string;
  /** Event, or the picture itself where it belongs to none. */
  event: string;
  /** L2-normalised. */
  vector: Float32Array;
}

export interface Ranked {
  /** Place of the right individual among all, each counted by its most alike picture; 1 is the best. */
  place: number;
  /** Average precision over the pictures of the right individual, 0–1. */
  precision: number;
}

/** Asks one picture of all. Null where the right individual has no picture of another event: then there is no right answer. */
export function rankOne(query: Confirmed, all: readonly Confirmed[]): Ranked | null {
  const answers = all
    .filter(({ event }) => event !== query.event)
    .map(({ individual, vector }) => ({ individual, alike: cosine(query.vector, vector) }));
  if (!answers.some(({ individual }) => individual === query.individual)) return null;
  answers.sort((a, b) => b.alike - a.alike);
  const met = new Set<string>();
  let place = 0;
  let right = 0;
  let precision = 0;
  answers.forEach(({ individual }, i) => {
    met.add(individual);
    if (individual !== query.individual) return;
    place ||= met.size;
    right++;
    precision += right / (i + 1);
  });
  return { place, precision: precision / right };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

export interface RankingSummary {
  queries: number;
  /** Shares of queries whose right individual came first, and was among the first five; null without queries. */
  top1: number | null;
  top5: number | null;
  /** Interval of `top1`, 95 % (Wilson). */
  top1Low: number | null;
  top1High: number | null;
  /** Mean of the average precisions (Zheng et al. 2015). */
  meanAveragePrecision: number | null;
}

export function summarise(ranked: readonly Ranked[]): RankingSummary {
  const queries = ranked.length;
  if (queries === 0)
    return { queries, top1: null, top5: null, top1Low: null, top1High: null, meanAveragePrecision: null };
  const within = (k: number) => ranked.filter(({ place }) => place <= k).length;
  const { low, high } = wilson(within(1), queries);
  return {
    queries,
    top1: within(1) / queries,
    top5: within(5) / queries,
    top1Low: low,
    top1High: high,
    meanAveragePrecision: ranked.reduce((sum, { precision }) => sum + precision, 0) / queries,
  };
}
