// The frame of every screen: a title that is the page's only h1, one line of context, actions at the right, and a body that scrolls
// by itself (or, with `fill`, leaves scrolling to what is inside, as virtualised lists need).
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import classes from './Page.module.css';
import { useArrival } from './useArrival.ts';

interface Props {
  title: string;
  /** What stands in the h1 instead of the title's plain text: a name that can be changed in place. */
  heading?: ReactNode;
  /** A line beneath the title: counts, the period shown. */
  about?: ReactNode;
  actions?: ReactNode;
  /** A row under the header that stays in place while the body scrolls. */
  bar?: ReactNode;
  /** Wide as the window and not scrolled by the page. */
  fill?: boolean;
  children: ReactNode;
}

export function Page({ title, heading, about, actions, bar, fill = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} – Herdbook`;
  }, [title]);
  const main = useArrival();
  return (
    <main ref={main} className={classes.page} id="main" tabIndex={-1}>
      <header className={classes.header}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{heading ?? title}</h1>
          {about !== undefined && about !== false && <div className={classes.about}>{about}</div>}
        </div>
        {actions !== undefined && actions !== false && <div className={classes.actions}>{actions}</div>}
      </header>
      {bar !== undefined && bar !== false && <div className={classes.bar}>{bar}</div>}
      <div className={fill ? classes.filled : classes.body}>
        {fill ? children : <div className={classes.inner}>{children}</div>}
      </div>
    </main>
  );
}
