// Classifiers give one unbounded number per class; people read probabilities.
import { expectNumber, expectShape, type Outputs, onlyOutput } from './candidates.ts';

/** `[crops, classes]` → per crop the softmax over its classes. Throws ModelAnswerError. */
export function decodeLogits(outputs: Outputs, crops: number, classes: number): Float32Array[] {
  const { data } = expectShape(onlyOutput(outputs), [crops, classes], 'output');
  return Array.from({ length: crops }, (_, crop) => softmax(data.slice(crop * classes, (crop + 1) * classes)));
}

function softmax(logits: Float32Array): Float32Array {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, expectNumber(logit));
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    logits[i] = Math.exp(logits[i]! - highest);
    sum += logits[i]!;
  }
  return logits.map((value) => value / sum);
}
