// Counts of everything in a library, for `status` and the start screen.
import type { Status } from '../../shared/contract/library.ts';
import type { IdentificationState, MediaStatus } from '../../shared/domain/words.ts';
import { present } from './conditions.ts';
import { inRegister } from './individuals.ts';
import { countJobs } from './jobs.ts';
import type { Queries } from './open.ts';

export async function countCatalogue(db: Queries): Promise<Status> {
  const media = await db
    .selectFrom('media')
    .select(['status', 'kind', (e) => e.fn.countAll<number>().as('n')])
    .groupBy(['status', 'kind'])
    .execute();
  const identifications = await db
    .selectFrom('identification')
    .innerJoin('detection', 'detection.id', 'identification.detection_id')
    .select(['identification.state', (e) => e.fn.countAll<number>().as('n')])
    .where(present)
    .groupBy('identification.state')
    .execute();
  const events = await db
    .selectFrom('event')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const detections = await db
    .selectFrom('detection')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('deleted', '=', 0)
    .executeTakeFirstOrThrow();
  const individuals = await db
    .selectFrom('individual')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where(inRegister)
    .executeTakeFirstOrThrow();
  const withStatus = (status: MediaStatus) =>
    media.filter((row) => row.status === status).reduce((sum, row) => sum + row.n, 0);
  const ofKind = (kind: string) => media.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.n, 0);
  const inState = (state: IdentificationState) => identifications.find((row) => row.state === state)?.n ?? 0;
  return {
    media: {
      pending: withStatus('pending'),
      processing: withStatus('processing'),
      completed: withStatus('completed'),
      failed: withStatus('failed'),
    },
    images: ofKind('image'),
    videos: ofKind('video'),
    events: events.n,
    detections: detections.n,
    individuals: individuals.n,
    identifications: { proposed: inState('proposed'), confirmed: inState('confirmed'), rejected: inState('rejected') },
    jobs: await countJobs(db),
  };
}
