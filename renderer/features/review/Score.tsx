// A score as a number and a quiet bar, with a mark where proposals begin.
import { Tooltip } from '@mantine/core';
import classes from './Score.module.css';

interface Props {
  /** 0–1. */
  score: number;
  threshold: number;
  small?: boolean;
}

export function Score({ score, threshold, small = false }: Props) {
  const below = score < threshold;
  return (
    <Tooltip label={`${below ? 'Below' : 'At or above'} ${threshold.toFixed(2)}, where proposals begin`}>
      <span className={classes.score} data-small={small || undefined} data-below={below || undefined}>
        <span className={classes.number}>{score.toFixed(2)}</span>
        <span className={classes.track} aria-hidden>
          <span className={classes.fill} style={{ width: `${score * 100}%` }} />
          <span className={classes.mark} style={{ left: `${threshold * 100}%` }} />
        </span>
      </span>
    </Tooltip>
  );
}
