// Writing media into the catalogue: what an import found out about a file, and whether its bytes are there already.
import type { DeploymentId, ImportId, MediaId } from '../../shared/domain/ids.ts';
import type { Queries } from './open.ts';
import type { MediaTable } from './schema.ts';

/** A media row as an import makes it: nothing analysed yet, no event yet. */
export type NewMedia = Omit<
  MediaTable,
  'event_id' | 'status' | 'attempts' | 'error' | 'retry_at' | 'thumbnail' | 'imported_at'
>;

export interface KnownMedia {
  id: MediaId;
  path: string;
  /** Path of the file it was made of, when that was in the same import. */
  sourcePath: string | null;
}

/** The media item that has these bytes, or null. `sha256` in lower-case hexadecimal. */
export async function findMediaByHash(db: Queries, sha256: string, importId: ImportId): Promise<KnownMedia | null> {
  const row = await db
    .selectFrom('media')
    .leftJoin('import_file', (join) =>
      join
        .onRef('import_file.media_id', '=', 'media.id')
        .on('import_file.import_id', '=', importId)
        .on('import_file.state', '=', 'imported'),
    )
    .select(['media.id', 'media.path', 'import_file.path as sourcePath'])
    .where('media.sha256', '=', sha256)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertMedia(db: Queries, media: NewMedia[], importedAt: string): Promise<void> {
  if (media.length === 0) return;
  const fresh = {
    event_id: null,
    status: 'pending',
    attempts: 0,
    error: null,
    retry_at: null,
    thumbnail: null,
  } as const;
  await db
    .insertInto('media')
    .values(media.map((row) => ({ ...row, ...fresh, imported_at: importedAt })))
    .execute();
}

/** Wall time, offset and instant of every media item of a deployment, for working out instants anew. */
export async function timesOfDeployment(
  db: Queries,
  id: DeploymentId,
): Promise<{ id: MediaId; capturedAt: string | null; offset: string | null; instant: string | null }[]> {
  return db
    .selectFrom('media')
    .select(['id', 'captured_at as capturedAt', 'offset', 'instant'])
    .where('deployment_id', '=', id)
    .orderBy('id')
    .execute();
}
