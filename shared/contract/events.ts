// What core tells without being asked. Screens refetch by topic; nothing in an event needs to be stored.
import { z } from 'zod';
import { Job } from '../domain/job.ts';
import { LibraryInfo } from './library.ts';

/** Parts of the catalogue that a screen may be showing. */
export const Topic = z.enum([
  'media',
  'events',
  'detections',
  'individuals',
  'review',
  'journal',
  'locations',
  'jobs',
  'exports',
  'models',
  'settings',
  'imports',
  'streams',
  'library',
]);
export type Topic = z.infer<typeof Topic>;

export const events = {
  'job.changed': z.object({ job: Job }),
  'catalogue.changed': z.object({ topics: z.array(Topic) }),
  'library.changed': z.object({ library: LibraryInfo.nullable() }),
  'core.state': z.object({ running: z.boolean(), message: z.string().nullable() }),
};
export type Events = { [K in keyof typeof events]: z.infer<(typeof events)[K]> };
export type EventName = keyof Events;
