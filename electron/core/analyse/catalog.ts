// The catalogue of well-known models that ships with Herdbook: facts and addresses, no weights.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelCatalog } from '../../../shared/domain/model-catalog.ts';

const modelsFolder = join(import.meta.dirname, '../../../models');

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
  const { models } = ModelCatalog.parse(JSON.parse(await readFile(join(folder, 'catalog.json'), 'utf8')));
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
