// Which installed pack does which task: the one the library's settings name, else the one that was installed last.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type PackTask, packName } from '../../../shared/domain/pack.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { Species } from '../../../shared/domain/words.ts';
import { PackNotFoundError } from '../../../shared/errors.ts';
import type { PackRef } from '../../inference/tasks.ts';
import type { Library } from '../house.ts';
import { type InstalledPack, listPacks } from './packs.ts';
import { speciesNamedBy } from './species.ts';

/** What an analysis works with. */
export interface Tools {
  /** Null: motion alone. */
  detector: InstalledPack | null;
  /** Null: the built-in body descriptor. */
  embedder: InstalledPack | null;
  thresholds: Settings['thresholds'];
  /** Species that each source of boxes can name. */
  vocabulary: (source: string) => ReadonlySet<Species>;
}

/** @throws PackNotFoundError where the settings name a pack that is not installed */
export async function toolsOf(library: Library): Promise<Tools> {
  const settings = await library.settings();
  const { packs } = await listPacks(library.place('models'));
  const dated = await newestFirst(packs);
  const detector = choosePack(dated, 'detect', settings.detector);
  const embedder = choosePack(dated, 'embed', settings.embedder);
  const words = new Map(packs.map((installed) => [packName(installed), speciesNamedBy(installed.pack)]));
  const none: ReadonlySet<Species> = new Set();
  return { detector, embedder, thresholds: settings.thresholds, vocabulary: (source) => words.get(source) ?? none };
}

/** The embedder in use as the inference side wants it; null for the built-in descriptor. */
export async function embedderOf(library: Library): Promise<PackRef | null> {
  return asRef((await toolsOf(library)).embedder);
}

export const asRef = (pack: InstalledPack | null): PackRef | null =>
  pack === null ? null : { id: pack.id, version: pack.version, folder: pack.folder };

/** Packs by the moment they were installed, newest first. */
export async function newestFirst(packs: readonly InstalledPack[]): Promise<InstalledPack[]> {
  const dated = await Promise.all(
    packs.map(async (pack) => ({ pack, at: (await stat(join(pack.folder, 'pack.json'))).mtimeMs })),
  );
  return dated.sort((a, b) => b.at - a.at).map(({ pack }) => pack);
}

/**
 * `wanted` is a setting: a pack's id (or `id@version`), null for the newest installed, `none` for the built-in method.
 * @throws PackNotFoundError
 */
export function choosePack(
  newestFirst: readonly InstalledPack[],
  task: PackTask,
  wanted: string | null,
): InstalledPack | null {
  if (wanted === 'none') return null;
  const able = newestFirst.filter(({ pack }) => pack.task === task);
  if (wanted === null) return able[0] ?? null;
  const found = able.find((pack) => pack.id === wanted || packName(pack) === wanted);
  if (found !== undefined) return found;
  throw new PackNotFoundError(
    `The settings of this library name the model pack "${wanted}", but it is not installed. Install it, or choose another in Settings.`,
  );
}
