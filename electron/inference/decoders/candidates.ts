// What every detector's decoder hands over: scored boxes in the pixels of the network's input, and the checks they share.
import type { PackLabel } from '../../../shared/domain/pack.ts';
import { ModelAnswerError } from '../../../shared/errors.ts';

/** One output of a network. */
export interface Output {
  dims: readonly number[];
  data: Float32Array;
}
export type Outputs = Readonly<Record<string, Output>>;

/** A box in input pixels (corners), with the index of its label. */
export interface Candidate {
  label: number;
  score: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What a decoder needs to know besides the numbers. */
export interface DecodeOptions {
  labels: readonly PackLabel[];
  /** Candidates below are dropped. */
  minScore: number;
  /** Input pixels. */
  width: number;
  height: number;
}

/** The candidate of a network that speaks of a box's centre and size, all in input pixels. */
export function centredBox(
  label: number,
  score: number,
  [x, y]: readonly [x: number, y: number],
  [width, height]: readonly [width: number, height: number],
): Candidate {
  return { label, score, left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/** Indices of the labels that mean something to Herdbook; the others do not compete for a box. */
export function countedLabels(labels: readonly PackLabel[]): number[] {
  return labels.flatMap((label, index) => (label.category === null ? [] : [index]));
}

/** The only output of a network that should have one. Throws ModelAnswerError. */
export function onlyOutput(outputs: Outputs): Output {
  const all = Object.values(outputs);
  if (all.length !== 1)
    throw new ModelAnswerError(`the network gave ${all.length} outputs where its pack describes one`);
  return all[0]!;
}

/** Throws ModelAnswerError unless the shape is as described (null: any size). */
export function expectShape(output: Output | undefined, shape: readonly (number | null)[], what: string): Output {
  const wanted = `[${shape.map((n) => n ?? '*').join(', ')}]`;
  if (output === undefined)
    throw new ModelAnswerError(`the network has no ${what} (${wanted} was described by its pack)`);
  const { dims } = output;
  if (dims.length !== shape.length || shape.some((n, i) => n !== null && dims[i] !== n)) {
    throw new ModelAnswerError(
      `the network's ${what} has the shape [${dims.join(', ')}], its pack describes ${wanted}`,
    );
  }
  return output;
}

/** Throws ModelAnswerError when a score is not a number: a broken network must not pass for an empty picture. */
export function expectNumber(score: number): number {
  if (!Number.isFinite(score)) throw new ModelAnswerError('the network gave values that are not numbers');
  return score;
}

/** Reads a network's answer; an error of reading names the pack. */
export function readAnswer<T>(packName: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ModelAnswerError) throw new ModelAnswerError(`${packName}: ${error.message}`);
    throw error;
  }
}
