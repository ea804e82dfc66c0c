// Opening and looking after a library.
import { z } from 'zod';
import { nameText } from '../domain/name.ts';
import { Settings, SettingsChange } from '../domain/settings.ts';
import { call } from './call.ts';

export const LibraryInfo = z.object({
  folder: z.string(),
  name: z.string(),
  createdAt: z.string(),
  schemaVersion: z.number(),
});
export type LibraryInfo = z.infer<typeof LibraryInfo>;

export const Counts = z.object({
  pending: z.number(),
  processing: z.number(),
  completed: z.number(),
  failed: z.number(),
});

export const Status = z.object({
  media: Counts,
  images: z.number(),
  videos: z.number(),
  events: z.number(),
  detections: z.number(),
  individuals: z.number(),
  identifications: z.object({ proposed: z.number(), confirmed: z.number(), rejected: z.number() }),
  jobs: z.object({ queued: z.number(), running: z.number(), failed: z.number() }),
});
export type Status = z.infer<typeof Status>;

export const Problem = z.object({ kind: z.string(), subject: z.string(), message: z.string() });
export type Problem = z.infer<typeof Problem>;
export const CheckResult = z.object({ ok: z.boolean(), problems: z.array(Problem) });
export type CheckResult = z.infer<typeof CheckResult>;

export const libraryCalls = {
  'library.current': call(
    'The library that is open, if any, and those opened before.',
    z.object({}),
    z.object({
      open: LibraryInfo.nullable(),
      recent: z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string(), present: z.boolean() })),
      /** Folder proposed for a first library. */
      suggestedFolder: z.string(),
    }),
  ),
  'library.create': call(
    'Make a new, empty library in a folder and open it.',
    z.object({ folder: z.string().min(1), name: nameText(120).min(1).optional() }),
    LibraryInfo,
  ),
  'library.open': call('Open an existing library.', z.object({ folder: z.string().min(1) }), LibraryInfo),
  'library.close': call('Close the open library.', z.object({}), z.object({ closed: z.boolean() })),
  'library.sample': call(
    'Draw a sample card, make a library of it, and import it; answers with the library and the job.',
    z.object({ folder: z.string().min(1).optional() }),
    z.object({ library: LibraryInfo, jobId: z.string() }),
  ),
  'library.status': call('Counts of everything in the library.', z.object({}), Status),
  'library.check': call(
    'Look for damage: files missing or changed, rows without their other half, stuck work.',
    z.object({ hashes: z.boolean().default(false) }),
    CheckResult,
  ),
  'library.backup': call(
    "Write a copy of the catalogue into the library's backups folder.",
    z.object({}),
    z.object({ file: z.string(), bytes: z.number() }),
  ),
  'settings.get': call('Settings of the open library.', z.object({}), Settings),
  'settings.set': call('Change some settings.', SettingsChange, Settings),
  'doctor.report': call(
    'What this computer and this installation can do.',
    z.object({}),
    z.object({
      version: z.string(),
      node: z.string(),
      platform: z.string(),
      cores: z.number(),
      memoryBytes: z.number(),
      providers: z.array(z.object({ name: z.string(), available: z.boolean(), reason: z.string() })),
      workers: z.array(z.object({ pid: z.number().nullable(), state: z.string(), restarts: z.number() })),
      library: LibraryInfo.nullable(),
      freeBytes: z.number().nullable(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
    }),
  ),
};
