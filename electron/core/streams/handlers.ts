// The calls about streams: their list, a new one, chunks to be looked through, and one with its registry and chunks.
import { basename } from 'node:path';
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import type { Chunk, Stream, Track } from '../../../shared/contract/streams.ts';
import type { StreamId } from '../../../shared/domain/ids.ts';
import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { labelsOf, listRegistry } from '../../store/stream-registry.ts';
import {
  addStream,
  changeChunk,
  chunkOf,
  findStreamByName,
  hasJob,
  listChunks,
  listStreams,
} from '../../store/streams.ts';
import { listTracks } from '../../store/tracks.ts';
import type { House } from '../house.ts';
import { videosOf } from './videos.ts';

type StreamCalls = Pick<CoreHandlers, Extract<keyof CoreHandlers, `streams.${string}`>>;

export function streamHandlers(house: House): StreamCalls {
  const db = () => house.library().store.db;
  const all = async (): Promise<Stream[]> =>
    (await listStreams(db())).map((row) => ({ ...row, chunks: row.chunks ?? 0, individuals: row.individuals ?? 0 }));
  const one = async (id: StreamId): Promise<Stream> => {
    const found = (await all()).find((stream) => stream.id === id);
    if (found === undefined) throw new NotFoundError(`There is no stream ${id}.`, { field: 'id' });
    return found;
  };
  return {
    'streams.list': all,
    'streams.add': async ({ name }) => {
      if ((await findStreamByName(db(), name)) !== undefined)
        throw new InvalidInputError(`There is a stream called "${name}" already.`, { field: 'name' });
      const { id } = await addStream(db(), name);
      house.changed('streams');
      return one(id);
    },
    'streams.process': async ({ id, paths }) => {
      const stream = await one(id);
      const chunks = [];
      for (const path of await videosOf(paths)) chunks.push(await queueChunk(house, stream, path));
      house.changed('streams');
      return { chunks };
    },
    'streams.show': async ({ id }) => {
      const stream = await one(id);
      const labels = await labelsOf(db(), id);
      const tracks = Map.groupBy(await listTracks(db(), id), ({ chunk_id }) => chunk_id);
      const individuals = (await listRegistry(db(), id)).map((row) => ({ ...row, provisional: row.provisional === 1 }));
      const chunks = (await listChunks(db(), id)).map(
        (row): Chunk => ({
          id: row.id,
          path: row.path,
          name: row.name ?? basename(row.path),
          mediaId: row.media_id,
          capturedAt: row.captured_at,
          width: row.width,
          height: row.height,
          state: row.state,
          error: row.error,
          durationMs: row.duration_ms,
          doneMs: row.duration_ms === null ? row.done_ms : Math.min(row.done_ms, row.duration_ms),
          frames: row.frames,
          startedAt: row.started_at,
          finishedAt: row.finished_at,
          tracks: (tracks.get(row.id) ?? []).map((track): Track => {
            const who = track.individual_id === null ? undefined : labels.get(track.individual_id);
            return {
              id: track.id,
              individualId: track.individual_id,
              label: who?.label ?? null,
              colour: who?.colour ?? null,
              firstMs: track.first_ms,
              lastMs: track.last_ms,
              detections: track.detections,
            };
          }),
        }),
      );
      return { stream, individuals, chunks };
    },
  };
}

/** A chunk that is done is left as it is; one that waits for its job or is in it gets no second one. */
async function queueChunk(house: House, stream: Stream, path: string) {
  const { store, jobs } = house.library();
  const chunk = await chunkOf(store.db, stream.id, path);
  if (chunk.state === 'completed' || (await hasJob(store.db, chunk.id)))
    return { chunkId: chunk.id, path, state: chunk.state, jobId: null };
  await changeChunk(store.db, chunk.id, { state: 'waiting', error: null, finished_at: null });
  const title = `Horses of ${stream.name} in ${basename(path)}`;
  const jobId = await jobs.add({ kind: 'stream', title, payload: { chunkId: chunk.id } });
  return { chunkId: chunk.id, path, state: 'waiting' as const, jobId };
}
