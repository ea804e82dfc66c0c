import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import SQLite from 'better-sqlite3';
import { migrations } from '../../electron/store/migrations/all.ts';
import { CATALOGUE_FILE, openStore } from '../../electron/store/open.ts';
import { LibraryDamagedError, LibraryNotFoundError, LibraryTooNewError } from '../../shared/errors.ts';

describe('opening a catalogue', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'herdbook-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('makes one with the newest version, foreign keys and a write-ahead log', async () => {
    const store = openStore(folder, { create: true });
    assert.equal(store.schemaVersion, migrations.length);
    assert.equal(store.raw.pragma('foreign_keys', { simple: true }), 1);
    assert.equal(store.raw.pragma('journal_mode', { simple: true }), 'wal');
    await store.close();
  });

  test('says that there is none where there is none', () => {
    assert.throws(() => openStore(folder), LibraryNotFoundError);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('refuses a catalogue of a newer Herdbook and leaves it as it was', async () => {
    await openStore(folder, { create: true }).close();
    const raw = new SQLite(join(folder, CATALOGUE_FILE));
    raw.pragma('user_version = 9999');
    raw.close();
    assert.throws(
      () => openStore(folder),
      (error) => error instanceof LibraryTooNewError && error.message.includes('9999'),
    );
    const after = new SQLite(join(folder, CATALOGUE_FILE), { readonly: true });
    assert.equal(after.pragma('user_version', { simple: true }), 9999);
    after.close();
  });

  test('refuses a file that is no database', () => {
    writeFileSync(
      join(folder, CATALOGUE_FILE),
      'this is a text, not a database, and long enough to be looked at as one '.repeat(20),
    );
    assert.throws(() => openStore(folder), LibraryDamagedError);
  });

  test('refuses a database of another program', () => {
    const foreign = new SQLite(join(folder, CATALOGUE_FILE));
    foreign.exec('create table recipes (name text)');
    foreign.close();
    assert.throws(() => openStore(folder), LibraryDamagedError);
  });

  test('migrates an older catalogue with its rows, after a backup that holds them too', async () => {
    const first = openStore(folder, { create: true, migrations: migrations.slice(0, 1) });
    first.raw.exec("insert into location (id, name, created_at) values ('1', 'Waterhole', '2026-01-01T00:00:00Z')");
    await first.close();
    const next = { version: 2, name: 'add a colour', sql: 'alter table location add column colour text' };
    const second = openStore(folder, { migrations: [migrations[0]!, next] });
    assert.equal(second.schemaVersion, 2);
    assert.deepEqual(second.raw.prepare('select name, colour from location').all(), [
      { name: 'Waterhole', colour: null },
    ]);
    await second.close();
    const [backup] = readdirSync(join(folder, 'backups'));
    assert.match(backup!, /^catalogue-v1-.*\.sqlite$/);
    const kept = new SQLite(join(folder, 'backups', backup!), { readonly: true });
    assert.equal(kept.prepare('select name from location').pluck().get(), 'Waterhole');
    kept.close();
  });

  test('jobs of an older catalogue are kept, and none of them is being cancelled', async () => {
    const first = openStore(folder, { create: true, migrations: migrations.slice(0, 2) });
    first.raw.exec(
      "insert into job (id, kind, title, state, payload, created_at) values ('1', 'import', 'A card', 'running', '{}', '2026-01-01T00:00:00Z')",
    );
    await first.close();
    const second = openStore(folder);
    assert.deepEqual(second.raw.prepare('select title, state, cancel_requested from job').all(), [
      { title: 'A card', state: 'running', cancel_requested: 0 },
    ]);
    await second.close();
  });

  test('is migrated once by two programs that open it at the same moment', async () => {
    await openStore(folder, { create: true, migrations: migrations.slice(0, 1) }).close();
    const next = { version: 2, name: 'add a colour', sql: 'alter table location add column colour text' };
    let other: Promise<void> | null = null;
    // The other program comes in after this one has looked at the version and before it migrates.
    const late = {
      ...next,
      get version() {
        if (other === null) {
          other = Promise.resolve();
          other = openStore(folder, { migrations: [migrations[0]!, next] }).close();
        }
        return next.version;
      },
    };
    const store = openStore(folder, { migrations: [migrations[0]!, late] });
    assert.equal(store.schemaVersion, 2);
    await other;
    await store.close();
  });

  test('leaves the catalogue as it was when a migration fails half way', async () => {
    await openStore(folder, { create: true, migrations: migrations.slice(0, 1) }).close();
    const broken = { version: 2, name: 'broken', sql: 'create table half (x); create table half (x);' };
    assert.throws(() => openStore(folder, { migrations: [migrations[0]!, broken] }), /already exists/);
    const store = openStore(folder, { migrations: migrations.slice(0, 1) });
    assert.equal(store.schemaVersion, 1);
    assert.equal(store.raw.prepare("select count(*) from sqlite_master where name = 'half'").pluck().get(), 0);
    await store.close();
  });

  test('every column that points to another table has an index that begins with it', async () => {
    const store = openStore(folder, { create: true });
    const tables = store.raw
      .prepare("select name from sqlite_master where type = 'table' and sql is not null")
      .pluck()
      .all() as string[];
    const missing: string[] = [];
    for (const table of tables) {
      const foreign = store.raw.pragma(`foreign_key_list('${table}')`) as { from: string }[];
      const indexes = store.raw.pragma(`index_list('${table}')`) as { name: string }[];
      const leading = indexes.map(
        ({ name }) => (store.raw.pragma(`index_info('${name}')`) as { name: string }[])[0]?.name,
      );
      const primary = (store.raw.pragma(`table_info('${table}')`) as { name: string; pk: number }[]).find(
        ({ pk }) => pk === 1,
      )?.name;
      for (const { from } of foreign) if (!leading.includes(from) && primary !== from) missing.push(`${table}.${from}`);
    }
    assert.deepEqual(missing, []);
    await store.close();
  });

  test('the database itself refuses a thumbnail over 100 KB', async () => {
    const store = openStore(folder, { create: true });
    const insert = store.raw.prepare(
      "insert into individual (id, name, species, thumbnail, created_at) values (?, 'Deer 1', 'deer', ?, '2026-01-01T00:00:00Z')",
    );
    insert.run('1', Buffer.alloc(102_400));
    assert.throws(() => insert.run('2', Buffer.alloc(102_401)), /CHECK constraint/);
    await store.close();
  });
});
