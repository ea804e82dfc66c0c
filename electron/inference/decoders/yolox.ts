// YOLOX: one row per cell of each grid with cx, cy, w, h, objectness and class scores; centre and size still need the grid
// (`demo_postprocess` of the YOLOX project): centre = (p + cell) · stride, size = exp(p) · stride. Scores are already sigmoid.
import {
  type Candidate,
  centredBox,
  countedLabels,
  type DecodeOptions,
  expectNumber,
  expectShape,
  type Outputs,
  onlyOutput,
} from './candidates.ts';

/** `[1, cells, 5 + classes]` → candidates in input pixels. Throws ModelAnswerError. */
export function decodeYolox(outputs: Outputs, options: DecodeOptions & { strides: readonly number[] }): Candidate[] {
  const { labels, minScore, width, height, strides } = options;
  const step = 5 + labels.length;
  const cells = strides.reduce((sum, s) => sum + Math.ceil(width / s) * Math.ceil(height / s), 0);
  const { data } = expectShape(onlyOutput(outputs), [1, cells, step], 'output');
  const counted = countedLabels(labels);
  const found: Candidate[] = [];
  let row = 0;
  for (const stride of strides) {
    const columns = Math.ceil(width / stride);
    const rows = Math.ceil(height / stride);
    for (let cell = 0; cell < columns * rows; cell++, row += step) {
      const objectness = expectNumber(data[row + 4]!);
      if (objectness < minScore) continue;
      let label = -1;
      let best = 0;
      for (const index of counted) {
        const score = data[row + 5 + index]!;
        if (score > best) [label, best] = [index, score];
      }
      const score = objectness * best;
      if (label < 0 || score < minScore) continue;
      const x = (data[row]! + (cell % columns)) * stride;
      const y = (data[row + 1]! + Math.floor(cell / columns)) * stride;
      const size = [Math.exp(data[row + 2]!) * stride, Math.exp(data[row + 3]!) * stride] as const;
      found.push(centredBox(label, score, [x, y], size));
    }
  }
  return found;
}
