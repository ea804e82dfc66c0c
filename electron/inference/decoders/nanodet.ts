// NanoDet: per grid the class scores (sigmoid already applied) and, for each side of the box, a distribution over distances
// (generalised focal loss): expected bin × stride, measured from the cell's centre (i + 0.5) · stride − 0.5.
import {
  type Candidate,
  countedLabels,
  type DecodeOptions,
  expectNumber,
  expectShape,
  type Outputs,
} from './candidates.ts';

/** Expected bin of the softmax over `bins` logits from `start`. */
function expectedBin(data: Float32Array, start: number, bins: number): number {
  let highest = -Infinity;
  for (let b = 0; b < bins; b++) highest = Math.max(highest, data[start + b]!);
  let sum = 0;
  let weighted = 0;
  for (let b = 0; b < bins; b++) {
    const weight = Math.exp(data[start + b]! - highest);
    sum += weight;
    weighted += weight * b;
  }
  return weighted / sum;
}

/** Per stride `[1, cells, classes]` scores and `[1, cells, 4 × bins]` distances → candidates in input pixels. Throws ModelAnswerError. */
export function decodeNanodet(
  outputs: Outputs,
  options: DecodeOptions & {
    strides: readonly number[];
    bins: number;
    scores: readonly string[];
    distances: readonly string[];
  },
): Candidate[] {
  const { labels, minScore, width, height, strides, bins } = options;
  const counted = countedLabels(labels);
  const found: Candidate[] = [];
  strides.forEach((stride, level) => {
    const columns = Math.ceil(width / stride);
    const cells = columns * Math.ceil(height / stride);
    const [scoresName, distancesName] = [options.scores[level]!, options.distances[level]!];
    const scores = expectShape(outputs[scoresName], [1, cells, labels.length], `output "${scoresName}"`).data;
    const distances = expectShape(outputs[distancesName], [1, cells, 4 * bins], `output "${distancesName}"`).data;
    for (let cell = 0; cell < cells; cell++) {
      let label = -1;
      let best = minScore;
      for (const index of counted) {
        const score = expectNumber(scores[cell * labels.length + index]!);
        if (score >= best) [label, best] = [index, score];
      }
      if (label < 0) continue;
      const x = ((cell % columns) + 0.5) * stride - 0.5;
      const y = (Math.floor(cell / columns) + 0.5) * stride - 0.5;
      const side = (n: number): number => expectedBin(distances, (cell * 4 + n) * bins, bins) * stride;
      found.push({
        label,
        score: best,
        left: Math.max(0, x - side(0)),
        top: Math.max(0, y - side(1)),
        right: Math.min(width, x + side(2)),
        bottom: Math.min(height, y + side(3)),
      });
    }
  });
  return found;
}
