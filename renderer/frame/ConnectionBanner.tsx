// Says at the top of the window that core is away, for as long as it is.
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { api } from '../api.ts';
import classes from './ConnectionBanner.module.css';

export function ConnectionBanner() {
  const { state, message } = useSyncExternalStore(api.watch, api.connection);
  if (state !== 'lost') return null;
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>{message ?? 'The connection to Herdbook is lost.'} Nothing is lost; this window goes on by itself.</span>
    </div>
  );
}
