// How well the built-in local features tell individuals apart, on any folder laid out `<individual>/<sighting>_<left|right>photo.jpg`:
// `npm run -s bench:reid -- <folder> [--json] [--limit N]`. Nothing is trained; every photograph is a box that holds one animal.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePicture } from '../electron/inference/codec.ts';
import { compareFlanks } from '../electron/inference/features/local/compare.ts';
import { describeFlank, type LocalFeatures } from '../electron/inference/features/local/describe.ts';
import type { Flank } from '../electron/inference/features/local/trunk.ts';
import { comparable, openSet, type Photo, rankIndividuals, type Scores } from './reid-metrics.ts';

type FlankPhoto = Photo & { path: string; flank: Flank };

const usage = 'Usage: npm run -s bench:reid -- <folder> [--json] [--limit <individuals>]';

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function findPhotos(folder: string, limit: number): FlankPhoto[] {
  const individuals = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return individuals
    .map(({ name }) => name)
    .sort(byNumber)
    .slice(0, limit)
    .flatMap((individual) =>
      readdirSync(join(folder, individual))
        .sort(byNumber)
        .flatMap((name): FlankPhoto[] => {
          const found = /^(.+)_(left|right)photo\.jpe?g$/i.exec(name);
          if (found === null) return [];
          const flank = found[2]!.toLowerCase() as Flank;
          return [{ individual, sighting: found[1]!, flank, path: join(folder, individual, name) }];
        }),
    );
}

async function describeAll(photos: readonly FlankPhoto[]): Promise<{ features: LocalFeatures[]; ms: number }> {
  const features: LocalFeatures[] = [];
  let ms = 0;
  for (const [i, { path, flank }] of photos.entries()) {
    const picture = await decodePicture(path);
    const start = performance.now();
    features.push(await describeFlank(picture, [0, 0, 1, 1], flank));
    ms += performance.now() - start;
    if (i % 50 === 49) console.error(`${i + 1} of ${photos.length} photographs described`);
  }
  return { features, ms: ms / photos.length };
}

function compareAll(photos: readonly Photo[], features: readonly LocalFeatures[]): { scores: Scores; ms: number } {
  const size = photos.length;
  const table = new Float32Array(size * size);
  let pairs = 0;
  const start = performance.now();
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (!comparable(photos[i]!, photos[j]!)) continue;
      const { score } = compareFlanks(features[i]!, features[j]!);
      table[i * size + j] = score;
      table[j * size + i] = score;
      pairs++;
    }
    if (i % 50 === 49) console.error(`${i + 1} of ${size} photographs compared with the others`);
  }
  return { scores: (i, j) => table[i * size + j]!, ms: (performance.now() - start) / pairs };
}

const rounded = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(Number(value).toFixed(3))])) as T;

/** The measurements of a subset of the photographs, from scores already made. */
function measure(photos: readonly Photo[], scores: Scores, keep: (photo: Photo) => boolean) {
  const kept = photos.flatMap((photo, i) => (keep(photo) ? [i] : []));
  const some = kept.map((i) => photos[i]!);
  const among: Scores = (i, j) => scores(kept[i]!, kept[j]!);
  return rounded({ ...rankIndividuals(some, among), ...openSet(some, among) });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, limit: { type: 'string' } },
  });
  const folder = resolve(positionals[0] ?? join(import.meta.dirname, '../../shared/data/reid/nyala-dev'));
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit > 0)) throw new Error(`--limit takes a number of individuals. ${usage}`);
  const photos = findPhotos(folder, limit);
  if (photos.length === 0)
    throw new Error(`${folder} holds no <individual>/<sighting>_<left|right>photo.jpg. ${usage}`);
  const { features, ms: msPerImage } = await describeAll(photos);
  const { scores, ms: msPerPair } = compareAll(photos, features);
  // Every third individual was kept out of sight while the constants were chosen.
  const individuals = [...new Set(photos.map(({ individual }) => individual))];
  const heldOut = new Set(individuals.filter((_, i) => i % 3 === 2));
  const speed = rounded({ msPerImage, msPerPair });
  const all = { ...measure(photos, scores, () => true), ...speed };
  const parts = {
    chosenOn: measure(photos, scores, ({ individual }) => !heldOut.has(individual)),
    heldOut: measure(photos, scores, ({ individual }) => heldOut.has(individual)),
  };
  if (values.json) console.log(JSON.stringify({ ...all, ...parts }));
  else console.table({ all, ...parts });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
