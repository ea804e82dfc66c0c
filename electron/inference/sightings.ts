// Several eyes may see one animal. Boxes of one category that cover the same place become one, which remembers everyone who
// saw it and is as sure as all of them together (1 − product of doubts); a person who moves is not also an animal.
import { type Box, overlap } from '../../shared/domain/box.ts';
import type { Sighted } from './detector.ts';

export interface Attributed extends Sighted {
  source: string;
  alsoSeenBy: string[];
}

/** Share of `inner` that lies in `outer`, 0 to 1. */
function within(inner: Box, outer: Box): number {
  const width = Math.min(inner[0] + inner[2], outer[0] + outer[2]) - Math.max(inner[0], outer[0]);
  const height = Math.min(inner[1] + inner[3], outer[1] + outer[3]) - Math.max(inner[1], outer[1]);
  return width <= 0 || height <= 0 ? 0 : (width * height) / (inner[2] * inner[3]);
}

/** Joins what two networks drew over the same place: the surer box stays. */
export function joinNetworks(boxes: readonly Attributed[]): Attributed[] {
  const kept: Attributed[] = [];
  for (const box of [...boxes].sort((a, b) => b.confidence - a.confidence)) {
    const same = kept.find(
      (k) => k.category === box.category && k.source !== box.source && overlap(k.box, box.box) > 0.5,
    );
    if (same === undefined) kept.push({ ...box, alsoSeenBy: [...box.alsoSeenBy] });
    else if (!same.alsoSeenBy.includes(box.source)) support(same, box);
  }
  return kept;
}

function support(box: Attributed, by: Attributed): void {
  box.alsoSeenBy.push(by.source);
  box.confidence = 1 - (1 - box.confidence) * (1 - by.confidence);
}

/** Adds what moved: it supports an animal's box at the same place, is part of a person or vehicle there, else stands alone. */
export function joinMotion(
  networks: readonly Attributed[],
  moved: readonly { box: Box; confidence: number }[],
): Attributed[] {
  const boxes = networks.map((box) => ({ ...box, alsoSeenBy: [...box.alsoSeenBy] }));
  for (const { box, confidence } of moved) {
    const motion: Attributed = {
      category: 'animal',
      species: null,
      label: null,
      confidence,
      box,
      source: 'motion',
      alsoSeenBy: [],
    };
    const same = boxes
      .filter(
        (b) =>
          b.source !== 'motion' && (overlap(b.box, box) > 0.3 || within(box, b.box) > 0.6 || within(b.box, box) > 0.8),
      )
      .sort((a, b) => overlap(b.box, box) - overlap(a.box, box))[0];
    if (same === undefined) boxes.push(motion);
    else if (same.category === 'animal' && !same.alsoSeenBy.includes('motion')) support(same, motion);
  }
  return boxes;
}
