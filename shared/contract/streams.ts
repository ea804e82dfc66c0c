// Streams: one fixed camera's video, chunk after chunk, and the registry of the horses seen there.
import { z } from 'zod';
import { ChunkId, DetectionId, IndividualId, JobId, MediaId, StreamId, TrackId } from '../domain/ids.ts';
import { nameText } from '../domain/name.ts';
import { ChunkState } from '../domain/words.ts';
import { call } from './call.ts';

export const Stream = z.object({
  id: StreamId,
  name: z.string(),
  createdAt: z.string(),
  chunks: z.number(),
  individuals: z.number(),
  lastChunkAt: z.string().nullable(),
});
export type Stream = z.infer<typeof Stream>;

/** A horse of a stream's registry. */
export const StreamIndividual = z.object({
  individualId: IndividualId,
  /** `horse_001`: its place in the registry, which it keeps under any name. */
  label: z.string(),
  name: z.string(),
  /** 0–9. */
  colour: z.number(),
  detections: z.number(),
  lastSeen: z.string(),
  provisional: z.boolean(),
  thumbnailDetectionId: DetectionId.nullable(),
});
export type StreamIndividual = z.infer<typeof StreamIndividual>;

export const Track = z.object({
  id: TrackId,
  individualId: IndividualId.nullable(),
  label: z.string().nullable(),
  colour: z.number().nullable(),
  /** Milliseconds from the beginning of the chunk. */
  firstMs: z.number(),
  lastMs: z.number(),
  detections: z.number(),
});
export type Track = z.infer<typeof Track>;

export const Chunk = z.object({
  id: ChunkId,
  path: z.string(),
  name: z.string(),
  mediaId: MediaId.nullable(),
  capturedAt: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  state: ChunkState,
  error: z.string().nullable(),
  durationMs: z.number().nullable(),
  /** How far it is looked through and saved. */
  doneMs: z.number(),
  /** Frames looked at. */
  frames: z.number(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  tracks: z.array(Track),
});
export type Chunk = z.infer<typeof Chunk>;

export const streamCalls = {
  'streams.list': call('All streams.', z.object({}), z.array(Stream)),
  'streams.add': call(
    'Add a stream: one fixed camera.',
    z.object({ name: nameText(80).min(1, 'a stream needs a name') }),
    Stream,
  ),
  'streams.process': call(
    'Take videos (files, or folders of them) in as chunks of a stream and follow the horses through them, one job per chunk.',
    z.object({
      id: StreamId,
      paths: z.array(z.string().min(1)).min(1, 'name at least one video or a folder of them').max(1000),
    }),
    z.object({
      /** `jobId` is null for a chunk that was processed before. */
      chunks: z.array(z.object({ chunkId: ChunkId, path: z.string(), state: ChunkState, jobId: JobId.nullable() })),
    }),
  ),
  'streams.show': call(
    'A stream with its registry and its chunks, the newest first.',
    z.object({ id: StreamId }),
    z.object({ stream: Stream, individuals: z.array(StreamIndividual), chunks: z.array(Chunk) }),
  ),
};
