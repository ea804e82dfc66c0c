// One individual in the register: its best picture, its name, how often and when it was seen.
import { Checkbox } from '@mantine/core';
import { Link } from 'wouter';
import type { Individual } from '../../../shared/domain/individual.ts';
import { counted, period } from '../../ui/words.ts';
import { kindWords, Life, NotNamed } from './chips.tsx';
import classes from './IndividualCard.module.css';
import { Portrait } from './Portrait.tsx';

interface Props {
  individual: Individual;
  selected: boolean;
  /** Something is selected: the boxes of all cards are shown. */
  selecting: boolean;
  toggle(): void;
}

export function IndividualCard({ individual, selected, selecting, toggle }: Props) {
  const kind = kindWords(individual);
  return (
    <article
      className={classes.card}
      data-selected={selected || undefined}
      data-selecting={selecting || undefined}
      data-provisional={individual.provisional || undefined}
    >
      <Link href={`/individuals/${individual.id}`} className={classes.link} data-card={individual.id}>
        <div className={classes.picture}>
          <Portrait individual={individual} sharp={400} />
        </div>
        <div className={classes.words}>
          <h2 className={classes.name}>
            <span>{individual.name}</span>
            <Life status={individual.status} />
          </h2>
          {individual.provisional ? (
            <NotNamed />
          ) : (
            <p className={classes.kind}>{kind === '' ? 'class and sex not given' : kind}</p>
          )}
          <p className={classes.facts}>
            {counted(individual.detections, 'photograph')} · {counted(individual.encounters, 'encounter')}
          </p>
          <p className={classes.facts}>
            {individual.firstSeen === null ? 'no capture times' : period(individual.firstSeen, individual.lastSeen)}
          </p>
          {individual.locations.length > 0 && <p className={classes.places}>{individual.locations.join(', ')}</p>}
        </div>
      </Link>
      <Checkbox
        className={classes.check}
        size="sm"
        checked={selected}
        onChange={toggle}
        aria-label={`Select ${individual.name}`}
      />
      {individual.proposed > 0 && (
        <Link
          href={`/review?individual=${individual.id}`}
          className={classes.waiting}
          title={`${counted(individual.proposed, 'proposal')} to review`}
        >
          {individual.proposed}
          <span className="visually-hidden"> proposals of {individual.name} to review</span>
        </Link>
      )}
    </article>
  );
}
