// Fetches what the next questions will show while the present one is being looked at, so that an answer is followed by pictures at once.
import { useEffect } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import { cropUrl } from '../../../shared/contract/urls.ts';
import type { Candidate, ReviewItem } from '../../../shared/domain/individual.ts';
import { asQuery, queryClient } from '../../queries.ts';
import { type Deck, firstCandidate } from './deck.ts';
import { placeAlike, type Size } from './geometry.ts';
import { addresses, fetchAhead, type Shown, shownOf } from './pictures.ts';

const QUESTIONS_AHEAD = 3;

export function useLookAhead(deck: Deck, frame: Size): void {
  const { current, candidate, upcoming } = deck;
  useEffect(() => {
    if (frame.width === 0) return;
    const next = upcoming.slice(0, QUESTIONS_AHEAD);
    const others = [candidate + 1, candidate - 1].flatMap((at) => current?.candidates[at] ?? []);
    for (const other of others) void fetchPair(current, other, frame);
    for (const item of next) void fetchPair(item, item.candidates[firstCandidate(item)] ?? null, frame);
  }, [current, candidate, upcoming, frame]);
}

async function fetchPair(item: ReviewItem | null, candidate: Candidate | null, frame: Size): Promise<void> {
  if (item === null) return;
  const pair: Shown[] = [shownOf(item.detection, item.media)];
  if (candidate !== null) {
    const answer: Output<'detections.show'> | null = await queryClient
      .fetchQuery({ ...asQuery('detections.show', { id: candidate.detectionId }), retry: false })
      .catch(() => null);
    if (answer !== null) pair.push(shownOf(answer.detection, answer.media));
  }
  const placements = placeAlike(pair, frame);
  fetchAhead(
    pair.flatMap((shown, at) => {
      const placement = placements[at];
      if (placement === undefined) return [];
      const { quick, sharp } = addresses(shown, placement, 1);
      return [quick, sharp];
    }),
  );
  fetchAhead(item.candidates.slice(0, 8).map((one) => cropUrl(one.best[0] ?? one.detectionId)));
}
