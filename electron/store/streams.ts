// Streams and their chunks: the recordings of one fixed camera, file after file, and how far each was looked through.
import { sql } from 'kysely';
import type { ChunkId, MediaId, StreamId } from '../../shared/domain/ids.ts';
import type { Queries } from './open.ts';
import { newId, now } from './rows.ts';
import type { ChunkTable, StreamTable } from './schema.ts';

export async function addStream(db: Queries, name: string): Promise<StreamTable> {
  const row: StreamTable = { id: newId<StreamId>(), name, created_at: now() };
  await db.insertInto('stream').values(row).execute();
  return row;
}

export async function findStream(db: Queries, id: StreamId): Promise<StreamTable | undefined> {
  return db.selectFrom('stream').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findStreamByName(db: Queries, name: string): Promise<StreamTable | undefined> {
  return db.selectFrom('stream').selectAll().where(sql<boolean>`name = ${name} collate nocase`).executeTakeFirst();
}

/** With the numbers of chunks and horses, in the order of names. */
export async function listStreams(db: Queries) {
  return db
    .selectFrom('stream')
    .select((e) => [
      'stream.id',
      'stream.name',
      'stream.created_at as createdAt',
      e
        .selectFrom('chunk')
        .whereRef('chunk.stream_id', '=', 'stream.id')
        .select(e.fn.countAll<number>().as('n'))
        .as('chunks'),
      e
        .selectFrom('stream_individual')
        .innerJoin('individual', 'individual.id', 'stream_individual.individual_id')
        .whereRef('stream_individual.stream_id', '=', 'stream.id')
        .where('individual.merged_into', 'is', null)
        .select(e.fn.countAll<number>().as('n'))
        .as('individuals'),
      e
        .selectFrom('chunk')
        .whereRef('chunk.stream_id', '=', 'stream.id')
        .select(e.fn.max('created_at').as('at'))
        .as('lastChunkAt'),
    ])
    .orderBy('stream.name')
    .execute();
}

/** The chunk of a file, made when the stream has none of this path. */
export async function chunkOf(db: Queries, stream: StreamId, path: string): Promise<ChunkTable> {
  const row: ChunkTable = {
    id: newId<ChunkId>(),
    stream_id: stream,
    path,
    media_id: null,
    state: 'waiting',
    error: null,
    duration_ms: null,
    done_ms: 0,
    frames: 0,
    created_at: now(),
    started_at: null,
    finished_at: null,
  };
  await db
    .insertInto('chunk')
    .values(row)
    .onConflict((conflict) => conflict.columns(['stream_id', 'path']).doNothing())
    .execute();
  return db
    .selectFrom('chunk')
    .selectAll()
    .where('stream_id', '=', stream)
    .where('path', '=', path)
    .executeTakeFirstOrThrow();
}

export async function findChunk(db: Queries, id: ChunkId): Promise<ChunkTable | undefined> {
  return db.selectFrom('chunk').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function changeChunk(db: Queries, id: ChunkId, change: Partial<ChunkTable>): Promise<void> {
  await db.updateTable('chunk').set(change).where('id', '=', id).execute();
}

/** The chunk that a media item is, with its stream's name. */
export async function chunkOfMedia(db: Queries, media: MediaId) {
  return db
    .selectFrom('chunk')
    .innerJoin('stream', 'stream.id', 'chunk.stream_id')
    .select(['chunk.id', 'chunk.path', 'stream.name as stream'])
    .where('chunk.media_id', '=', media)
    .executeTakeFirst();
}

export async function listChunks(db: Queries, stream: StreamId) {
  return db
    .selectFrom('chunk')
    .leftJoin('media', 'media.id', 'chunk.media_id')
    .selectAll('chunk')
    .select(['media.name', 'media.captured_at', 'media.width', 'media.height'])
    .where('chunk.stream_id', '=', stream)
    .orderBy('chunk.created_at', 'desc')
    .orderBy('chunk.id', 'desc')
    .execute();
}

/** Whether a chunk waits for its job or is in it. */
export async function hasJob(db: Queries, chunk: ChunkId): Promise<boolean> {
  const rows = await db
    .selectFrom('job')
    .select('payload')
    .where('kind', '=', 'stream')
    .where('state', 'in', ['queued', 'running'])
    .execute();
  return rows.some((row) => (JSON.parse(row.payload) as { chunkId?: string }).chunkId === chunk);
}
