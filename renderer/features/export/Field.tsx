// A control that has no label and no error line of its own, with both.
import type { ReactNode } from 'react';
import classes from './ExportScreen.module.css';

interface FieldProps {
  label: string;
  error?: string | undefined;
  wide?: boolean;
  children: ReactNode;
}

export function Field({ label, error, wide = false, children }: FieldProps) {
  return (
    <div className={wide ? `${classes.field} ${classes.wide}` : classes.field}>
      <span className={classes.label}>{label}</span>
      {children}
      {error !== undefined && (
        <span className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
