// How body vectors tell animals apart: cosines of the same and of different individuals, on the sample's drawn herd and, where they
// are there, on real antelope flanks in ../shared/data/reid/nyala-dev. The constants in electron/core/match/score.ts come from here.
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bodyScore } from '../electron/core/match/score.ts';
import { drawSampleCard } from '../electron/inference/sample/card.ts';
import { startInference } from '../electron/inference/supervisor.ts';
import type { Inference, PackRef } from '../electron/inference/tasks.ts';
import type { Box } from '../shared/domain/box.ts';

interface Crop {
  path: string;
  box: Box;
  individual: string;
  /** Crops of one event or sighting are never compared as "the same again". */
  event: string;
  /** Only crops of one group are compared: a species, a flank. */
  group: string;
  infrared: boolean;
}
type Described = Crop & { model: string; vector: Float32Array };

const nyala = resolve(import.meta.dirname, '../../shared/data/reid/nyala-dev');

async function sampleCrops(folder: string): Promise<Crop[]> {
  const truth = await drawSampleCard({ folder, events: 60 });
  const crops: Crop[] = [];
  let event = 0;
  let before = '';
  for (const file of truth.files.filter(({ flaw }) => flaw === null)) {
    const key = `${file.location} ${file.animals.map(({ individual }) => individual).join()} ${file.capturedAt?.slice(0, 15)}`;
    if (key !== before) event++;
    before = key;
    for (const { individual, species, box } of file.animals)
      crops.push({
        path: join(folder, file.path),
        box,
        individual,
        event: String(event),
        group: species,
        infrared: file.infrared,
      });
  }
  return crops;
}

function nyalaCrops(): Crop[] {
  return readdirSync(nyala).flatMap((individual) =>
    readdirSync(join(nyala, individual)).flatMap((name): Crop[] => {
      const found = /^(\d+)_(left|right)photo\.jpg$/.exec(name);
      if (found === null) return [];
      const path = join(nyala, individual, name);
      return [{ path, box: [0, 0, 1, 1], individual, event: found[1]!, group: found[2]!, infrared: false }];
    }),
  );
}

async function describe(inference: Inference, crops: readonly Crop[], embedder: PackRef | null): Promise<Described[]> {
  const all: Described[] = [];
  for (const [path, of] of Map.groupBy(crops, (crop) => crop.path)) {
    const boxes = of.map(({ box }, i) => ({ id: String(i), box }));
    for (const { id, model, vector } of await inference.extractBody({ path, boxes, embedder }))
      all.push({ ...of[Number(id)]!, model, vector });
  }
  return all;
}

const cosine = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

const at = (sorted: readonly number[], share: number): number =>
  sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

function summary(set: string, described: readonly Described[]) {
  const same: number[] = [];
  const sameEvent: number[] = [];
  const different: number[] = [];
  const bestDifferent: number[] = [];
  let queries = 0;
  let right = 0;
  for (const query of described) {
    let bestSame = -2;
    let bestOther = -2;
    for (const other of described) {
      if (other === query || other.group !== query.group) continue;
      const likeness = cosine(query.vector, other.vector);
      if (other.individual !== query.individual) {
        different.push(likeness);
        bestOther = Math.max(bestOther, likeness);
      } else if (other.event === query.event) sameEvent.push(likeness);
      else {
        same.push(likeness);
        bestSame = Math.max(bestSame, likeness);
      }
    }
    if (bestOther > -2) bestDifferent.push(bestOther);
    if (bestSame === -2 || bestOther === -2) continue;
    queries++;
    if (bestSame > bestOther) right++;
  }
  for (const list of [same, sameEvent, different, bestDifferent]) list.sort((a, b) => a - b);
  const model = described[0]?.model ?? '';
  const line = (name: string, list: readonly number[]) => ({
    set,
    model,
    pairs: name,
    n: list.length,
    ...Object.fromEntries(
      [0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((share) => {
        const value = at(list, share);
        return [`p${share * 100}`, `${value.toFixed(3)} → ${bodyScore(model, value).toFixed(2)}`];
      }),
    ),
  });
  return {
    top1: { set, model, queries, top1: queries === 0 ? null : Number((right / queries).toFixed(3)) },
    lines: [
      line('same animal, other event', same),
      line('same animal, same event', sameEvent),
      line('other animal', different),
      line('most alike other animal', bestDifferent),
    ],
  };
}

/** Packs given as folders after the command are measured beside the built-in descriptor. */
export async function main(packs: readonly PackRef[] = []): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'herdbook-scores-'));
  const inference = startInference({});
  try {
    const sets: [string, Crop[]][] = [['sample', await sampleCrops(folder)]];
    try {
      sets.push(['nyala-dev', nyalaCrops()]);
    } catch {
      console.error(`${nyala} is not there; only the sample is measured.`);
    }
    for (const embedder of [null, ...packs])
      for (const [set, crops] of sets) {
        const { top1, lines } = summary(set, await describe(inference, crops, embedder));
        console.log(JSON.stringify({ bench: 'body-scores', ...top1 }));
        for (const line of lines) console.log(JSON.stringify({ bench: 'body-scores', ...line }));
        console.table(lines);
      }
  } finally {
    await inference.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const folders = process.argv.slice(2);
  await main(folders.map((folder) => ({ id: 'pack', version: '1', folder: resolve(folder) })));
}
