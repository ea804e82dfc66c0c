// Who it probably is: from how alike the candidates look, where and when they usually are, and who stood there a moment before, to a
// ranking with reasons in words, and one answer or none (product.md 6.3). Pure: values in, values out.

import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { ScoreBreakdown } from '../../../shared/domain/individual.ts';

/** What is known about one candidate for one detection. */
export interface Likeness {
  individualId: IndividualId;
  name: string;
  /** How alike coat and shape look, 0–1 (score.ts). */
  body: number;
  /** The candidate's detection most like the query. */
  detectionId: DetectionId;
  /** 0–1 (temporal.ts). */
  temporal: number;
  /** Seen elsewhere at almost the same time. */
  conflict: boolean;
  /** It was photographed at this place before, in another event. */
  samePlace: boolean;
  /** Seconds to its nearest frame of the same event, where each of the two frames shows one animal of the species; else null. */
  companionSeconds: number | null;
}

export interface Ranked extends Likeness {
  /** 0–1. */
  score: number;
  breakdown: ScoreBreakdown;
}

/** Habit adds this much at most, and habit and company together not more than `MOST_BOOST` (product.md 6.1: 0.05–0.10). */
const TEMPORAL_BOOST = 0.05;
/** One lone animal in one frame and one in the next, seconds later: most often the same one. */
const COMPANION_BOOST = 0.1;
export const MOST_BOOST = 0.1;
export const COMPANION_SECONDS = 60;
/** Above this likeness the boost fades, to nothing at 1: what cannot be surer by looks does not become certain by company. */
const FADES_FROM = 0.8;

/** The best first; equal scores in the order of names, so that a repetition gives the same answer. */
export function rank(likenesses: readonly Likeness[], model: string, threshold: number): Ranked[] {
  return likenesses
    .map((likeness) => {
      const score = scoreOf(likeness);
      return { ...likeness, score, breakdown: explain(likeness, score, model, threshold) };
    })
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}

/** The individual to propose, or null: none is alike enough, or it was on another camera at that time. */
export function decide(ranked: readonly Ranked[], threshold: number): Ranked | null {
  return ranked.find(({ score, conflict }) => score >= threshold && !conflict) ?? null;
}

function scoreOf({ body, temporal, companionSeconds }: Likeness): number {
  const boost = TEMPORAL_BOOST * temporal + (companionSeconds === null ? 0 : COMPANION_BOOST);
  const room = Math.min(1, (1 - body) / (1 - FADES_FROM));
  return body + room * Math.min(MOST_BOOST, boost);
}

function explain(likeness: Likeness, score: number, model: string, threshold: number): ScoreBreakdown {
  return {
    body: likeness.body,
    antler: null,
    coat: null,
    temporal: likeness.temporal,
    model,
    threshold,
    words: reasons(likeness, score, threshold),
  };
}

function reasons(likeness: Likeness, score: number, threshold: number): string[] {
  const { body, temporal, conflict, samePlace, companionSeconds } = likeness;
  const alike = body.toFixed(2);
  const words: string[] = [];
  if (body >= threshold) words.push(`coat and shape look alike (${alike})`);
  else if (score >= threshold) words.push(`coat and shape look rather alike (${alike})`);
  else words.push(`coat and shape are not alike enough (${alike}, ${threshold.toFixed(2)} is asked for)`);
  if (companionSeconds !== null) words.push(`same event, ${inTime(companionSeconds)}`);
  if (conflict) words.push('but seen more than 1 km away within 5 minutes');
  else if (temporal >= 0.5) words.push('usually here at this time of day');
  else if (samePlace) words.push('seen at this place too');
  return words;
}

function inTime(seconds: number): string {
  const whole = Math.round(seconds);
  return whole === 0 ? 'the same moment' : `${whole} ${whole === 1 ? 'second' : 'seconds'} apart`;
}

/** Why a detection was given a new provisional individual: the best of those that were not alike enough, if any. */
export function explainNew(ranked: readonly Ranked[], model: string, threshold: number): ScoreBreakdown {
  const best = ranked[0];
  const words =
    best === undefined
      ? ['no animal of this species is known yet']
      : best.conflict
        ? [`${best.name} looks alike (${best.body.toFixed(2)}), but was seen more than 1 km away within 5 minutes`]
        : [`no known animal looks alike enough: ${best.name} comes nearest (${best.body.toFixed(2)})`];
  return {
    body: best?.body ?? null,
    antler: null,
    coat: null,
    temporal: best?.temporal ?? null,
    model,
    threshold,
    words,
  };
}
