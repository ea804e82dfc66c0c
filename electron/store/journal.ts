// The journal: every action of a person is one entry that holds each row it changed, whole before and whole after. Undo puts the
// rows back, redo puts them forward again; so a merge or a split needs no inverse of its own and both survive a restart.
import type { IndividualId } from '../../shared/domain/ids.ts';
import { NothingToUndoError, UndoConflictError } from '../../shared/errors.ts';
import type { Queries, Tx } from './open.ts';
import { now } from './rows.ts';
import type { Catalogue } from './schema.ts';
import { takeTurn } from './turn.ts';

/** Tables whose rows people change; all have a text `id`. */
export type JournalledTable =
  | 'detection'
  | 'individual'
  | 'identification'
  | 'event'
  | 'media'
  | 'deployment'
  | 'location';
type Row = Record<string, unknown>;
export interface RowChange {
  table: JournalledTable;
  key: string;
  before: Row | null;
  after: Row | null;
}

export interface Action {
  person: string;
  /** One word for the kind of act: `confirm`, `reject`, `merge`, `draw`, … */
  action: string;
  summary: string;
  individuals?: IndividualId[];
}

/** Writes rows for one action and remembers what they were. */
export class Recorder {
  readonly changes: RowChange[] = [];
  readonly tx: Tx;

  constructor(tx: Tx) {
    this.tx = tx;
  }

  async insert<T extends JournalledTable>(table: T, row: Catalogue[T]): Promise<void> {
    await insertRow(this.tx, table, row as unknown as Row);
    const key = (row as { id: string }).id;
    this.changes.push({ table, key, before: null, after: await readRow(this.tx, table, key) });
  }

  /** Does nothing when the patch changes nothing. */
  async update<T extends JournalledTable>(table: T, key: string, patch: Partial<Catalogue[T]>): Promise<void> {
    const before = await readRow(this.tx, table, key);
    if (before === null) throw new Error(`no row ${key} in ${table}`);
    await writeRow(this.tx, table, key, patch as Row);
    const after = await readRow(this.tx, table, key);
    if (JSON.stringify(before) !== JSON.stringify(after)) this.changes.push({ table, key, before, after });
  }

  async delete(table: JournalledTable, key: string): Promise<void> {
    const before = await readRow(this.tx, table, key);
    if (before === null) return;
    await this.tx
      .deleteFrom(table)
      .where('id', '=', key as never)
      .execute();
    this.changes.push({ table, key, before, after: null });
  }
}

/**
 * Runs one action of a person in one transaction and writes it into the journal. What had been undone and not redone before
 * can no longer be redone, as everywhere in computing.
 */
export async function act<T>(
  db: Queries,
  describe: Action | ((result: T) => Action),
  work: (record: Recorder) => Promise<T>,
): Promise<{ journalId: number; result: T }> {
  return db.transaction().execute(async (tx) => {
    await takeTurn(tx);
    const record = new Recorder(tx);
    const result = await work(record);
    const action = typeof describe === 'function' ? describe(result) : describe;
    await tx.deleteFrom('journal').where('undone_at', 'is not', null).execute();
    const inserted = await tx
      .insertInto('journal')
      .values({
        at: now(),
        person: action.person,
        action: action.action,
        summary: action.summary,
        changes: JSON.stringify(record.changes),
        individuals: JSON.stringify(action.individuals ?? []),
        undone_at: null,
      })
      .executeTakeFirstOrThrow();
    return { journalId: Number(inserted.insertId), result };
  });
}

/**
 * Undoes the newest action that still stands; answers with its journal id.
 * @throws NothingToUndoError, UndoConflictError (a row changed since in a way that undoing would lose)
 */
export async function undoNewest(db: Queries): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await takeTurn(tx);
    const entry = await tx
      .selectFrom('journal')
      .selectAll()
      .where('undone_at', 'is', null)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (entry === undefined) throw new NothingToUndoError('There is nothing to undo.');
    const changes = JSON.parse(entry.changes) as RowChange[];
    for (const change of changes.reverse()) await turnRow(tx, change, change.after, change.before, entry.summary);
    await tx.updateTable('journal').set({ undone_at: now() }).where('id', '=', entry.id).execute();
    return entry.id;
  });
}

