// The catalogue of well-known models that ships with Herdbook: facts and addresses, no weights.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const modelsFolder = join(import.meta.dirname, '../../../models');

/** What the Models screen needs of an entry; models/README.md describes the whole. */
const Catalog = z.object({
  models: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      task: z.string(),
      description: z.string(),
      home: z.string().optional(),
      licence: z.object({ id: z.string(), note: z.string().optional() }),
      conversion: z.string().optional(),
      reported: z.string().optional(),
      /** Id of the description in models/packs, where one ships. */
      pack: z.string().optional(),
      files: z.array(
        z.object({
          url: z.string().optional(),
          format: z.string().optional(),
          bytes: z.number().optional(),
          aboutMegabytes: z.number().optional(),
        }),
      ),
    }),
  ),
});

export interface KnownModel {
  id: string;
  name: string;
  task: string;
  licence: string;
  address: string | null;
  bytes: number | null;
  notes: string;
  /** Id that its pack has once installed. */
  packId: string;
  descriptionShipped: boolean;
}

export async function knownModels(folder = modelsFolder): Promise<KnownModel[]> {
  const { models } = Catalog.parse(JSON.parse(await readFile(join(folder, 'catalog.json'), 'utf8')));
  return models.map((model) => {
    const file = model.files.find(({ format }) => format === 'onnx') ?? model.files[0];
    const about = file?.aboutMegabytes;
    const packId = model.pack ?? model.id;
    return {
      id: model.id,
      name: model.name,
      task: model.task,
      licence: model.licence.id,
      address: file?.url ?? model.home ?? null,
      bytes: file?.bytes ?? (about === undefined ? null : about * 1_000_000),
      notes: [model.description, model.reported && `Reported: ${model.reported}.`, model.licence.note, model.conversion]
        .filter(Boolean)
        .join(' '),
      packId,
      descriptionShipped: existsSync(join(folder, 'packs', packId, 'pack.json')),
    };
  });
}
