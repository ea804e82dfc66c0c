// Networks draw the same animal several times. Per category the best box stays and what overlaps it too much goes; classes of
// one category do not save each other, since one animal called horse and cow is still one animal.
import type { PackLabel } from '../../../shared/domain/pack.ts';
import type { Candidate } from './candidates.ts';

function overlap(a: Candidate, b: Candidate): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (c: Candidate): number => (c.right - c.left) * (c.bottom - c.top);
  const shared = width * height;
  return shared / (area(a) + area(b) - shared);
}

/** Greedy non-maximum suppression per category; `iou` is the overlap (0 to 1) above which the weaker box goes. */
export function keepBest(candidates: readonly Candidate[], labels: readonly PackLabel[], iou: number): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    const category = labels[candidate.label]?.category;
    const rival = kept.some((k) => labels[k.label]?.category === category && overlap(k, candidate) > iou);
    if (!rival) kept.push(candidate);
  }
  return kept;
}
