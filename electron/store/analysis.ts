// How far the analysis of each media item is. Every step is a transaction of its own that begins with a write, so that two
// processes on one catalogue wait for each other and a kill between any two steps leaves nothing half done.
import type { ExpressionBuilder } from 'kysely';
import type { DeploymentId, EventId, ImportId, MediaId } from '../../shared/domain/ids.ts';
import type { MediaKind, RegisterSpecies } from '../../shared/domain/words.ts';
import type { Queries, Tx } from './open.ts';
import { inPortions } from './portions.ts';
import { now } from './rows.ts';
import type { Catalogue } from './schema.ts';

/** Which media an analysis is about; nothing named means all. */
export interface Selection {
  importId?: ImportId | undefined;
  media?: MediaId[] | undefined;
}

/** What planning needs of a media item, and no more, since there may be 35,000 of them. */
export interface PendingMedia {
  id: MediaId;
  deployment_id: DeploymentId | null;
  event_id: EventId | null;
  kind: MediaKind;
}

/** What the workers need of one. */
export interface ClaimedMedia extends PendingMedia {
  path: string;
  name: string;
  captured_at: string | null;
  infrared: 0 | 1 | null;
  /** Default species of its deployment. */
  species: RegisterSpecies | null;
}

/** Media that a dead process was holding. Call it only where no other analysis can be running. */
export async function releaseAll(db: Queries): Promise<void> {
  await db.updateTable('media').set({ status: 'pending' }).where('status', '=', 'processing').execute();
}

/** Condition on media: no chunk of a stream, whose animals the stream itself finds and follows. */
const notOfStream = (where: ExpressionBuilder<Catalogue, 'media'>) =>
  where.not(where.exists(where.selectFrom('chunk').select('chunk.id').whereRef('chunk.media_id', '=', 'media.id')));

/** Media that can be analysed now, in the order of deployments, events and time. */
export async function readyMedia(db: Queries, selection: Selection): Promise<PendingMedia[]> {
  const query = (some?: MediaId[]) => {
    let pending = db
      .selectFrom('media')
      .select(['id', 'deployment_id', 'event_id', 'kind', 'captured_at'])
      .where('status', '=', 'pending')
      .where(notOfStream)
      .where((or) => or.or([or('retry_at', 'is', null), or('retry_at', '<=', now())]));
    if (selection.importId !== undefined) pending = pending.where('import_id', '=', selection.importId);
    return (some === undefined ? pending : pending.where('id', 'in', some)).execute();
  };
  const rows = selection.media === undefined ? await query() : await inPortions(selection.media, query);
  return rows.sort(
    (a, b) => compare(a.deployment_id, b.deployment_id) || compare(a.captured_at, b.captured_at) || compare(a.id, b.id),
  );
}

