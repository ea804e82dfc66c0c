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
  /** The program proposes a new animal, which then is the first answer here. */
  proposesNew: boolean;
  choose(at: number): void;
  chooseNew(): void;
}

export function CandidateStrip({ candidates, refused, at, proposed, proposesNew, choose, chooseNew }: Props) {
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at, candidates]);
  return (
    <fieldset className={classes.strip} ref={list} aria-label="Candidates">
      {proposesNew && (
        <button
          type="button"
          className={classes.candidate}
          aria-pressed={at < 0}
          onMouseDown={(event) => event.preventDefault()}
          onClick={chooseNew}
        >
          <span className={classes.plus} aria-hidden>
            <IconPlus size={20} stroke={1.6} />
          </span>
          <span className={classes.words}>
            <span className={classes.name}>A new animal</span>
            <span className={classes.out}>proposed</span>
          </span>
        </button>
      )}
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
              {candidate.individualId === proposed && !out && <span className={classes.proposed}>proposed</span>}
            </span>
            {position < 8 && !out && (
              <span className={classes.key}>
                <KeyHint keys={String(position + 1)} />
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}

const thumb = { width: 44, flex: 'none' } as const;
