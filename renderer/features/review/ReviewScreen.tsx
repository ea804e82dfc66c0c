// The heart of the program: one photograph, one candidate, one key. Two pictures at the same scale, everything known of both beneath
// them, all other candidates a key away, and the next question there before the last one is written down.
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { LocationId } from '../../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { useKeys } from '../../stores/keys.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { number } from '../../ui/words.ts';
import { useLookAhead } from './ahead.ts';
import { CandidateStrip } from './CandidateStrip.tsx';
import { Done } from './Done.tsx';
import { currentCandidate, proposesNew } from './deck.ts';
import { Filters } from './Filters.tsx';
import { firstView, type View, zoomAt } from './geometry.ts';
import { Pair } from './Pair.tsx';
import { type QueueFilter, useQuestions } from './questions.ts';
import classes from './ReviewScreen.module.css';
import { announcement } from './sentences.ts';

export default function ReviewScreen() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo<QueueFilter>(() => {
    const [species, locationId, individualId] = ['species', 'location', 'individual'].map((name) => search.get(name));
    return {
      ...(species ? { species: species as RegisterSpecies } : {}),
      ...(locationId ? { locationId: locationId as LocationId } : {}),
      ...(individualId ? { individualId } : {}),
    };
  }, [search]);
  const set = (name: string, value: string | null) =>
    setSearch(
      (now) => {
        const next = without(without(now, 'detection'), name);
        if (value !== null) next.set(name, value);
        return next;
      },
      { replace: true },
    );

  const questions = useQuestions(filter, search.get('detection'));
  const { deck, said, left, decided } = questions;
  const { current } = deck;
  const candidate = currentCandidate(deck);
  const [view, setView] = useState<View>(firstView);
  const [whole, setWhole] = useState(false);
  const [picture, setPicture] = useState(0);
  const { ref, width, height } = useElementSize();
  const frame = useMemo(() => ({ width, height }), [width, height]);
  useLookAhead(deck, frame);

  const asked = current?.detection.id;
  // An address that names a question names it only until it is answered.
  const named = search.get('detection');
  const reached = useRef(false);
  useEffect(() => {
    if (named === null) return;
    if (asked === named) reached.current = true;
    else if (reached.current) {
      reached.current = false;
      setSearch((now) => without(now, 'detection'), { replace: true });
    }
  }, [asked, named, setSearch]);
  // Another question begins with its own view.
  useEffect(() => {
    setView(firstView);
    setWhole(false);
  }, [asked]);
  // Another candidate begins with its most similar photograph.
  useEffect(() => setPicture(0), [asked, deck.candidate]);

  const isNew = current !== null && candidate === null && proposesNew(current);
  const nextPicture = () => setPicture((now) => now + 1);
  useKeys(
    'Review',
    [
      { keys: ['Enter', 'y'], does: 'Yes, it is this one', run: questions.confirm },
      { keys: 'n', does: 'No, it is not this one', run: questions.reject },
      { keys: 'a', does: 'A new animal', run: questions.makeNew },
      { keys: ['x', 'Delete'], does: 'No animal: delete the box', run: questions.noAnimal },
      { keys: 's', does: 'Skip for now', run: questions.skip },
      { keys: 'ArrowRight', does: 'Next candidate', run: () => questions.step(1) },
      { keys: 'ArrowLeft', does: 'Previous candidate', run: () => questions.step(-1) },
      {
        keys: ['1', '2', '3', '4', '5', '6', '7', '8'],
        does: 'Candidate 1 to 8',
        run: (event) => questions.choose(Number(event.key) - 1),
      },
      { keys: 'b', does: 'Next photograph of the candidate', run: nextPicture },
      { keys: 'w', does: 'Whole photographs, or close up', run: () => setWhole((now) => !now) },
      { keys: ['+', '='], does: 'Closer', run: () => setView((now) => zoomAt(now, 1.25)) },
      { keys: '-', does: 'Farther', run: () => setView((now) => zoomAt(now, 0.8)) },
      { keys: '0', does: 'As at first', run: () => setView(firstView) },
    ],
    { enabled: current !== null },
  );
  useKeys('Answers', [
    { keys: ['u', 'Mod+z'], does: 'Undo the last answer', run: questions.undo },
    { keys: 'Mod+Shift+z', does: 'Do it again', run: questions.redo },
  ]);

  const progress =
    left === null || current === null ? undefined : (
      <span className="numbers">
        {number(decided + 1)} of {number(decided + left)}
      </span>
    );
  return (
    <Page fill title="Review" about={progress} actions={<Filters filter={filter} set={set} />}>
      <p className="visually-hidden" aria-live="polite">
        {announcement(current, candidate, isNew)}
      </p>
      {current === null ? (
        questions.page.isError ? (
          <div className={classes.aside}>
            <Failure error={questions.page.error} again={() => void questions.page.refetch()} />
          </div>
        ) : left === null ? (
          <Loading />
        ) : (
          <Done
            questions={questions}
            filtered={Object.keys(filter).length > 0}
            showAll={() => setSearch({}, { replace: true })}
          />
        )
      ) : (
        <div className={classes.stage}>
          <Pair
            item={current}
            candidate={candidate}
            isNew={isNew}
            frame={frame}
            frameRef={ref}
            view={view}
            onView={setView}
            whole={whole}
            picture={picture}
            onPicture={setPicture}
          />
          <CandidateStrip
            candidates={current.candidates}
            refused={deck.refused}
            at={deck.candidate}
            proposed={current.proposedIndividualId}
            proposesNew={proposesNew(current)}
            choose={questions.choose}
            chooseNew={questions.chooseNew}
          />
          <div className={classes.answers} role="toolbar" aria-label="Answers" onMouseDown={keepFocus}>
            <Button
              size="sm"
              onClick={questions.confirm}
              disabled={candidate === null && !isNew}
              rightSection={<KeyHint keys="Enter" />}
            >
              {candidate !== null ? `Yes, ${candidate.name}` : isNew ? 'Yes, a new animal' : 'Confirm'}
            </Button>
            <Button
              size="sm"
              variant="default"
              onClick={questions.reject}
              disabled={candidate === null}
              rightSection={<KeyHint keys="n" />}
            >
              Not this one
            </Button>
            <Button size="sm" variant="default" onClick={questions.makeNew} rightSection={<KeyHint keys="a" />}>
              A new animal
            </Button>
            <Button
              size="sm"
              variant="subtle"
              color="gray"
              title="The box shows no animal: delete it"
              onClick={questions.noAnimal}
              rightSection={<KeyHint keys="x" />}
            >
              No animal
            </Button>
            <Button
              size="sm"
              variant="subtle"
              color="gray"
              onClick={questions.skip}
              rightSection={<KeyHint keys="s" />}
            >
              Skip
            </Button>
            <p className={classes.said} data-tone={said?.tone} role={said?.tone === 'error' ? 'alert' : 'status'}>
              {said !== null && (
                <>
                  {said.individualId !== undefined ? (
                    <Link href={`/individuals/${said.individualId}`}>{said.text}</Link>
                  ) : (
                    said.text
                  )}
                  {said.undoable && (
                    <button type="button" className={classes.undo} onClick={questions.undo}>
                      <KeyHint keys="u" /> undoes
                    </button>
                  )}
                </>
              )}
            </p>
          </div>
        </div>
      )}
    </Page>
  );
}

function without(search: URLSearchParams, name: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(name);
  return next;
}

/** A click on an answer leaves the keyboard where it was, so that Enter goes on meaning "yes". */
const keepFocus = (event: React.MouseEvent) => event.preventDefault();
