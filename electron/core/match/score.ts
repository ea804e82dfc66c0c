// From the cosine of two body vectors to a score that means the same for every model: 0.70 where a proposal begins to be worth a
// person's look, 0.85 where it is nearly always right. Each model's cosines live on a scale of their own; a monotone curve through
// measured points brings them onto one. Order is never changed by it.

/** [cosine, score] pairs, both rising. */
type Curve = readonly (readonly [number, number])[];

/** Vectors of packs that nobody has measured: their cosine is taken for what it is. */
const plain: Curve = [
  [0, 0],
  [1, 1],
];

const curves: { model: RegExp; curve: Curve }[] = [];

/** 0–1. `cosine` of two vectors made by `model` (`<name>@<version>`); what is not a number scores 0. */
export function bodyScore(model: string, cosine: number): number {
  if (!(cosine > 0)) return 0;
  const curve = curves.find((known) => known.model.test(model))?.curve ?? plain;
  for (let i = 1; i < curve.length; i++) {
    const [from, low] = curve[i - 1]!;
    const [to, high] = curve[i]!;
    if (cosine <= to) return low + ((Math.max(cosine, from) - from) / (to - from)) * (high - low);
  }
  return 1;
}
