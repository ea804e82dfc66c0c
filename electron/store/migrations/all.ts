// All migrations in order. Add a file, add it here, never change an old one (docs/how-to/migration.md).
import { firstCatalogue } from './0001-first-catalogue.ts';
import { streams } from './0002-streams.ts';
import { cancelling } from './0003-cancelling.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [firstCatalogue, streams, cancelling];
