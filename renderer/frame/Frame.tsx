// What surrounds every room: the navigation at the left, and a window that takes folders dropped anywhere on it.
import type { ReactNode } from 'react';
import type { LibraryInfo } from '../../shared/contract/library.ts';
import { DropAnywhere } from './DropAnywhere.tsx';
import classes from './Frame.module.css';
import { Navigation } from './Navigation.tsx';

export function Frame({ library, children }: { library: LibraryInfo; children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <Navigation library={library} />
      <div className={classes.room}>{children}</div>
      <DropAnywhere />
    </div>
  );
}