const compare = (a: string | null, b: string | null): number => {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** When the first of those that wait after a failed try can be tried again; null where none waits. */
export async function nextRetry(db: Queries, selection: Selection): Promise<string | null> {
  const query = (some?: MediaId[]) => {
    let waiting = db
      .selectFrom('media')
      .select((e) => e.fn.min('retry_at').as('at'))
      .where('status', '=', 'pending')
      .where('retry_at', 'is not', null);
    if (selection.importId !== undefined) waiting = waiting.where('import_id', '=', selection.importId);
    return (some === undefined ? waiting : waiting.where('id', 'in', some)).execute();
  };
  const times = selection.media === undefined ? await query() : await inPortions(selection.media, query);
  return (
    times
      .map(({ at }) => at)
      .sort((a, b) => compare(a, b))
      .find((at) => at !== null) ?? null
  );
}

/** Takes media for analysis; those that something else took or removed meanwhile are left out. Order as given. */
export async function claimMedia(db: Queries, ids: readonly MediaId[]): Promise<ClaimedMedia[]> {
  return db.transaction().execute(async (tx) => {
    const taken = await tx
      .updateTable('media')
      .set({ status: 'processing' })
      .where('id', 'in', ids)
      .where('status', '=', 'pending')
      .returning('id')
      .execute();
    const rows = await withDeployment(tx)
      .where(
        'media.id',
        'in',
        taken.map(({ id }) => id),
      )
      .execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  });
}

const withDeployment = (db: Queries) =>
  db
    .selectFrom('media')
    .leftJoin('deployment', 'deployment.id', 'media.deployment_id')
    .select([
      'media.id',
      'media.deployment_id',
      'media.event_id',
      'media.kind',
      'media.path',
      'media.name',
      'media.captured_at',
      'media.infrared',
      'deployment.species',
    ]);

/** Photographs of an event that are analysed already, nearest in time first: something to compare a single frame with. */
export async function companionsOf(db: Queries, frame: ClaimedMedia, most: number): Promise<ClaimedMedia[]> {
  if (frame.event_id === null) return [];
  const others = await withDeployment(db)
    .where('media.event_id', '=', frame.event_id)
    .where('media.id', '!=', frame.id)
    .where('media.kind', '=', 'image')
    .where('media.status', '=', 'completed')
    .orderBy('media.captured_at')
    .orderBy('media.id')
    .execute();
  const place = others.findIndex((other) => compare(other.captured_at, frame.captured_at) > 0);
  const from = Math.max(0, Math.min((place < 0 ? others.length : place) - Math.ceil(most / 2), others.length - most));
  return others.slice(from, from + most);
}

/** Puts back what was taken but not finished. */
export async function releaseMedia(db: Queries, ids: readonly MediaId[]): Promise<void> {
  await db
    .updateTable('media')
    .set({ status: 'pending' })
    .where('id', 'in', ids)
    .where('status', '=', 'processing')
    .execute();
}

/** What a photograph turned out to be. */
export interface PhotoFacts {
  width: number;
  height: number;
  damaged: 0 | 1;
  infrared: 0 | 1;
  /** Relative to the library. */
  thumbnail: string;
}

export async function completeMedia(tx: Tx, id: MediaId, facts: PhotoFacts): Promise<void> {
  await tx
    .updateTable('media')
    .set((row) => ({
      width: facts.width,
      height: facts.height,
      thumbnail: facts.thumbnail,
      damaged: facts.damaged,
      // What the camera itself wrote about its lamp is better than what the pixels suggest.
      infrared: row.fn.coalesce('infrared', row.val(facts.infrared)),
      status: 'completed' as const,
      error: null,
      retry_at: null,
    }))
    .where('id', '=', id)
    .execute();
}

/**
 * Counts a failed try: tried again not before a pause, given up after as many tries as there are pauses and one more.
 * `pauses` in milliseconds. Answers whether it was given up.
 */
export async function failMedia(
  tx: Tx,
  id: MediaId,
  error: string,
  pauses: readonly number[],
): Promise<{ givenUp: boolean }> {
  const counted = await tx
    .updateTable('media')
    .set((row) => ({ attempts: row('attempts', '+', 1), error }))
    .where('id', '=', id)
    .returning('attempts')
    .executeTakeFirstOrThrow();
  const pause = pauses[counted.attempts - 1];
  const retry = pause === undefined ? null : Temporal.Now.instant().add({ milliseconds: pause });
  await tx
    .updateTable('media')
    .set({
      status: retry === null ? 'failed' : 'pending',
      retry_at: retry?.toString({ smallestUnit: 'millisecond' }) ?? null,
    })
    .where('id', '=', id)
    .execute();
  return { givenUp: retry === null };
}

/** Media to be analysed again from the start, attempts and all: those named, or all. Answers how many. */
export async function startOver(db: Queries, ids: readonly MediaId[] | undefined): Promise<number> {
  return backToPending(db, ids, ['completed', 'failed']);
}

/** Failed media to be tried again by a person's wish: those named, or all. Answers how many. */
export async function retryFailed(db: Queries, ids: readonly MediaId[] | undefined): Promise<number> {
  return backToPending(db, ids, ['failed']);
}

async function backToPending(
  db: Queries,
  ids: readonly MediaId[] | undefined,
  from: ('completed' | 'failed')[],
): Promise<number> {
  const put = async (some?: MediaId[]) => {
    const changed = db
      .updateTable('media')
      .set({ status: 'pending', attempts: 0, error: null, retry_at: null })
      .where('status', 'in', from)
      .where(notOfStream);
    return [(await (some === undefined ? changed : changed.where('id', 'in', some)).executeTakeFirst()).numUpdatedRows];
  };
  const counts = ids === undefined ? await put() : await inPortions([...new Set(ids)], put);
  return counts.reduce((sum, n) => sum + Number(n), 0);
}

/** Those of the ids that are in the catalogue. */
export async function knownMedia(db: Queries, ids: readonly MediaId[]): Promise<Set<MediaId>> {
  const rows = await inPortions([...new Set(ids)], (some) =>
    db.selectFrom('media').select('id').where('id', 'in', some).execute(),
  );
  return new Set(rows.map(({ id }) => id));
}