/** Redoes what was undone last. @throws NothingToUndoError, UndoConflictError */
export async function redoOldest(db: Queries): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await takeTurn(tx);
    const entry = await tx
      .selectFrom('journal')
      .selectAll()
      .where('undone_at', 'is not', null)
      .orderBy('id', 'asc')
      .executeTakeFirst();
    if (entry === undefined) throw new NothingToUndoError('There is nothing to redo.');
    for (const change of JSON.parse(entry.changes) as RowChange[])
      await turnRow(tx, change, change.before, change.after, entry.summary);
    await tx.updateTable('journal').set({ undone_at: null }).where('id', '=', entry.id).execute();
    return entry.id;
  });
}

const conflictWith = (summary: string, { table, key }: RowChange, cause?: unknown) =>
  new UndoConflictError(`"${summary}" cannot be undone or redone: the ${table} it changed was changed again since.`, {
    details: { table, key },
    cause,
  });

/** @throws UndoConflictError, also where the row's other half is gone (a photograph analysed anew, say) */
async function turnRow(tx: Tx, change: RowChange, from: Row | null, to: Row | null, summary: string): Promise<void> {
  try {
    await turn(tx, change, from, to, summary);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !code.startsWith('SQLITE_CONSTRAINT')) throw error;
    throw conflictWith(summary, change, error);
  }
}

/** Turns one row from `from` to `to`. Columns the action did not touch keep what a later run of the program wrote into them. */
async function turn(tx: Tx, change: RowChange, from: Row | null, to: Row | null, summary: string): Promise<void> {
  const { table, key } = change;
  const present = await readRow(tx, table, key);
  const conflict = () => conflictWith(summary, change);
  if (from !== null && present === null && table === 'identification' && from.state === 'proposed') {
    // A proposal is the program's own: a later run has withdrawn it, and may have proposed anew. What a person decided comes back
    // whole; a mere proposal is left to that later run.
    if (to === null || to.state === 'proposed') return;
    await proposalsGiveWay(tx, to);
    await insertRow(tx, table, decode(to));
    return;
  }
  if (table === 'identification' && to !== null) await proposalsGiveWay(tx, to);
  if (from === null) {
    if (present !== null) throw conflict();
    await insertRow(tx, table, decode(to!));
    return;
  }
  if (present === null) throw conflict();
  if (to === null) {
    await tx
      .deleteFrom(table)
      .where('id', '=', key as never)
      .execute();
    return;
  }
  const patch: Row = {};
  for (const column of Object.keys(to)) {
    if (same(from[column], to[column])) continue;
    if (!same(present[column], from[column])) throw conflict();
    patch[column] = to[column];
  }
  if (Object.keys(patch).length > 0) await writeRow(tx, table, key, decode(patch));
}

/** Withdraws what the program proposed for the detection meanwhile, where it would stand beside or repeat the row coming back. */
async function proposalsGiveWay(tx: Tx, to: Row): Promise<void> {
  await tx
    .deleteFrom('identification')
    .where('detection_id', '=', to.detection_id as never)
    .where('id', '!=', to.id as never)
    .where('state', '=', 'proposed')
    .$if(to.state === 'rejected', (same) => same.where('individual_id', '=', to.individual_id as never))
    .execute();
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

async function readRow(tx: Tx, table: JournalledTable, key: string): Promise<Row | null> {
  const row = await tx
    .selectFrom(table)
    .selectAll()
    .where('id', '=', key as never)
    .executeTakeFirst();
  return row === undefined ? null : encode(row as unknown as Row);
}

async function insertRow(tx: Tx, table: JournalledTable, row: Row): Promise<void> {
  await tx
    .insertInto(table)
    .values(row as never)
    .execute();
}

async function writeRow(tx: Tx, table: JournalledTable, key: string, patch: Row): Promise<void> {
  await tx
    .updateTable(table)
    .set(patch as never)
    .where('id', '=', key as never)
    .execute();
}

/** Bytes (thumbnails) become `{base64}` so that a row fits into JSON. */
const encode = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value,
    ]),
  );
const decode = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value !== null && typeof value === 'object' && 'base64' in value
        ? Buffer.from(String(value.base64), 'base64')
        : value,
    ]),
  );
