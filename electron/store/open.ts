// Opens a library's catalogue: one SQLite file in WAL mode with foreign keys on, brought to the current version after a backup.
// Together with vectors.ts this is the only place that knows it is SQLite.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type Transaction } from 'kysely';
import * as sqliteVec from 'sqlite-vec';
import { LibraryDamagedError, LibraryNotFoundError, LibraryTooNewError } from '../../shared/errors.ts';
import { migrations } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import type { Catalogue } from './schema.ts';
import { storageTrouble } from './trouble.ts';

export const CATALOGUE_FILE = 'catalogue.sqlite';
/** Written into the SQLite header ("HERD"), so that a foreign database is never taken for a catalogue. */
const APPLICATION_ID = 0x48455244;

export type Queries = Kysely<Catalogue>;
export type Tx = Transaction<Catalogue>;

export interface Store {
  db: Queries;
  /** The connection itself, for vectors.ts, backup.ts and tests only. */
  raw: SQLite.Database;
  schemaVersion: number;
  /** A number that changes when another process wrote to the catalogue. */
  dataVersion(): number;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Make the file when it is not there. Default false. */
  create?: boolean;
  /** Migrations to bring it to; for tests of migrations. */
  migrations?: readonly Migration[];
}

/**
 * Opens `<folder>/catalogue.sqlite`.
 * @throws LibraryNotFoundError, LibraryDamagedError (not a catalogue, or damaged), LibraryTooNewError (written by a newer Herdbook),
 *   DiskFullError and FolderNotWritableError (see trouble.ts)
 */
export function openStore(folder: string, options: OpenOptions = {}): Store {
  const file = join(folder, CATALOGUE_FILE);
  if (!existsSync(file) && options.create !== true) {
    throw new LibraryNotFoundError(`There is no Herdbook library in ${folder} (no ${CATALOGUE_FILE} there).`, {
      field: 'folder',
    });
  }
  if (options.create) mkdirSync(folder, { recursive: true });
  let opened: SQLite.Database | null = null;
  try {
    opened = new SQLite(file, { timeout: 10_000 });
    prepare(opened, file);
    migrate(opened, folder, options.migrations ?? migrations);
    sqliteVec.load(opened);
  } catch (error) {
    opened?.close();
    if (error instanceof SQLite.SqliteError && /NOTADB|CORRUPT/.test(error.code)) {
      throw new LibraryDamagedError(
        `${file} is damaged or is not a Herdbook catalogue. The newest copy is in the library's backups folder.`,
        { field: 'folder', cause: error },
      );
    }
    throw storageTrouble(error, folder) ?? error;
  }
  const raw = opened;
  const db = new Kysely<Catalogue>({ dialect: new SqliteDialect({ database: lockingEarly(raw) }) });
  return {
    db,
    raw,
    schemaVersion: userVersion(raw),
    dataVersion: () => raw.pragma('data_version', { simple: true }) as number,
    async close() {
      if (!raw.open) return;
      try {
        raw.pragma('optimize');
      } catch {
        // A full or vanished disk keeps nobody from closing.
      }
      await db.destroy();
    },
  };
}

/**
 * A second connection that only reads, for work that keeps one moment of the catalogue in view for seconds (reports) while the first
 * goes on answering. The library must be open. Its transactions take no lock.
 */
export function openForReading(folder: string): Pick<Store, 'db' | 'close'> {
  const raw = new SQLite(join(folder, CATALOGUE_FILE), { readonly: true, fileMustExist: true, timeout: 10_000 });
  const db = new Kysely<Catalogue>({ dialect: new SqliteDialect({ database: raw }) });
  return { db, close: () => db.destroy() };
}

/**
 * Transactions take the write lock when they begin. One that reads first and then writes would otherwise fail at once, without waiting,
 * when another process wrote in between (SQLITE_BUSY_SNAPSHOT).
 */
const lockingEarly = (raw: SQLite.Database): SqliteDatabase => ({
  prepare: (sql) => raw.prepare(sql === 'begin' ? 'begin immediate' : sql),
  close: () => raw.close(),
});

const userVersion = (raw: SQLite.Database): number => raw.pragma('user_version', { simple: true }) as number;

function prepare(raw: SQLite.Database, file: string): void {
  const application = raw.pragma('application_id', { simple: true }) as number;
  const tables = raw.prepare('select count(*) from sqlite_master').pluck().get() as number;
  if (application !== APPLICATION_ID && tables > 0) {
    throw new LibraryDamagedError(
      `${file} is a database of another program, not a Herdbook catalogue. It was not touched.`,
      { field: 'folder' },
    );
  }
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = NORMAL');
  raw.pragma('foreign_keys = ON');
  raw.pragma(`application_id = ${APPLICATION_ID}`);
}

function migrate(raw: SQLite.Database, folder: string, all: readonly Migration[]): void {
  const from = userVersion(raw);
  const newest = all.at(-1)?.version ?? 0;
  if (from > newest) {
    throw new LibraryTooNewError(
      `This library was written by a newer Herdbook (catalogue version ${from}; this program knows up to ${newest}). Update Herdbook to open it. Nothing was changed.`,
      { field: 'folder' },
    );
  }
  const missing = all.filter((migration) => migration.version > from);
  if (missing.length > 0 && from > 0) backUpBefore(raw, folder, from);
  for (const migration of missing) {
    const bring = raw.transaction(() => {
      // Another process that opened the library at the same moment may have been first.
      if (userVersion(raw) >= migration.version) return;
      raw.exec(migration.sql);
      const broken = raw.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw new LibraryDamagedError(
          `Migration ${migration.version} (${migration.name}) left ${broken.length} rows without their other half; the catalogue stays as it was.`,
        );
      raw.pragma(`user_version = ${migration.version}`);
    });
    bring.immediate();
  }
}

/** A plain copy through SQLite itself, complete even with a write-ahead log beside the file. */
function backUpBefore(raw: SQLite.Database, folder: string, version: number): void {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const stamp = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }).replaceAll(/[:.]/g, '-');
  raw.prepare('vacuum into ?').run(join(backups, `catalogue-v${version}-${stamp}.sqlite`));
}
