// One setting: its name and meaning at the left, its control at the right.
import type { ReactNode } from 'react';
import classes from './SettingsScreen.module.css';

interface Props {
  name: string;
  about?: ReactNode;
  children: ReactNode;
}

export function Field({ name, about, children }: Props) {
  return (
    <div className={classes.field}>
      <div>
        <div className={classes.fieldName}>{name}</div>
        {about !== undefined && <div className={classes.fieldAbout}>{about}</div>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}

export function Section({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.sectionTitle}>{title}</h2>
      {about !== undefined && <p className={classes.sectionAbout}>{about}</p>}
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
