// A first start without data offers a sample: three memory cards' worth of photographs, drawn on the spot by this program, so
// that the whole way from import to report can be tried without a card. The truth about every picture is handed back for
// tests and for measuring how well the sample's animals are told apart.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Box, drawBurst, drawUndated, type Photograph } from './burst.ts';
import { type Flank, foundHerd, type Individual, type Species } from './individuals.ts';
import { places } from './places.ts';
import { planSeason, type SeasonEvent } from './season.ts';
import type { Visitor } from './visitors.ts';

export interface SampleOptions {
  /** Where the cards' folders are written; made when missing. */
  folder: string;
  /** Equal seeds give equal bytes; 1 when left out. */
  seed?: number;
  /** Told after each event how many photographs are written. */
  onProgress?: (done: number, total: number) => void;
  /** How many events of three photographs; 40 when left out. */
  events?: number;
}

export interface SampleFile {
  /** Relative to the folder, with forward slashes. */
  path: string;
  /** Wall time of the camera, ISO with milliseconds; null where the file holds none. */
  capturedAt: string | null;
  location: string;
  infrared: boolean;
  animals: { individual: string; species: Species; class: Individual['class']; flank: Flank; box: Box }[];
  visitor: { category: Visitor; box: Box } | null;
  /** What is wrong with the file on purpose: cards hold copies, damaged files and photographs without a date. */
  flaw: null | 'duplicate' | 'unreadable' | 'undated';
}

export interface SampleTruth {
  files: SampleFile[];
  individuals: { name: string; species: Species; class: Individual['class']; sex: Individual['sex'] }[];
  locations: { name: string; latitude: number; longitude: number; timezone: string; species: Species }[];
}

const cardFolder = (location: string): string => `${location}/DCIM/100HERDB`;
const fileName = (number: number): string => `IMG_${String(number).padStart(4, '0')}.JPG`;

const describe = (photograph: Photograph): Pick<SampleFile, 'animals' | 'capturedAt' | 'infrared' | 'visitor'> => ({
  capturedAt: photograph.wall.toString({ smallestUnit: 'millisecond' }),
  infrared: photograph.infrared,
  visitor: photograph.visitor,
  animals: photograph.animals.map(({ individual, flank, box }) => ({
    individual: individual.name,
    species: individual.species,
    class: individual.class,
    flank,
    box,
  })),
});

/** Works through a list with at most `width` items under way. */
async function inPool<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}

/**
 * Draws the sample cards into `folder`: one folder per location, each with `DCIM/100HERDB/IMG_0001.JPG` and so on, JPEG of
 * 1280 × 960 pixels. To the photographs of the events are added one exact copy under another name, one file cut off in the
 * middle of its header and one photograph without any EXIF.
 */
export async function drawSampleCard(options: SampleOptions): Promise<SampleTruth> {
  const { folder, seed = 1, events = 40, onProgress } = options;
  const herd = foundHerd(seed);
  const plan = planSeason(seed, herd, events);
  const drawn = new Map<SeasonEvent, Photograph[]>();
  const numbers = numberFiles(plan);
  const extras = plan.length > 0 ? 3 : 0;
  const total = plan.length * 3 + extras;
  for (const { name } of places) await mkdir(join(folder, cardFolder(name)), { recursive: true });

  let done = 0;
  await inPool(plan, 3, async (event) => {
    const photographs = await drawBurst(event, seed);
    drawn.set(event, photographs);
    for (const [shot, photograph] of photographs.entries()) {
      await writeFile(join(folder, pathOf(event, numbers, shot)), photograph.bytes);
    }
    done += photographs.length;
    onProgress?.(done, total);
  });

  const files = plan.flatMap((event) =>
    drawn.get(event)!.map(
      (photograph, shot): SampleFile => ({
        path: pathOf(event, numbers, shot),
        location: event.place.name,
        flaw: null,
        ...describe(photograph),
      }),
    ),
  );
  files.push(...(await addFlaws(folder, seed, plan, files)));
  onProgress?.(total, total);
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    individuals: herd.map(({ name, species, class: kind, sex }) => ({ name, species, class: kind, sex })),
    locations: places.map(({ name, latitude, longitude, timezone }, i) => ({
      name,
      latitude,
      longitude,
      timezone,
      species: i === 2 ? 'horse' : 'deer',
    })),
  };
}

/** Number of each event's first file; every card counts from one. */
function numberFiles(plan: readonly SeasonEvent[]): Map<SeasonEvent, number> {
  const next = new Map<string, number>();
  return new Map(
    plan.map((event) => {
      const first = next.get(event.place.name) ?? 1;
      next.set(event.place.name, first + 3);
      return [event, first];
    }),
  );
}

const pathOf = (event: SeasonEvent, numbers: ReadonlyMap<SeasonEvent, number>, shot: number): string =>
  `${cardFolder(event.place.name)}/${fileName(numbers.get(event)! + shot)}`;

async function addFlaws(
  folder: string,
  seed: number,
  plan: readonly SeasonEvent[],
  files: readonly SampleFile[],
): Promise<SampleFile[]> {
  const [event] = plan;
  const [original] = files;
  if (!event || !original) return [];
  const card = cardFolder(event.place.name);
  const after = files.filter((file) => file.location === event.place.name).length + 1;
  const copy = `${card}/${original.path.split('/').at(-1)!.replace('.JPG', ' (1).JPG')}`;
  await copyFile(join(folder, original.path), join(folder, copy));
  const undated = `${card}/${fileName(after)}`;
  const bytes = await drawUndated(event, seed);
  await writeFile(join(folder, undated), bytes);
  // Cut inside the tables before the picture begins, as when a card is pulled out while the camera writes.
  const damaged = `${card}/${fileName(after + 1)}`;
  await writeFile(join(folder, damaged), bytes.subarray(0, 240));
  const bare = { location: event.place.name, capturedAt: null, animals: [], visitor: null };
  return [
    { ...original, path: copy, flaw: 'duplicate' },
    { ...bare, path: undated, infrared: event.light === 'infrared', flaw: 'undated' },
    { ...bare, path: damaged, infrared: false, flaw: 'unreadable' },
  ];
}
