// Events in the catalogue: what a deployment's media say about belonging together, and writing the events that came out of it.
import type { DeploymentId, EventId, ImportId, MediaId } from '../../shared/domain/ids.ts';
import type { EventBasis } from '../../shared/domain/words.ts';
import type { Queries } from './open.ts';

export interface MediaInTime {
  id: MediaId;
  name: string;
  /** Wall time. */
  capturedAt: string | null;
  sequenceIndex: number | null;
  sequenceTotal: number | null;
  eventNumber: number | null;
  eventId: EventId | null;
  eventBasis: EventBasis | null;
}

export interface EventToWrite {
  id: EventId;
  isNew: boolean;
  basis: EventBasis;
  startedAt: string | null;
  endedAt: string | null;
  /** Media that are to belong to it and do not yet. */
  joining: MediaId[];
}

/** Deployments that have media of an import. */
export async function deploymentsOfImport(db: Queries, id: ImportId): Promise<DeploymentId[]> {
  const rows = await db
    .selectFrom('media')
    .select('deployment_id as id')
    .distinct()
    .where('import_id', '=', id)
    .where('deployment_id', 'is not', null)
    .orderBy('deployment_id')
    .execute();
  return rows.map((row) => row.id!);
}

/** All media of a deployment with what grouping needs. */
export async function mediaInTime(db: Queries, id: DeploymentId): Promise<MediaInTime[]> {
  return db
    .selectFrom('media')
    .leftJoin('event', 'event.id', 'media.event_id')
    .select([
      'media.id',
      'media.name',
      'media.captured_at as capturedAt',
      'media.sequence_index as sequenceIndex',
      'media.sequence_total as sequenceTotal',
      'media.event_number as eventNumber',
      'media.event_id as eventId',
      'event.basis as eventBasis',
    ])
    .where('media.deployment_id', '=', id)
    .orderBy('media.captured_at')
    .orderBy('media.id')
    .execute();
}

/** Makes or changes some events and moves their media in, in one transaction. */
export async function writeEvents(db: Queries, deploymentId: DeploymentId, events: EventToWrite[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const event of events) {
      const span = { basis: event.basis, started_at: event.startedAt, ended_at: event.endedAt };
      if (event.isNew)
        await tx
          .insertInto('event')
          .values({ id: event.id, deployment_id: deploymentId, ...span })
          .execute();
      else await tx.updateTable('event').set(span).where('id', '=', event.id).execute();
      for (let at = 0; at < event.joining.length; at += 500)
        await tx
          .updateTable('media')
          .set({ event_id: event.id })
          .where('id', 'in', event.joining.slice(at, at + 500))
          .execute();
    }
  });
}

/** Removes events of a deployment that no media belong to any more. */
export async function removeEmptyEvents(db: Queries, id: DeploymentId): Promise<void> {
  await db
    .deleteFrom('event')
    .where('deployment_id', '=', id)
    .where((e) => e.not(e.exists(e.selectFrom('media').select('media.id').whereRef('media.event_id', '=', 'event.id'))))
    .execute();
}

/** Events in which an import's own media take part. */
export async function countEventsOfImport(db: Queries, id: ImportId): Promise<number> {
  const row = await db
    .selectFrom('media')
    .where('import_id', '=', id)
    .select((e) => e.fn.count<number>('event_id').distinct().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
