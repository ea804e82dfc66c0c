// Networks draw the same animal several times, and not always under one name. Per category the best box stays and what overlaps
// it too much goes, but not without a vote: the animal is called what the boxes over it call it with the most weight together.
// Deer and horses, of which a register is kept, win a close vote: a horse called dog would never be offered for recognition,
// while a dog called horse is put right with one key.
import type { PackLabel } from '../../../shared/domain/pack.ts';
import type { Candidate } from './candidates.ts';

/** A species of the register wins from this share of the leader's weight on. */
const closeVote = 2 / 3;

function overlap(a: Candidate, b: Candidate): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (c: Candidate): number => (c.right - c.left) * (c.bottom - c.top);
  const shared = width * height;
  return shared / (area(a) + area(b) - shared);
}

const isRegistered = (label: PackLabel | undefined): boolean => label?.species === 'deer' || label?.species === 'horse';

/**
 * Greedy non-maximum suppression per category; `iou` is the overlap (0 to 1) above which the weaker box goes. A box keeps its
 * corners and score; its label is the one with the largest sum of scores among itself and the boxes it suppressed, where deer
 * and horse count one and a half times.
 */
export function keepBest(candidates: readonly Candidate[], labels: readonly PackLabel[], iou: number): Candidate[] {
  const kept: { box: Candidate; votes: Map<number, number> }[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    const category = labels[candidate.label]?.category;
    const winner = kept.find(({ box }) => labels[box.label]?.category === category && overlap(box, candidate) > iou);
    if (winner === undefined) kept.push({ box: candidate, votes: new Map([[candidate.label, candidate.score]]) });
    else winner.votes.set(candidate.label, (winner.votes.get(candidate.label) ?? 0) + candidate.score);
  }
  return kept.map(({ box, votes }) => {
    const weigh = ([label, score]: [number, number]): number =>
      isRegistered(labels[label]) ? score / closeVote : score;
    const [label] = [...votes].reduce((most, vote) => (weigh(vote) > weigh(most) ? vote : most));
    return { ...box, label };
  });
}
