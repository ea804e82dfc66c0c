// A page of questions for review: each undecided animal with its photograph and candidates, the most alike first, the program's proposal among them.
import type { CoreHandlers, Parsed } from '../../../shared/contract/contract.ts';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import type { ReviewItem, ScoreBreakdown } from '../../../shared/domain/individual.ts';
import { fullMedia } from '../../store/media.ts';
import { type QueueRow, queuePage } from '../../store/review-queue.ts';
import type { Library } from '../house.ts';
import type { Ranked } from '../match/decide.ts';
import { openMatcher } from '../match/matcher.ts';
import { presentCandidates, type Shown } from '../match/present.ts';

const CANDIDATES = 8;
const NEIGHBOURS = 400;

export async function reviewQueue(
  library: Library,
  { limit, skip, ...filter }: Parsed<'review.queue'>,
): Promise<Awaited<ReturnType<CoreHandlers['review.queue']>>> {
  const { db } = library.store;
  const { bodyThreshold: threshold } = await library.settings();
  const { total, rows } = await queuePage(db, filter, { threshold, limit, skip });
  const ids = rows.map(({ detectionId }) => detectionId);
  const matcher = await openMatcher(library, ids);
  const ranked = await matcher.rank(db, ids, { individuals: CANDIDATES, neighbours: NEIGHBOURS });
  const shown = new Map<DetectionId, Shown[]>(
    rows.map((row) => [row.detectionId, withProposed(row, ranked.get(row.detectionId) ?? [])]),
  );
  const candidates = await presentCandidates(db, shown);
  const media = new Map(
    (await fullMedia(db, [...new Set(rows.map(({ mediaId }) => mediaId))])).map((one) => [one.id, one]),
  );
  const items = rows.flatMap(({ detectionId, mediaId, identificationId, individualId }): ReviewItem[] => {
    const photograph = media.get(mediaId);
    const detection = photograph?.detections.find(({ id }) => id === detectionId);
    if (photograph === undefined || detection === undefined) return [];
    return [
      {
        detection,
        media: photograph,
        identificationId,
        proposedIndividualId: individualId,
        candidates: candidates.get(detectionId) ?? [],
      },
    ];
  });
  return { total, items };
}

/** What was proposed is among the answers, even where it would not rank among the best by now. */
function withProposed({ individualId, score, breakdown }: QueueRow, ranked: readonly Ranked[]): Shown[] {
  const found = ranked.some((one) => one.individualId === individualId);
  if (individualId === null || found || breakdown === null || score === null) return [...ranked];
  const proposed = { individualId, score, breakdown: JSON.parse(breakdown) as ScoreBreakdown, detectionId: null };
  return [...ranked, proposed].sort((a, b) => b.score - a.score);
}
