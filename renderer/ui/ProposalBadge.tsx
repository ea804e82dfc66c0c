// Whether an identity is only proposed by the program or was decided by a person: said by icon, words and outline, not by colour alone.
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { IdentificationState } from '../../shared/domain/words.ts';
import classes from './ProposalBadge.module.css';
import { percent, stateName } from './words.ts';

interface Props {
  state: IdentificationState;
  /** Name of the individual; without it the badge says only the state. */
  name?: string | null;
  /** 0–1; shown for proposals. */
  score?: number | null;
}

const icons = { proposed: IconCircleDashed, confirmed: IconCircleCheck, rejected: IconCircleX };

export function ProposalBadge({ state, name, score }: Props) {
  const Icon = icons[state];
  const words = state === 'proposed' && score != null ? `${stateName[state]} ${percent(score)}` : stateName[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size={14} stroke={2} aria-hidden />
      {name != null && <span className={classes.name}>{name}</span>}
      <span className={name == null ? undefined : classes.state}>{words}</span>
    </span>
  );
}
