// YOLOv8 and its kin (YOLOv9, v11, MegaDetector v6): one column per anchor with cx, cy, w, h in input pixels, then class scores.
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

/** `[1, 4 + classes, N]` → candidates in input pixels. Throws ModelAnswerError. */
export function decodeYolov8(outputs: Outputs, { labels, minScore }: DecodeOptions): Candidate[] {
  const { data, dims } = expectShape(onlyOutput(outputs), [1, 4 + labels.length, null], 'output');
  const anchors = dims[2]!;
  const found: Candidate[] = [];
  for (const label of countedLabels(labels)) {
    const scores = (4 + label) * anchors;
    for (let anchor = 0; anchor < anchors; anchor++) {
      const score = expectNumber(data[scores + anchor]!);
      if (score < minScore) continue;
      const value = (row: number): number => data[row * anchors + anchor]!;
      found.push(centredBox(label, score, [value(0), value(1)], [value(2), value(3)]));
    }
  }
  return found;
}
