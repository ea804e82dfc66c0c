// A job may be cancelled by another process than the one that runs it: the wish is written down, and the holder looks for it. Immutable
// once released.
import type { Migration } from './migration.ts';

export const cancelling: Migration = {
  version: 3,
  name: 'cancelling from another process',
  sql: 'alter table job add column cancel_requested integer not null default 0 check (cancel_requested in (0, 1));',
};
