// The review queue as the screen uses it: answers show at once and are written one after another behind it; what fails or is undone
// brings its question back.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DetectionId, LocationId } from '../../../shared/domain/ids.ts';
import type { ReviewItem } from '../../../shared/domain/individual.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { api } from '../../api.ts';
import { useCall } from '../../queries.ts';
import { useReviewSession } from '../../stores/review.ts';
import {
  type Answer,
  type AnswerKind,
  answer,
  chooseCandidate,
  currentCandidate,
  type Deck,
  emptyDeck,
  giveAgain,
  openQuestion,
  proposesNew,
  remaining,
  settle,
  stepCandidate,
  takeBack,
  takePage,
} from './deck.ts';

export interface QueueFilter {
  species?: RegisterSpecies;
  locationId?: LocationId;
  individualId?: string;
}

/** What the line at the bottom says. */
export interface Said {
  text: string;
  tone: 'done' | 'error';
  undoable: boolean;
  /** An individual to go to. */
  individualId?: string;
}

/** Questions asked for at once: enough to answer quickly through, few enough to be ranked anew after every answer. */
const PAGE = 12;
const counts = (kind: AnswerKind) => kind === 'confirmed' || kind === 'new' || kind === 'none';

/** @param opened Detection whose question is to be shown first, in the queue or not. */
export function useQuestions(filter: QueueFilter, opened: string | null) {
  const skipped = useReviewSession((session) => session.skipped);
  const decided = useReviewSession((session) => session.decided);
  const page = useCall('review.queue', { ...filter, limit: PAGE, skip: skipped } as never, { keep: true });
  const [deck, setDeck] = useState(emptyDeck);
  const [said, setSaid] = useState<Said | null>(null);
  const latest = useRef(deck);
  const writing = useRef<Promise<unknown>>(Promise.resolve());

  const change = useCallback((by: (deck: Deck) => Deck) => {
    latest.current = by(latest.current);
    setDeck(latest.current);
  }, []);
  const fail = useCallback(
    (error: unknown) =>
      setSaid({ text: error instanceof Error ? error.message : String(error), tone: 'error', undoable: false }),
    [],
  );
  const inTurn = useCallback((work: () => Promise<void>) => {
    writing.current = writing.current.then(work, work);
  }, []);

  const shape = JSON.stringify(filter);
  const shownShape = useRef(shape);
  const { data, isPlaceholderData } = page;
  useEffect(() => {
    if (data === undefined || isPlaceholderData) return;
    const changedFilter = shownShape.current !== shape;
    shownShape.current = shape;
    change((now) => takePage(changedFilter ? { ...now, current: null, upcoming: [] } : now, data.items));
  }, [data, isPlaceholderData, shape, change]);

  useEffect(() => {
    if (opened === null) return;
    let wanted = true;
    questionOf(opened)
      .then((item) => wanted && change((now) => openQuestion(now, item)))
      .catch((error: unknown) => wanted && fail(error));
    return () => {
      wanted = false;
    };
  }, [opened, change, fail]);

  const give = (kind: AnswerKind, write: (() => Promise<{ journalId: number }>) | null, words: Said) => {
    const { current, candidate } = latest.current;
    if (current === null) return;
    const given: Answer = { kind, item: current, candidate, journalId: null };
    change((now) => answer(now, given));
    setSaid(words);
    const session = useReviewSession.getState();
    if (counts(kind)) session.count(1);
    if (write === null) return session.skip(current.detection.id);
    inTurn(async () => {
      try {
        const { journalId } = await write();
        change((now) => settle(now, given, journalId));
      } catch (error) {
        change((now) => takeBack(now, given, false));
        if (counts(kind)) session.count(-1);
        fail(error);
      }
    });
  };

  const confirm = () => {
    const { current } = latest.current;
    const candidate = currentCandidate(latest.current);
    if (current === null) return;
    if (candidate === null) return proposesNew(current) ? makeNew() : undefined;
    give(
      'confirmed',
      () => api.call('review.confirm', { detectionId: current.detection.id, individualId: candidate.individualId }),
      {
        text: `Confirmed ${candidate.name}`,
        tone: 'done',
        undoable: true,
        individualId: candidate.individualId,
      },
    );
  };
  const reject = () => {
    const { current } = latest.current;
    const candidate = currentCandidate(latest.current);
    if (current === null || candidate === null) return;
    give(
      'rejected',
      () => api.call('review.reject', { detectionId: current.detection.id, individualId: candidate.individualId }),
      { text: `Not ${candidate.name}`, tone: 'done', undoable: true },
    );
  };
  const makeNew = () => {
    const { current } = latest.current;
    if (current === null) return;
    const detectionId = current.detection.id;
    const write = async () => {
      const written = await api.call('review.newIndividual', { detectionId });
      setSaid((now) =>
        now?.text === newWords && written.individualId !== null ? { ...now, individualId: written.individualId } : now,
      );
      return written;
    };
    give('new', write, { text: newWords, tone: 'done', undoable: true });
  };
  const noAnimal = () => {
    const { current } = latest.current;
    if (current === null) return;
    const { id } = current.detection;
    const write = async () => {
      await api.call('detections.remove', { id });
      const { entries } = await api.call('journal.list', { limit: 1 });
      return { journalId: entries[0]?.id ?? 0 };
    };
    give('none', write, { text: 'The box is deleted', tone: 'done', undoable: true });
  };
  const skip = () => give('skipped', null, { text: 'Skipped for this sitting', tone: 'done', undoable: true });

  const turn = (direction: 'undo' | 'redo') =>
    inTurn(async () => {
      const session = useReviewSession.getState();
      const top = (direction === 'undo' ? latest.current.answers : latest.current.undone).at(-1);
      const here = () => {
        if (top === undefined) return;
        change((now) => (direction === 'undo' ? takeBack(now, top, true) : giveAgain(now, top)));
        if (counts(top.kind)) session.count(direction === 'undo' ? -1 : 1);
      };
      if (top?.kind === 'skipped') {
        here();
        if (direction === 'undo') session.unskip(top.item.detection.id);
        else session.skip(top.item.detection.id);
        return setSaid({ text: direction === 'undo' ? 'Back again' : 'Skipped', tone: 'done', undoable: false });
      }
      try {
        const entry = await api.call(direction === 'undo' ? 'journal.undo' : 'journal.redo', {});
        if (entry.id === top?.journalId) here();
        const text = `${direction === 'undo' ? 'Undone' : 'Done again'}: ${entry.summary}`;
        setSaid({ text, tone: 'done', undoable: direction === 'redo' });
      } catch (error) {
        fail(error);
      }
    });

  return {
    deck,
    said,
    decided,
    skipped: skipped.length,
    page,
    left: data === undefined ? null : remaining(deck, data),
    confirm,
    reject,
    makeNew,
    noAnimal,
    skip,
    undo: () => turn('undo'),
    redo: () => turn('redo'),
    step: (by: 1 | -1) => change((now) => stepCandidate(now, by)),
    /** Back to "a new animal", where that is what is proposed. */
    chooseNew: () => change((now) => ({ ...now, candidate: -1 })),
    choose: (at: number) => change((now) => chooseCandidate(now, at)),
    /** Brings what was skipped back into the queue. */
    again: () => {
      change((now) => {
        const away = new Set(now.away);
        for (const id of useReviewSession.getState().skipped) away.delete(id);
        return { ...now, away };
      });
      useReviewSession.setState({ skipped: [] });
    },
  };
}
export type Questions = ReturnType<typeof useQuestions>;

const newWords = 'A new animal is in the register';

/** The question of one detection, also where it is not in the queue. */
async function questionOf(id: string): Promise<ReviewItem> {
  const detectionId = id as DetectionId;
  const [{ detection, media }, candidates] = await Promise.all([
    api.call('detections.show', { id: detectionId }),
    api.call('match.candidates', { detectionId }).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw error;
      return [];
    }),
  ]);
  const proposedIndividualId = detection.identification === 'proposed' ? detection.individualId : null;
  return { detection, media, identificationId: null, proposedIndividualId, candidates };
}
