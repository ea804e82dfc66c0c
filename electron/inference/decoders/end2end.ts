// Networks that choose their boxes themselves (YOLOv10, RT-DETR exports): rows of x1, y1, x2, y2 in input pixels, score, class.
import {
  type Candidate,
  type DecodeOptions,
  expectNumber,
  expectShape,
  type Outputs,
  onlyOutput,
} from './candidates.ts';

/** `[1, N, 6]` → candidates in input pixels, none of them doubled. Throws ModelAnswerError. */
export function decodeEnd2end(outputs: Outputs, { labels, minScore }: DecodeOptions): Candidate[] {
  const { data } = expectShape(onlyOutput(outputs), [1, null, 6], 'output');
  const found: Candidate[] = [];
  for (let row = 0; row < data.length; row += 6) {
    const score = expectNumber(data[row + 4]!);
    const label = Math.round(data[row + 5]!);
    if (score < minScore || !labels[label]?.category) continue;
    found.push({ label, score, left: data[row]!, top: data[row + 1]!, right: data[row + 2]!, bottom: data[row + 3]! });
  }
  return found;
}
