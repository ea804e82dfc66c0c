// How long it takes to find who an animal looks like, at 12,000 and 100,000 known vectors of 256 and 512 values: the search alone, as a
// ratio to comparing with every vector in plain memory in the same run, and the whole question with names, habits and pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rankCandidates } from '../electron/core/match/candidates.ts';
import { presentCandidates } from '../electron/core/match/present.ts';
import type { Animal, Body } from '../electron/store/animals.ts';
import { readAnimals } from '../electron/store/animals.ts';
import { openStore, type Store } from '../electron/store/open.ts';
import { bytesOf, VectorIndex } from '../electron/store/vectors.ts';
import type { DetectionId } from '../shared/domain/ids.ts';
import { report, round, scratch } from './photographs.ts';

const SIZES = (process.env.BENCH_VECTORS ?? '12000,100000').split(',').map(Number);
const DIMENSIONS = [256, 512];
const QUERIES = 40;
const NEIGHBOURS = 128;
const SIGHTINGS_EACH = 12;

const random = (() => {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
})();

function unit(dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function near(centre: Float32Array): Float32Array {
  const other = unit(centre.length);
  const mixed = centre.map((value, i) => 0.8 * value + 0.6 * other[i]!);
  const length = Math.hypot(...mixed);
  return mixed.map((value) => value / length);
}

/** A library of deer, twelve sightings each, one sighting an hour, at twenty places; all confirmed, all described. */
function fill(store: Store, model: string, count: number, dimensions: number): Float32Array {
  const { raw } = store;
  const all = new Float32Array(count * dimensions);
  const started = Temporal.Instant.from('2020-01-01T00:00:00Z');
  const insert = {
    location: raw.prepare("insert into location values (?, ?, 50, 10, '', '2020-01-01T00:00:00Z')"),
    deployment: raw.prepare(
      "insert into deployment (id, location_id, folder, timezone, created_at) values (?, ?, '/', 'UTC', '2020-01-01T00:00:00Z')",
    ),
    event: raw.prepare("insert into event (id, deployment_id, basis) values (?, ?, 'gap')"),
    media:
      raw.prepare(`insert into media (id, sha256, path, storage, name, size_bytes, kind, format, captured_at, instant,
      deployment_id, event_id, imported_at) values (?, ?, 'x', 'copied', ?, 1, 'image', 'image/jpeg', ?, ?, ?, ?, '2020')`),
    detection:
      raw.prepare(`insert into detection (id, media_id, category, species, confidence, x, y, width, height, source,
      created_at) values (?, ?, 'animal', 'deer', 0.9, 0.1, 0.1, ?, 0.5, 'motion', '2020')`),
    feature: raw.prepare(
      "insert into feature (id, detection_id, kind, model, dimensions, vector) values (?, ?, 'body', ?, ?, ?)",
    ),
    individual: raw.prepare("insert into individual (id, name, species, created_at) values (?, ?, 'deer', '2020')"),
    identification:
      raw.prepare(`insert into identification (id, detection_id, individual_id, state, score, decided_by, decided_at,
      created_at) values (?, ?, ?, 'confirmed', 0.8, 'bench', '2020', '2020')`),
  };
  raw.transaction(() => {
    for (let place = 0; place < 20; place++) {
      insert.location.run(`l${place}`, `Place ${place}`);
      insert.deployment.run(`p${place}`, `l${place}`);
    }
    let centre = unit(dimensions);
    for (let i = 0; i < count; i++) {
      const who = Math.floor(i / SIGHTINGS_EACH);
      if (i % SIGHTINGS_EACH === 0) {
        centre = unit(dimensions);
        insert.individual.run(`i${who}`, `Deer ${who + 1}`);
      }
      const vector = near(centre);
      all.set(vector, i * dimensions);
      const at = started.add({ hours: i }).toString();
      insert.event.run(`e${i}`, `p${i % 20}`);
      const sha = i.toString(16).padStart(64, '0');
      insert.media.run(`m${i}`, sha, `IMG_${i}.JPG`, at.slice(0, 19), at, `p${i % 20}`, `e${i}`);
      insert.detection.run(`d${i}`, `m${i}`, 0.2 + (i % 7) / 10);
      insert.feature.run(i + 1, `d${i}`, model, dimensions, bytesOf(vector));
      insert.identification.run(`f${i}`, `d${i}`, `i${who}`);
    }
  })();
  return all;
}

/** Compares with every vector and keeps the best `k`: what nothing that is exact can do without. */
function compareWithAll(all: Float32Array, query: Float32Array, k: number): number[] {
  const dimensions = query.length;
  const count = all.length / dimensions;
  const best: number[] = [];
  const cosines: number[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) sum += all[at]! * query[d]!;
    if (best.length === k && sum <= cosines[k - 1]!) continue;
    let place = best.length;
    while (place > 0 && cosines[place - 1]! < sum) place--;
    best.splice(place, 0, i);
    cosines.splice(place, 0, sum);
    best.length = cosines.length = Math.min(k, best.length);
  }
  return best;
}

