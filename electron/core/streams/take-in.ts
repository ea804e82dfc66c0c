// A chunk's file becomes a media item like any other, through the import room: copied or referenced, hashed, dated, placed at a location
// with the stream's name. A file that is in the library already is used as it is.
import { setTimeout as pause } from 'node:timers/promises';
import { ImportRequest } from '../../../shared/contract/import.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { InvalidInputError, SourceUnreadableError } from '../../../shared/errors.ts';
import { fatesOf } from '../../store/imports.ts';
import type { ChunkTable, StreamTable } from '../../store/schema.ts';
import { changeChunk, chunkOfMedia } from '../../store/streams.ts';
import type { House } from '../house.ts';
import { startImport } from '../import/handlers.ts';

const LOOK_MS = 100;

/** @throws SourceUnreadableError with the file's reason, InvalidInputError where the video is part of a stream already */
export async function takeInChunk(
  house: House,
  stream: StreamTable,
  chunk: ChunkTable,
  signal: AbortSignal,
): Promise<MediaId> {
  const library = house.library();
  const { db } = library.store;
  const request = ImportRequest.parse({
    paths: [chunk.path],
    analyse: false,
    defaults: { location: stream.name, species: 'horse' },
  });
  const { importId, jobId } = await startImport(house, request);
  for (;;) {
    const { state, error } = await library.jobs.show(jobId);
    if (state === 'completed') break;
    if (state === 'failed' || state === 'cancelled')
      throw new SourceUnreadableError(error ?? `The import of ${chunk.path} was cancelled.`, { field: 'paths' });
    await pause(LOOK_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  const [fate] = await fatesOf(db, importId);
  const mediaId = fate?.mediaId ?? null;
  if (mediaId === null)
    throw new SourceUnreadableError(`${chunk.path}: ${fate?.reason ?? 'there is no video in it'}`, { field: 'paths' });
  const other = await chunkOfMedia(db, mediaId);
  if (other !== undefined && other.id !== chunk.id)
    throw new InvalidInputError(
      `${chunk.path} is the same video as ${other.path}, which is part of the stream "${other.stream}" already.`,
      { field: 'paths' },
    );
  await changeChunk(db, chunk.id, { media_id: mediaId });
  return mediaId;
}
