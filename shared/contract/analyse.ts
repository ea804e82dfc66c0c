// Room 2: the models and the work of finding animals.
import { z } from 'zod';
import { JobId, MediaId } from '../domain/ids.ts';
import { call } from './call.ts';

export const InstalledPack = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  task: z.string(),
  licence: z.string(),
  source: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** True where the program uses it now for its task. */
  inUse: z.boolean(),
  problem: z.string().nullable(),
});
export type InstalledPack = z.infer<typeof InstalledPack>;

export const analyseCalls = {
  'analyse.start': call(
    'Analyse everything pending (or the media named), then propose identities.',
    z.object({ media: z.array(MediaId).optional(), again: z.boolean().default(false) }),
    z.object({ jobId: JobId }),
  ),
  'analyse.retry': call(
    'Put failed media back to pending and analyse them.',
    z.object({ media: z.array(MediaId).optional() }),
    z.object({ jobId: JobId, media: z.number() }),
  ),
  'models.list': call(
    'Installed model packs, and well-known ones that could be.',
    z.object({}),
    z.object({
      installed: z.array(InstalledPack),
      catalog: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          task: z.string(),
          licence: z.string(),
          address: z.string().nullable(),
          bytes: z.number().nullable(),
          notes: z.string(),
          installed: z.boolean(),
          descriptionShipped: z.boolean(),
        }),
      ),
    }),
  ),
  'models.install': call(
    'Install a pack from a folder, a zip, or an .onnx file that a shipped description recognises.',
    z.object({ path: z.string().min(1) }),
    InstalledPack,
  ),
  'models.remove': call(
    'Remove an installed pack.',
    z.object({ id: z.string().min(1) }),
    z.object({ removed: z.boolean() }),
  ),
  'models.verify': call(
    'Check an installed pack against its hashes and load it once.',
    z.object({ id: z.string().min(1) }),
    z.object({ id: z.string(), ok: z.boolean(), message: z.string() }),
  ),
};
