// From the rows of the table to the request: the same rules that core applies, told beside the fields before anything is queued.
import { FolderPlan } from '../../../shared/contract/import.ts';
import type { FolderRow } from '../../stores/importing.ts';
import { degrees } from '../../ui/degrees.ts';

export type PlanMessages = Partial<Record<'location' | 'latitude' | 'longitude' | 'timezone', string>>;

export function readRow(row: FolderRow): { plan: FolderPlan | null; messages: PlanMessages } {
  const latitude = degrees(row.latitude);
  const longitude = degrees(row.longitude);
  const messages: PlanMessages = {};
  if (Number.isNaN(latitude)) messages.latitude = 'not a number';
  if (Number.isNaN(longitude)) messages.longitude = 'not a number';
  if (Object.keys(messages).length > 0) return { plan: null, messages };
  if (latitude === null && longitude !== null) messages.latitude = 'latitude is missing';
  if (longitude === null && latitude !== null) messages.longitude = 'longitude is missing';
  const location = row.location.trim();
  const read = FolderPlan.safeParse({
    folder: row.folder,
    ...(location === '' ? {} : { location }),
    latitude,
    longitude,
    timezone: row.timezone,
    species: row.species,
  });
  if (read.success) return { plan: Object.keys(messages).length === 0 ? read.data : null, messages };
  for (const issue of read.error.issues) {
    const field = String(issue.path[0]) as keyof PlanMessages;
    messages[field] ??= issue.message;
  }
  return { plan: null, messages };
}
