// From the cosine of two body vectors to a score that means the same for every model: 0.70 where a proposal begins to be worth a
// person's look, 0.85 where it is nearly always right. Each model's cosines live on a scale of their own; a monotone curve through
// measured points brings them onto one. Order is never changed by it.

// Measured with bench/body-scores.bench.ts on 216 crops of the sample's drawn herd (12 individuals) and 694 flanks of ../shared/data/reid/
// nyala-dev (60 individuals). For every crop the most alike crop of any other animal was taken; 0.70 is put between the median and the
// upper quartile of those, 0.85 between their 99th percentiles on the two sets.

/** [cosine, score] pairs, both rising. */
type Curve = readonly (readonly [number, number])[];

/**
 * The cosine for what it is. So for the built-in descriptor, whose vectors are centred: its other animals reach 0.66 and 0.71 at the
 * median, 0.86 and 0.83 at the 99th percentile. So also for packs that nobody has measured.
 */
const plain: Curve = [
  [0, 0],
  [1, 1],
];

/** Networks whose vectors all point roughly the same way: even unrelated animals have high cosines. */
const curves: { model: string; curve: Curve }[] = [
  {
    model: 'osnet-x025-msmt17',
    curve: [
      [0, 0],
      [0.83, 0.7],
      [0.92, 0.85],
      [1, 1],
    ],
  },
  {
    model: 'mobilenetv2-embed',
    curve: [
      [0, 0],
      [0.875, 0.7],
      [0.92, 0.85],
      [1, 1],
    ],
  },
];

/** 0–1. `cosine` of two vectors made by `model` (`<name>@<version>`); what is not a number scores 0. */
export function bodyScore(model: string, cosine: number): number {
  if (!(cosine > 0)) return 0;
  const curve = curves.find((known) => model.startsWith(`${known.model}@`))?.curve ?? plain;
  for (let i = 1; i < curve.length; i++) {
    const [from, low] = curve[i - 1]!;
    const [to, high] = curve[i]!;
    if (cosine <= to) return low + ((Math.max(cosine, from) - from) / (to - from)) * (high - low);
  }
  return 1;
}
