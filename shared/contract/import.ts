// Room 1: cards in.
import { z } from 'zod';
import { ImportId, JobId, LocationId } from '../domain/ids.ts';
import { nameText } from '../domain/name.ts';
import { Deployment, Latitude, Location, LocationChange, LocationDraft, Longitude, TimeZone } from '../domain/place.ts';
import { RegisterSpecies } from '../domain/words.ts';
import { call } from './call.ts';

/** What a look into the dropped folders found, before anything is stored. One row per folder that holds media. */
export const SourcePreview = z.object({
  folders: z.array(
    z.object({
      folder: z.string(),
      /** Name proposed for the location, from GPS, camera serial or folder name; and why. */
      suggestedLocation: z.string(),
      suggestedLocationId: LocationId.nullable(),
      suggestionReason: z.string(),
      images: z.number(),
      videos: z.number(),
      others: z.number(),
      bytes: z.number(),
      cameras: z.array(z.string()),
      firstCapture: z.string().nullable(),
      lastCapture: z.string().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      warnings: z.array(z.string()),
    }),
  ),
  images: z.number(),
  videos: z.number(),
  others: z.number(),
  bytes: z.number(),
  freeBytes: z.number().nullable(),
  problems: z.array(z.object({ path: z.string(), reason: z.string() })),
  removable: z.boolean(),
});
export type SourcePreview = z.infer<typeof SourcePreview>;

/** Where the photographs of one source folder were taken. `folder` is one of the preview's, or one of the given paths. */
export const FolderPlan = z.object({
  folder: z.string(),
  location: nameText(120).optional(),
  latitude: Latitude.nullable().optional(),
  longitude: Longitude.nullable().optional(),
  timezone: TimeZone.optional(),
  species: RegisterSpecies.nullable().optional(),
});
export type FolderPlan = z.infer<typeof FolderPlan>;

export const ImportRequest = z.object({
  paths: z.array(z.string().min(1)).min(1, 'name at least one folder or file'),
  mode: z.enum(['copy', 'reference', 'auto']).default('auto'),
  /** Applies to every folder that has no plan of its own. */
  defaults: FolderPlan.omit({ folder: true }).default({}),
  plans: z.array(FolderPlan).default([]),
  analyse: z.boolean().default(true),
  /** Sources that lie in the library's own staging folder (browser uploads) and are removed once imported. */
  staged: z.boolean().default(false),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/** JSON shape of `herdbook import` (product.md section 10). */
export const ImportResult = z.object({
  importId: ImportId,
  /** Media files found. */
  media: z.number(),
  imported: z.number(),
  duplicates: z.array(z.object({ path: z.string(), sameAs: z.string() })),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  failed: z.array(z.object({ path: z.string(), reason: z.string() })),
  events: z.number(),
  detections: z.number(),
  proposals: z.number(),
  seconds: z.number(),
});
export type ImportResult = z.infer<typeof ImportResult>;

export const importCalls = {
  'import.preview': call(
    'Look into folders and files without storing anything.',
    z.object({ paths: z.array(z.string().min(1)).min(1) }),
    SourcePreview,
  ),
  'import.start': call(
    'Queue an import; progress and result are those of the job.',
    ImportRequest,
    z.object({ jobId: JobId, importId: ImportId }),
  ),
  'import.list': call(
    'Imports so far, newest first.',
    z.object({}),
    z.array(
      z.object({
        id: ImportId,
        jobId: JobId.nullable(),
        state: z.string(),
        sources: z.array(z.string()),
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
        result: ImportResult.nullable(),
      }),
    ),
  ),
  'locations.list': call('All locations.', z.object({}), z.array(Location)),
  'locations.add': call('Add a location.', LocationDraft, Location),
  'locations.update': call('Change a location.', LocationChange.extend({ id: LocationId }), Location),
  'locations.remove': call(
    'Remove a location that no deployment uses.',
    z.object({ id: LocationId }),
    z.object({ removed: z.boolean() }),
  ),
  'deployments.list': call('All deployments.', z.object({}), z.array(Deployment)),
  'deployments.update': call(
    'Change location, time zone or default species of a deployment; instants follow.',
    z.object({
      id: z.string(),
      locationId: LocationId.nullable().optional(),
      timezone: TimeZone.optional(),
      species: RegisterSpecies.nullable().optional(),
    }),
    Deployment,
  ),
};