/** Milliseconds each of the calls took, sorted. */
async function timed<T>(queries: readonly T[], ask: (query: T) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await ask(query);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

const median = (times: readonly number[]): number => times[Math.floor(times.length / 2)]!;
const p95 = (times: readonly number[]): number => times[Math.floor(times.length * 0.95)]!;

async function measure(folder: string, count: number, dimensions: number) {
  mkdirSync(folder, { recursive: true });
  const store = openStore(folder, { create: true });
  try {
    const model = 'bench@1';
    const all = fill(store, model, count, dimensions);
    const index = await VectorIndex.open(store.db, { kind: 'body', model, dimensions });
    const building = performance.now();
    await index.catchUp(store.db);
    const built = performance.now() - building;
    const step = Math.floor(count / QUERIES);
    const places = Array.from({ length: QUERIES }, (_, i) => i * step);
    const vectors = places.map((i) => near(all.subarray(i * dimensions, (i + 1) * dimensions)));
    const animals = await readAnimals(
      store.db,
      places.map((i) => `d${i}` as DetectionId),
    );
    const questions = animals.map((animal, i): { animal: Animal; body: Body } => ({
      animal,
      body: { featureId: places[i]! + 1, vector: vectors[i]! },
    }));
    const search = (vector: Float32Array) => index.search(store.db, vector, { species: 'deer', k: NEIGHBOURS });
    const whole = async (question: { animal: Animal; body: Body }) => {
      const ranked = await rankCandidates(store.db, index, [question], {
        threshold: 0.7,
        individuals: 8,
        neighbours: 400,
      });
      return presentCandidates(store.db, ranked);
    };
    await timed(vectors.slice(0, 3), search);
    await timed(vectors.slice(0, 3), (vector) => compareWithAll(all, vector, NEIGHBOURS));
    await timed(questions.slice(0, 3), whole);
    const [searching, comparing] = [
      await timed(vectors, search),
      await timed(vectors, (vector) => compareWithAll(all, vector, NEIGHBOURS)),
    ];
    const asking = await timed(questions, whole);
    return {
      vectors: count,
      dimensions,
      searchMedianMs: round(median(searching)),
      searchP95Ms: round(p95(searching)),
      plainScanMedianMs: round(median(comparing)),
      ratioToPlainScan: round(median(searching) / median(comparing)),
      questionMedianMs: round(median(asking)),
      questionP95Ms: round(p95(asking)),
      buildSeconds: round(built / 1000, 1),
    };
  } finally {
    await store.close();
  }
}

export async function main(): Promise<void> {
  const area = scratch();
  try {
    const lines = [];
    for (const count of SIZES)
      for (const dimensions of DIMENSIONS) {
        const line = await measure(join(area.folder, `${count}-${dimensions}`), count, dimensions);
        report('match', line);
        lines.push(line);
      }
    console.table(lines);
  } finally {
    area.remove();
  }
}

if (import.meta.main) await main();
