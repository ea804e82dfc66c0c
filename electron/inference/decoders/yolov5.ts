// YOLOv5 and its kin (MegaDetector v5): rows of cx, cy, w, h in input pixels, objectness, class scores; grids already applied.
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

/** `[1, N, 5 + classes]` → candidates in input pixels. Throws ModelAnswerError. */
export function decodeYolov5(outputs: Outputs, { labels, minScore }: DecodeOptions): Candidate[] {
  const step = 5 + labels.length;
  const { data } = expectShape(onlyOutput(outputs), [1, null, step], 'output');
  const counted = countedLabels(labels);
  const found: Candidate[] = [];
  for (let row = 0; row < data.length; row += step) {
    const objectness = expectNumber(data[row + 4]!);
    if (objectness < minScore) continue;
    for (const label of counted) {
      const score = objectness * data[row + 5 + label]!;
      if (score < minScore) continue;
      found.push(centredBox(label, score, [data[row]!, data[row + 1]!], [data[row + 2]!, data[row + 3]!]));
    }
  }
  return found;
}
