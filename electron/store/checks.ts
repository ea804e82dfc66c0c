// What the catalogue itself can tell about its health: damaged pages, rows without their other half, work that stands still, vectors
// of a wrong length. Reads only.
import { sql } from 'kysely';
import type { MediaId } from '../../shared/domain/ids.ts';
import type { Queries } from './open.ts';
import type { MediaTable } from './schema.ts';

/** Sentences of SQLite about damage; empty when there is none. */
export async function damagedPages(db: Queries): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

/** Rows that point at a row that is not there. */
export async function orphanedRows(db: Queries): Promise<{ table: string; rowid: number | null; parent: string }[]> {
  const { rows } = await sql<{ table: string; rowid: number | null; parent: string }>`pragma foreign_key_check`.execute(
    db,
  );
  return rows;
}

export type FileOnRecord = Pick<MediaTable, 'id' | 'path' | 'storage' | 'name' | 'size_bytes' | 'sha256' | 'thumbnail'>;

/** All media by id, a page at a time, so that a check of 100,000 files holds few of them. */
export async function* filesOnRecord(db: Queries, page = 500): AsyncGenerator<FileOnRecord[]> {
  let after = '' as MediaId;
  for (;;) {
    const rows = await db
      .selectFrom('media')
      .select(['id', 'path', 'storage', 'name', 'size_bytes', 'sha256', 'thumbnail'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.id;
  }
}

export async function copiedPaths(db: Queries): Promise<Set<string>> {
  const rows = await db.selectFrom('media').select('path').where('storage', '=', 'copied').execute();
  return new Set(rows.map(({ path }) => path));
}

/** Media that say they are being analysed although no analysis runs. */
export async function stuckMedia(db: Queries): Promise<{ id: MediaId; name: string }[]> {
  return db
    .selectFrom('media')
    .select(['id', 'name'])
    .where('status', '=', 'processing')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('job')
            .select('job.id')
            .where('kind', '=', 'analyse')
            .where('state', 'in', ['queued', 'running']),
        ),
      ),
    )
    .execute();
}

/** True while any job waits or runs. */
export async function isWorking(db: Queries): Promise<boolean> {
  const row = await db.selectFrom('job').select('id').where('state', 'in', ['queued', 'running']).executeTakeFirst();
  return row !== undefined;
}

/** Vectors that are not as long as they say, or not as long as most of their model. */
export async function wrongVectors(db: Queries): Promise<{ detectionId: string; model: string }[]> {
  const lengths = await db
    .selectFrom('feature')
    .select(['kind', 'model', 'dimensions', (e) => e.fn.countAll<number>().as('n')])
    .groupBy(['kind', 'model', 'dimensions'])
    .orderBy('n', 'desc')
    .execute();
  const usual = new Map<string, number>();
  const wrong: { detectionId: string; model: string }[] = [];
  for (const { kind, model, dimensions } of lengths) {
    const space = `${kind} ${model}`;
    if (!usual.has(space)) usual.set(space, dimensions);
    const others = db.selectFrom('feature').select(['detection_id as detectionId', 'model']);
    const ofLength = others.where('kind', '=', kind).where('model', '=', model).where('dimensions', '=', dimensions);
    const odd = usual.get(space) !== dimensions;
    wrong.push(...(await (odd ? ofLength : ofLength.where(sql<boolean>`length(vector) <> dimensions * 4`)).execute()));
  }
  return wrong;
}
