// The Models part of Settings: which packs are installed, which are in use, which well-known ones could be had.
import { basename } from 'node:path';
import type { InstalledPack as ShownPack } from '../../../shared/contract/analyse.ts';
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import { packName } from '../../../shared/domain/pack.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { PackNotFoundError } from '../../../shared/errors.ts';
import type { House, Library } from '../house.ts';
import { knownModels } from './catalog.ts';
import {
  type BrokenPack,
  findPack,
  type InstalledPack,
  installPack,
  listPacks,
  removePack,
  verifyPack,
} from './packs.ts';
import { choosePack, newestFirst } from './packs-in-use.ts';

type ModelCalls = Pick<CoreHandlers, 'models.list' | 'models.install' | 'models.remove' | 'models.verify'>;

export function modelHandlers(house: House): ModelCalls {
  const folder = () => house.library().place('models');
  return {
    'models.list': async () => {
      const [{ packs, broken }, used] = [await listPacks(folder()), await namesInUse(house.library())];
      const ids = new Set(packs.map(({ id }) => id));
      return {
        installed: [...packs.map((pack) => show(pack, used)), ...broken.map(showBroken)],
        catalog: (await knownModels()).map(({ packId, ...model }) => ({ ...model, installed: ids.has(packId) })),
      };
    },
    'models.install': async ({ path }) => {
      const installed = await installPack(folder(), path, { inference: house.inference() });
      house.changed('models');
      return show(installed, await namesInUse(house.library()));
    },
    'models.remove': async ({ id }) => {
      const removed = await removePack(folder(), id);
      await forget(house.library(), removed);
      house.changed('models', 'settings');
      return { removed: true };
    },
    'models.verify': async ({ id }) => {
      const { ok, problem, provider } = await verifyPack(folder(), id, { inference: house.inference() });
      return { id, ok, message: problem ?? `The file is unchanged and runs (${provider ?? 'provider unknown'}).` };
    },
  };
}

/** Names of the packs that an analysis would use now; a setting that names a missing pack uses none. */
async function namesInUse(library: Library): Promise<ReadonlySet<string>> {
  const { detector, embedder } = await library.settings();
  const packs = await newestFirst((await listPacks(library.place('models'))).packs);
  const used = [choose(packs, 'detect', detector), choose(packs, 'embed', embedder)];
  return new Set(used.flatMap((pack) => (pack === null ? [] : [packName(pack)])));
}

function choose(packs: InstalledPack[], task: 'detect' | 'embed', wanted: string | null): InstalledPack | null {
  try {
    return choosePack(packs, task, wanted);
  } catch (error) {
    if (error instanceof PackNotFoundError) return null;
    throw error;
  }
}

/** A setting that names the removed pack goes back to "the newest installed". */
async function forget(library: Library, removed: InstalledPack): Promise<void> {
  const settings = await library.settings();
  const back: Partial<Settings> = {};
  for (const task of ['detector', 'embedder'] as const) {
    const wanted = settings[task];
    if (wanted !== removed.id && wanted !== packName(removed)) continue;
    const another = await findPack(library.place('models'), wanted).catch(() => null);
    if (another === null) back[task] = null;
  }
  if (Object.keys(back).length > 0) await library.changeSettings(back);
}

function show({ id, version, pack }: InstalledPack, used: ReadonlySet<string>): ShownPack {
  return {
    id,
    version,
    name: pack.name,
    task: pack.task,
    licence: pack.licence.id,
    source: pack.source.url ?? pack.source.note ?? '',
    bytes: pack.model.bytes ?? 0,
    sha256: pack.model.sha256,
    inUse: used.has(packName(pack)),
    problem: null,
  };
}

const showBroken = ({ folder, problem }: BrokenPack): ShownPack => ({
  id: basename(folder),
  version: '',
  name: basename(folder),
  task: '',
  licence: '',
  source: '',
  bytes: 0,
  sha256: '',
  inUse: false,
  problem,
});
