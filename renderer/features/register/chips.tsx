// What kind of animal an individual is, in a few quiet words; what needs noticing (not yet named, dead) stands out.
import { Badge } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import type { Individual } from '../../../shared/domain/individual.ts';
import type { Sex } from '../../../shared/domain/words.ts';
import { className, lifeName } from '../../ui/words.ts';
import classes from './chips.module.css';

export const sexName: Record<Sex, string> = { female: 'female', male: 'male', unknown: 'sex unknown' };

/** "Mature buck · male"; empty where nothing is known. */
export const kindWords = ({ class: kind, sex }: Pick<Individual, 'class' | 'sex'>): string =>
  [kind === null || kind === 'unknown' ? null : (className[kind] ?? kind), sex === 'unknown' ? null : sexName[sex]]
    .filter((word) => word !== null)
    .join(' · ');

export const NotNamed = () => (
  <span className={classes.proposed} title="Proposed by the program, not yet named or confirmed by a person">
    <IconCircleDashed size={13} stroke={2.2} aria-hidden />
    proposed, not yet named
  </span>
);

export const Life = ({ status }: Pick<Individual, 'status'>) =>
  status === 'dead' || status === 'left' ? (
    <Badge size="sm" color="gray" variant="light">
      {lifeName[status]}
    </Badge>
  ) : null;
