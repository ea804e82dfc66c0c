// All who could be meant, most alike first: pictures one can read at a glance, each with its key, its score and a quiet bar.
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { cropUrl } from '../../../shared/contract/urls.ts';
import type { IndividualId } from '../../../shared/domain/ids.ts';
import type { Candidate } from '../../../shared/domain/individual.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Photo } from '../../ui/Photo.tsx';
import classes from './CandidateStrip.module.css';
import { Score } from './Score.tsx';

interface Props {
  candidates: readonly Candidate[];
  refused: readonly IndividualId[];
  /** Position of the one shown; -1 for the new animal. */
  at: number;
  proposed: IndividualId | null;
  /** Name under which a new animal would be known, where the program already proposes one. */
  newSelected: boolean;
  choose(at: number): void;
  makeNew(): void;
}

export function CandidateStrip({ candidates, refused, at, proposed, newSelected, choose, makeNew }: Props) {
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return (
    <fieldset className={classes.strip} ref={list} aria-label="Candidates">
      {candidates.map((candidate, position) => {
        const out = refused.includes(candidate.individualId);
        return (
          <button
            key={candidate.individualId}
            type="button"
            className={classes.candidate}
            aria-pressed={position === at}
            disabled={out}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(position)}
          >
            <Photo
              src={cropUrl(candidate.best[0] ?? candidate.detectionId)}
              alt=""
              ratio={1}
              radius={5}
              eager
              style={thumb}
            />
            <span className={classes.words}>
              <span className={classes.name} data-out={out || undefined}>
                {candidate.name}
              </span>
              {out ? (
                <span className={classes.out}>not this one</span>
              ) : (
                <Score score={candidate.score} threshold={candidate.breakdown.threshold} small />
              )}
              {candidate.individualId === proposed && !out && <span className="visually-hidden">, proposed</span>}
            </span>
            {position < 8 && !out && (
              <span className={classes.key}>
                <KeyHint keys={String(position + 1)} />
              </span>
            )}
          </button>
        );
      })}
      <button
        type="button"
        className={classes.candidate}
        aria-pressed={newSelected}
        onMouseDown={(event) => event.preventDefault()}
        onClick={makeNew}
      >
        <span className={classes.plus} aria-hidden>
          <IconPlus size={20} stroke={1.6} />
        </span>
        <span className={classes.words}>
          <span className={classes.name}>A new animal</span>
          <span className={classes.out}>none of these</span>
        </span>
        <span className={classes.key}>
          <KeyHint keys="a" />
        </span>
      </button>
    </fieldset>
  );
}

const thumb = { width: 44, flex: 'none' } as const;
