// Tracks: one animal through a chunk, with the boxes on it.
import type { ChunkId, DetectionId, StreamId, TrackId } from '../../shared/domain/ids.ts';
import type { Queries, Tx } from './open.ts';
import { inPortions } from './portions.ts';
import type { TrackTable } from './schema.ts';

/** Tracks of a stream's chunks, in the order of their beginnings, as the individuals are now that merges are known. */
export async function listTracks(db: Queries, stream: StreamId): Promise<TrackTable[]> {
  return db
    .selectFrom('track')
    .innerJoin('chunk', 'chunk.id', 'track.chunk_id')
    .selectAll('track')
    .where('chunk.stream_id', '=', stream)
    .orderBy('track.first_ms')
    .orderBy('track.id')
    .execute();
}

export async function putTrack(tx: Tx, row: TrackTable): Promise<void> {
  await tx
    .insertInto('track')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        individual_id: row.individual_id,
        last_ms: row.last_ms,
        detections: row.detections,
      }),
    )
    .execute();
}

export async function putOnTrack(tx: Tx, track: TrackId, detection: DetectionId): Promise<void> {
  await tx.insertInto('track_detection').values({ detection_id: detection, track_id: track }).execute();
}

/** Detections of a track that nobody and nothing has given to an individual. */
export async function namelessOn(tx: Tx, track: TrackId): Promise<DetectionId[]> {
  const rows = await tx
    .selectFrom('track_detection')
    .select('detection_id')
    .where('track_id', '=', track)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('identification')
            .select('identification.id')
            .whereRef('identification.detection_id', '=', 'track_detection.detection_id'),
        ),
      ),
    )
    .execute();
  return rows.map(({ detection_id }) => detection_id);
}

/** Detections of the program that turned out to be horses. */
export async function makeHorses(tx: Tx, detections: readonly DetectionId[]): Promise<void> {
  await inPortions(detections, async (some) => {
    await tx
      .updateTable('detection')
      .set({ species: 'horse' })
      .where('id', 'in', some)
      .where('by_person', '=', 0)
      .execute();
    return [];
  });
}

/** Tracks of a chunk seen at or after a moment, with the last box and vector of each. */
export async function openTracks(db: Queries, chunk: ChunkId, sinceMs: number, model: string) {
  const tracks = await db
    .selectFrom('track')
    .selectAll()
    .where('chunk_id', '=', chunk)
    .where('last_ms', '>=', sinceMs)
    .execute();
  return Promise.all(
    tracks.map(async (track) => ({
      track,
      last: await db
        .selectFrom('track_detection')
        .innerJoin('detection', 'detection.id', 'track_detection.detection_id')
        .leftJoin('feature', (join) =>
          join
            .onRef('feature.detection_id', '=', 'detection.id')
            .on('feature.kind', '=', 'body')
            .on('feature.model', '=', model),
        )
        .select(['detection.x', 'detection.y', 'detection.width', 'detection.height', 'feature.vector'])
        .where('track_detection.track_id', '=', track.id)
        .orderBy('detection.frame_ms', 'desc')
        .executeTakeFirst(),
    })),
  );
}
