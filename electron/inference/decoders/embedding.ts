// Embedding networks: one row per crop. Length carries brightness and focus more than identity, so rows leave with length 1.
import { ModelAnswerError } from '../../../shared/errors.ts';
import { expectShape, type Outputs, onlyOutput } from './candidates.ts';

/** Divides by the Euclidean length, in place. Throws ModelAnswerError for a vector without direction. */
function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!(squares > 0) || !Number.isFinite(squares))
    throw new ModelAnswerError('the network gave a vector without direction');
  const length = Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / length;
  return vector;
}

/** `[crops, size]` → one L2-normalised vector per crop. Throws ModelAnswerError. */
export function decodeEmbedding(outputs: Outputs, crops: number, size: number): Float32Array[] {
  const { data } = expectShape(onlyOutput(outputs), [crops, size], 'output');
  return Array.from({ length: crops }, (_, crop) => normalise(data.slice(crop * size, (crop + 1) * size)));
}
