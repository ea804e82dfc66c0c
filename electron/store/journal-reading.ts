// The journal as people read it, and what undoing one of its entries touches. Writing, undo and redo are in journal.ts.
import { sql } from 'kysely';
import type { DetectionId, IndividualId } from '../../shared/domain/ids.ts';
import type { JournalEntry } from '../../shared/domain/individual.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { JournalledTable, RowChange } from './journal.ts';
import type { Queries } from './open.ts';

const columns = ['id', 'at', 'person', 'action', 'summary', 'individuals', 'undone_at'] as const;

function toEntry(row: {
  id: number;
  at: string;
  person: string;
  action: string;
  summary: string;
  individuals: string;
  undone_at: string | null;
}): JournalEntry {
  const { undone_at: undone, individuals, ...entry } = row;
  return { ...entry, undone: undone !== null, individuals: JSON.parse(individuals) as IndividualId[] };
}

/** Newest first; those undone are among them as long as they can be redone. */
export async function listJournal(
  db: Queries,
  { individualId, limit }: { individualId?: IndividualId | undefined; limit: number },
): Promise<JournalEntry[]> {
  let query = db.selectFrom('journal').select(columns).orderBy('id', 'desc').limit(limit);
  if (individualId !== undefined)
    query = query.where(
      sql<boolean>`exists (select 1 from json_each(journal.individuals) as mentioned where mentioned.value = ${individualId})`,
    );
  return (await query.execute()).map(toEntry);
}

export async function journalEnds(db: Queries): Promise<{ canUndo: boolean; canRedo: boolean }> {
  const any = async (undone: boolean) =>
    (await db
      .selectFrom('journal')
      .select('id')
      .where('undone_at', undone ? 'is not' : 'is', null)
      .limit(1)
      .executeTakeFirst()) !== undefined;
  return { canUndo: await any(false), canRedo: await any(true) };
}

export interface Touched {
  entry: JournalEntry;
  tables: Set<JournalledTable>;
  /** Whose box, species or identification the action changed. */
  detections: DetectionId[];
  /** Those whose box itself became another: what was computed from its pixels no longer holds. */
  moved: DetectionId[];
}

/** An entry with what it changed. @throws NotFoundError */
export async function readTouched(db: Queries, id: number): Promise<Touched> {
  const row = await db
    .selectFrom('journal')
    .select([...columns, 'changes'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`There is no entry ${id} in the journal.`, { field: 'id' });
  const { changes: text, ...entry } = row;
  const changes = JSON.parse(text) as RowChange[];
  const detections = new Set<DetectionId>();
  const moved = new Set<DetectionId>();
  for (const { table, key, before, after } of changes) {
    if (table === 'detection') {
      detections.add(key as DetectionId);
      const same = ['x', 'y', 'width', 'height'].every((side) => before?.[side] === after?.[side]);
      if (before !== null && after !== null && !same) moved.add(key as DetectionId);
    }
    if (table === 'identification') detections.add((before ?? after)!.detection_id as DetectionId);
  }
  return {
    entry: toEntry(entry),
    tables: new Set(changes.map(({ table }) => table)),
    detections: [...detections],
    moved: [...moved],
  };
}
