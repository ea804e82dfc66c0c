// The questions of one sitting and what was answered, as values: which question is shown, which candidate of it, what comes next, and
// how an answer that failed or was undone brings its question back. The screen answers at once and core follows; nothing here waits.
import type { IndividualId } from '../../../shared/domain/ids.ts';
import type { Candidate, ReviewItem } from '../../../shared/domain/individual.ts';

/** `none`: the box shows no animal, and was deleted. */
export type AnswerKind = 'confirmed' | 'new' | 'rejected' | 'none' | 'skipped';

export interface Answer {
  kind: AnswerKind;
  item: ReviewItem;
  /** Position of the candidate that was shown; -1 where there was none. */
  candidate: number;
  /** Entry of the journal, once core has answered; null before, and always for skipped ones. */
  journalId: number | null;
}

export interface Deck {
  current: ReviewItem | null;
  /** Position of the candidate shown; -1: none is left. */
  candidate: number;
  /** Individuals that the current question was told not to be. */
  refused: readonly IndividualId[];
  upcoming: readonly ReviewItem[];
  /** Questions answered or skipped here; a page that still lists one is older than the answer. */
  away: ReadonlySet<string>;
  /** Newest last. */
  answers: readonly Answer[];
  /** Undone answers, the one to redo last. */
  undone: readonly Answer[];
}

export const emptyDeck: Deck = {
  current: null,
  candidate: -1,
  refused: [],
  upcoming: [],
  away: new Set(),
  answers: [],
  undone: [],
};

/** The program proposes an animal that nothing else is held to be yet: it is not among the candidates. */
export const proposesNew = ({ proposedIndividualId, candidates }: ReviewItem): boolean =>
  proposedIndividualId !== null && !candidates.some(({ individualId }) => individualId === proposedIndividualId);

/** By how much (score 0–1) another must be more alike than the one proposed to be shown in its place. */
const CLEARLY = 0.05;

/** The candidate to show first: the one proposed, unless the most alike clearly beats it by now; none where a new animal is proposed. */
export function firstCandidate(item: ReviewItem): number {
  const best = item.candidates.length > 0 ? 0 : -1;
  if (item.proposedIndividualId === null) return best;
  const at = item.candidates.findIndex(({ individualId }) => individualId === item.proposedIndividualId);
  const proposed = item.candidates[at];
  return proposed !== undefined && item.candidates[0]!.score - proposed.score > CLEARLY ? best : at;
}

const show = (deck: Deck, item: ReviewItem | null): Deck => ({
  ...deck,
  current: item,
  candidate: item === null ? -1 : firstCandidate(item),
  refused: [],
});

/** A page came from core. The question being looked at stays; what follows is put in core's order. */
export function takePage(deck: Deck, items: readonly ReviewItem[]): Deck {
  const waiting = items.filter(({ detection }) => !deck.away.has(detection.id));
  if (deck.current === null) {
    const [first = null, ...upcoming] = waiting;
    return { ...show(deck, first), upcoming };
  }
  const here = deck.current.detection.id;
  return { ...deck, upcoming: waiting.filter(({ detection }) => detection.id !== here) };
}

/** Shows one question now, wherever it stands in the queue; the present one waits behind it. */
export function openQuestion(deck: Deck, item: ReviewItem): Deck {
  if (deck.current?.detection.id === item.detection.id) return deck;
  const behind = deck.current === null ? [] : [deck.current];
  const others = deck.upcoming.filter(({ detection }) => detection.id !== item.detection.id);
  const away = new Set(deck.away);
  away.delete(item.detection.id);
  return show({ ...deck, away, upcoming: [...behind, ...others] }, item);
}

export const currentCandidate = (deck: Deck): Candidate | null => deck.current?.candidates[deck.candidate] ?? null;

/** Candidates not refused, as positions. */
export const openCandidates = (deck: Deck): number[] =>
  (deck.current?.candidates ?? []).flatMap(({ individualId }, at) => (deck.refused.includes(individualId) ? [] : [at]));

/** One candidate further (`by` 1) or back (-1) among those not refused, round and round. */
export function stepCandidate(deck: Deck, by: 1 | -1): Deck {
  const open = openCandidates(deck);
  if (open.length === 0) return { ...deck, candidate: -1 };
  const at = open.indexOf(deck.candidate);
  const next = at < 0 ? (by === 1 ? 0 : open.length - 1) : (at + by + open.length) % open.length;
  return { ...deck, candidate: open[next] ?? -1 };
}

export function chooseCandidate(deck: Deck, at: number): Deck {
  return openCandidates(deck).includes(at) ? { ...deck, candidate: at } : deck;
}

/** Answers the current question. A rejection stays on it as long as another candidate is left to look at, or none at all is. */
export function answer(deck: Deck, given: Answer): Deck {
  const answers = [...deck.answers, given];
  if (given.kind === 'rejected') {
    const refusedId = given.item.candidates[given.candidate]?.individualId;
    const refused = refusedId === undefined ? deck.refused : [...deck.refused, refusedId];
    const after = { ...deck, answers, undone: [], refused };
    const later = openCandidates(after);
    return { ...after, candidate: later.find((at) => at > given.candidate) ?? later[0] ?? -1 };
  }
  const [next = null, ...upcoming] = deck.upcoming;
  const away = new Set(deck.away).add(given.item.detection.id);
  return { ...show(deck, next), upcoming, away, answers, undone: [] };
}

/** Core has written an answer down. */
export const settle = (deck: Deck, given: Answer, journalId: number): Deck => ({
  ...deck,
  answers: deck.answers.map((one) => (one === given ? { ...given, journalId } : one)),
});

/** Takes an answer back (it failed, or was undone) and returns to its question and candidate. */
export function takeBack(deck: Deck, given: Answer, wasUndone: boolean): Deck {
  const same = (one: Answer) => one.item === given.item && one.kind === given.kind && one.candidate === given.candidate;
  const at = deck.answers.findLastIndex(same);
  const answers = at < 0 ? deck.answers : deck.answers.toSpliced(at, 1);
  const undone = wasUndone ? [...deck.undone, given] : deck.undone;
  const opened = openQuestion(deck, given.item);
  const refused = refusedBy(answers, given.item);
  return { ...opened, answers, undone, refused, candidate: given.candidate };
}

const refusedBy = (answers: readonly Answer[], item: ReviewItem): IndividualId[] =>
  answers.flatMap((one) =>
    one.kind === 'rejected' && one.item.detection.id === item.detection.id
      ? (item.candidates[one.candidate]?.individualId ?? [])
      : [],
  );

/** Gives an undone answer again. */
export function giveAgain(deck: Deck, given: Answer): Deck {
  const undone = deck.undone.slice(0, -1);
  return { ...answer({ ...openQuestion(deck, given.item), candidate: given.candidate }, given), undone };
}

/** How many questions of a page are still open, `total` as core counted them. */
export const remaining = (deck: Deck, page: { total: number; items: readonly ReviewItem[] }): number =>
  Math.max(
    deck.current === null ? 0 : 1,
    page.total - page.items.filter(({ detection }) => deck.away.has(detection.id)).length,
  );
