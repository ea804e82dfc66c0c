// How well Herdbook tells individuals apart without any model, on any folder laid out `<individual>/<sighting>_<left|right>photo.jpg`:
// `npm run -s bench:reid -- <folder> [--json] [--limit N] [--method local|body]`. Every photograph is a box that holds one animal.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePicture, type Picture } from '../electron/inference/codec.ts';
import { cutBody, describeBody } from '../electron/inference/features/body.ts';
import { compareFlanks } from '../electron/inference/features/local/compare.ts';
import { describeFlank } from '../electron/inference/features/local/describe.ts';
import type { Flank } from '../electron/inference/features/local/trunk.ts';
import type { Box } from '../shared/domain/box.ts';
import { comparable, openSet, type Photo, rankIndividuals, type Scores } from './reid-metrics.ts';

type FlankPhoto = Photo & { path: string; flank: Flank };

const usage = 'Usage: npm run -s bench:reid -- <folder> [--json] [--limit <individuals>] [--method local|body]';

interface Method<Description> {
  describe(picture: Picture, flank: Flank): Promise<Description>;
  alike(a: Description, b: Description): number;
}
const whole: Box = [0, 0, 1, 1];

const localFeatures: Method<Awaited<ReturnType<typeof describeFlank>>> = {
  describe: (picture, flank) => describeFlank(picture, whole, flank),
  alike: (a, b) => compareFlanks(a, b).score,
};
const bodyDescriptor: Method<Float32Array> = {
  describe: async (picture) => describeBody(await cutBody(picture, whole), false),
  alike: (a, b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0),
};

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

async function describeAll<D>(photos: readonly FlankPhoto[], method: Method<D>): Promise<{ all: D[]; ms: number }> {
  const all: D[] = [];
  let ms = 0;
  for (const [i, { path, flank }] of photos.entries()) {
    const picture = await decodePicture(path);
    const start = performance.now();
    all.push(await method.describe(picture, flank));
    ms += performance.now() - start;
    if (i % 50 === 49) console.error(`${i + 1} of ${photos.length} photographs described`);
  }
  return { all, ms: ms / photos.length };
}

function compareAll<D>(photos: readonly Photo[], described: readonly D[], { alike }: Method<D>) {
  const size = photos.length;
  const table = new Float32Array(size * size);
  let pairs = 0;
  const start = performance.now();
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (!comparable(photos[i]!, photos[j]!)) continue;
      const score = alike(described[i]!, described[j]!);
      table[i * size + j] = score;
      table[j * size + i] = score;
      pairs++;
    }
    if (i % 50 === 49) console.error(`${i + 1} of ${size} photographs compared with the others`);
  }
  const scores: Scores = (i, j) => table[i * size + j]!;
  return { scores, ms: (performance.now() - start) / pairs };
}

async function scoreAll<D>(photos: readonly FlankPhoto[], method: Method<D>) {
  const described = await describeAll(photos, method);
  const compared = compareAll(photos, described.all, method);
  return { scores: compared.scores, speed: { msPerImage: described.ms, msPerPair: compared.ms } };
}

const rounded = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(Number(value).toFixed(3))])) as T;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      limit: { type: 'string' },
      method: { type: 'string', default: 'local' },
    },
  });
  const folder = resolve(positionals[0] ?? join(import.meta.dirname, '../../shared/data/reid/nyala-dev'));
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit > 0)) throw new Error(`--limit takes a number of individuals. ${usage}`);
  if (values.method !== 'local' && values.method !== 'body') throw new Error(`--method is local or body. ${usage}`);
  const photos = findPhotos(folder, limit);
  if (photos.length === 0)
    throw new Error(`${folder} holds no <individual>/<sighting>_<left|right>photo.jpg. ${usage}`);
  const { scores, speed } = await (values.method === 'body'
    ? scoreAll(photos, bodyDescriptor)
    : scoreAll(photos, localFeatures));
  // Every third individual was kept out of sight while the constants were chosen; all are asked for among all.
  const individuals = [...new Set(photos.map(({ individual }) => individual))];
  const heldOut = new Set(individuals.filter((_, i) => i % 3 === 2));
  const all = rounded({ ...rankIndividuals(photos, scores), ...openSet(photos, scores), ...speed });
  const parts = {
    chosenOn: rounded(rankIndividuals(photos, scores, ({ individual }) => !heldOut.has(individual))),
    heldOut: rounded(rankIndividuals(photos, scores, ({ individual }) => heldOut.has(individual))),
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
