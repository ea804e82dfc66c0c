// The arrows at both sides of the photograph.
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import classes from './ViewerScreen.module.css';

export function Walk(props: { side: 'left' | 'right'; to: string | null | undefined; onWalk(to: string): void }) {
  const { to } = props;
  if (!to) return null;
  const Icon = props.side === 'left' ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.walk}
      data-side={props.side}
      tabIndex={-1}
      aria-label={props.side === 'left' ? 'Photograph before' : 'Next photograph'}
      onClick={() => props.onWalk(to)}
    >
      <Icon size={26} stroke={1.6} />
    </button>
  );
}
