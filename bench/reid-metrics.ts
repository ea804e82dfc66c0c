// What a table of scores between photographs says about telling individuals apart: ranking among known animals, and knowing when an animal
// is new. Pure; defined in docs/recognition.md.

export interface Photo {
  individual: string;
  /** Photographs of one sighting are of the same moment: one never answers for another. */
  sighting: string;
  /** Only photographs of one flank are compared. */
  flank: string;
}

/** How alike photographs i and j are; larger is more alike. Only asked where `comparable`. */
export type Scores = (i: number, j: number) => number;

export const comparable = (a: Photo, b: Photo): boolean => a.flank === b.flank && a.sighting !== b.sighting;

interface Answer {
  individual: string;
  score: number;
}

function answersOf(photos: readonly Photo[], scores: Scores, query: number, known: (p: Photo) => boolean): Answer[] {
  return photos
    .flatMap((photo, j): Answer[] =>
      known(photo) && comparable(photo, photos[query]!)
        ? [{ individual: photo.individual, score: scores(query, j) }]
        : [],
    )
    .sort((a, b) => b.score - a.score);
}

export interface Ranking {
  queries: number;
  top1: number;
  top5: number;
  mAP: number;
}

/**
 * Every photograph that `asks` is compared with all others; those of which no other comparable photograph of the same individual exists do
 * not count.
 */
export function rankIndividuals(
  photos: readonly Photo[],
  scores: Scores,
  asks: (photo: Photo) => boolean = () => true,
): Ranking {
  const sums = { queries: 0, top1: 0, top5: 0, mAP: 0 };
  for (const [query, photo] of photos.entries()) {
    if (!asks(photo)) continue;
    const { individual } = photo;
    const answers = answersOf(photos, scores, query, () => true);
    const met = new Set<string>();
    let place = 0;
    let right = 0;
    let precision = 0;
    for (const [i, answer] of answers.entries()) {
      met.add(answer.individual);
      if (answer.individual !== individual) continue;
      place ||= met.size;
      right++;
      precision += right / (i + 1);
    }
    if (right === 0) continue;
    sums.queries++;
    if (place === 1) sums.top1++;
    if (place <= 5) sums.top5++;
    sums.mAP += precision / right;
  }
  const share = (sum: number) => (sums.queries === 0 ? Number.NaN : sum / sums.queries);
  return { queries: sums.queries, top1: share(sums.top1), top5: share(sums.top5), mAP: share(sums.mAP) };
}

interface OpenAnswer {
  individual: string;
  isKnown: boolean;
  /** The best answer names the right individual. */
  right: boolean;
  score: number;
}

/** One best answer per photograph, when only individuals in `known` are in the register. */
function askOpen(photos: readonly Photo[], scores: Scores, known: ReadonlySet<string>): OpenAnswer[] {
  return photos.flatMap(({ individual }, query): OpenAnswer[] => {
    const answers = answersOf(photos, scores, query, (photo) => known.has(photo.individual));
    const isKnown = known.has(individual);
    const best = answers[0];
    if (best === undefined || (isKnown && !answers.some((answer) => answer.individual === individual))) return [];
    return [{ individual, isKnown, right: best.individual === individual, score: best.score }];
  });
}

export interface OpenSet {
  auroc: number;
  baks: number;
  baus: number;
}

/**
 * Half of the individuals are in the register and half are not, then the other way round; means of both. The threshold for BAKS and BAUS is
 * the one that would have been best the other way round.
 */
export function openSet(photos: readonly Photo[], scores: Scores): OpenSet {
  const individuals = [...new Set(photos.map(({ individual }) => individual))];
  const halves = [0, 1].map((half) => new Set(individuals.filter((_, i) => i % 2 === half)));
  const asked = halves.map((known) => askOpen(photos, scores, known));
  const thresholds = asked.map(bestThreshold);
  const results = asked.map((answers, i) => ({
    auroc: auroc(answers),
    ...balanced(answers, thresholds[1 - i]!),
  }));
  const mean = (pick: (result: OpenSet) => number) => results.reduce((sum, result) => sum + pick(result), 0) / 2;
  return { auroc: mean((r) => r.auroc), baks: mean((r) => r.baks), baus: mean((r) => r.baus) };
}

/** Chance that the best answer of a known animal scores above that of a new one; equal scores count half. */
function auroc(answers: readonly OpenAnswer[]): number {
  const known = answers.filter(({ isKnown }) => isKnown);
  const fresh = answers.filter(({ isKnown }) => !isKnown);
  let above = 0;
  for (const k of known) for (const f of fresh) above += k.score > f.score ? 1 : k.score === f.score ? 0.5 : 0;
  return above / (known.length * fresh.length);
}

function balanced(answers: readonly OpenAnswer[], threshold: number): { baks: number; baus: number } {
  const perIndividual = (some: readonly OpenAnswer[], good: (answer: OpenAnswer) => boolean): number => {
    const shares = [...Map.groupBy(some, ({ individual }) => individual).values()].map(
      (of) => of.filter(good).length / of.length,
    );
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  return {
    baks: perIndividual(
      answers.filter(({ isKnown }) => isKnown),
      ({ right, score }) => right && score >= threshold,
    ),
    baus: perIndividual(
      answers.filter(({ isKnown }) => !isKnown),
      ({ score }) => score < threshold,
    ),
  };
}

/** The score at which the geometric mean of BAKS and BAUS is highest. */
function bestThreshold(answers: readonly OpenAnswer[]): number {
  let best = { threshold: 0, value: -1 };
  for (const { score: threshold } of answers) {
    const { baks, baus } = balanced(answers, threshold);
    if (baks * baus > best.value) best = { threshold, value: baks * baus };
  }
  return best.threshold;
}
