// The tracker on animals whose identity is known: boxes that move, vectors that wobble around a centre of each animal's own.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import fc from 'fast-check';
import {
  LOST_FRAMES,
  MOST_KNOWN,
  type SeenAnimal,
  type Track,
  Tracker,
} from '../../../electron/core/streams/tracker.ts';
import type { Box } from '../../../shared/domain/box.ts';
import { nearTo, seeded, unit } from '../match/herd.ts';

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
let random: () => number;
let tracker: Tracker;

function newTracker(): Tracker {
  let last = 0;
  return new Tracker({ similarity: cosine, newId: () => `track ${++last}` });
}

beforeEach(() => {
  random = seeded(7);
  tracker = newTracker();
});

/** An animal at `x`, looking like its centre (cosine 0.92). */
const at = (x: number, centre: Float32Array, y = 0.4): SeenAnimal => ({
  box: [x, y, 0.2, 0.3] as Box,
  vector: nearTo(centre, 0.92, random),
  horse: true,
});
/** Gives strangers names in the order in which they are met. */
function nameAll(): void {
  for (const track of tracker.strangers()) tracker.name(track, `horse ${tracker.known.size + 1}`);
}
function step(ms: number, seen: SeenAnimal[]): (string | null)[] {
  const tracks = tracker.step(ms, seen);
  nameAll();
  return tracks.map(({ individual }) => individual);
}

test('one animal that walks across stays one track', () => {
  const horse = unit(random);
  const tracks = new Set<Track>();
  for (let i = 0; i < 20; i++) tracks.add(tracker.step(i * 500, [at(i * 0.04, horse)])[0]!);
  assert.deepEqual([tracks.size, [...tracks][0]!.detections], [1, 20]);
});

test('two animals that cross keep who they are', () => {
  const [a, b] = [unit(random), unit(random)];
  for (let i = 0; i <= 20; i++) step(i * 500, [at(i * 0.04, a), at(0.8 - i * 0.04, b)]);
  const [left, right] = step(11_000, [at(0, b), at(0.8, a)]);
  assert.deepEqual([left, right], ['horse 2', 'horse 1']);
});

test('two animals of one frame are never the same individual, however alike', () => {
  const twins = unit(random);
  for (let i = 0; i < 6; i++) {
    const [one, other] = step(i * 500, [at(0.1, twins), at(0.7, twins)]);
    if (one !== null) assert.notEqual(one, other);
  }
  assert.equal(tracker.known.size, 2);
});

test('an animal out of sight for 30 frames goes on its track, after 31 it begins a new one', () => {
  const horse = unit(random);
  const away = (frames: number) => {
    tracker = newTracker();
    const [before] = [0, 1, 2].map((i) => tracker.step(i, [at(0.1, horse)])[0]!).slice(-1);
    for (let i = 0; i < frames; i++) tracker.step(10 + i, []);
    return tracker.step(100, [at(0.12, horse)])[0] === before;
  };
  assert.deepEqual([away(LOST_FRAMES - 1), away(LOST_FRAMES + 1)], [true, false]);
});

test('another animal that steps into the place of one that left is not taken for it', () => {
  const a = unit(random);
  const alike = nearTo(a, 0.6, random);
  for (let i = 0; i < 5; i++) step(i * 500, [at(0.7, a)]);
  for (let i = 5; i < 9; i++) step(i * 500, []);
  for (let i = 9; i < 14; i++) step(i * 500, [at(0.7, alike)]);
  assert.deepEqual(step(7000, [at(0.7, alike)]), ['horse 2']);
});

test('an animal that comes back much later is who it was', () => {
  const [a, b] = [unit(random), unit(random)];
  for (let i = 0; i < 5; i++) step(i * 500, [at(i * 0.1, a)]);
  for (let i = 0; i < 100; i++) step(10_000 + i * 500, []);
  for (let i = 0; i < 5; i++) step(90_000 + i * 500, [at(i * 0.1, b)]);
  assert.deepEqual(step(100_000, [at(0.7, a, 0.1)]), ['horse 1']);
});

test('what a horse looks like behind another one is not learnt', () => {
  const [a, b] = [unit(random), unit(random)];
  for (let i = 0; i < 5; i++) step(i * 500, [at(0.1, a), at(0.7, b)]);
  const before = tracker.appearanceOf('horse 1');
  const mixed = { ...at(0.4, b), vector: nearTo(a, 0.6, random) };
  step(3000, [{ ...mixed, box: [0.4, 0.4, 0.2, 0.3] }, at(0.45, b)]);
  assert.deepEqual(tracker.appearanceOf('horse 1'), before);
});

test('a horse that a network calls a cow now and then is followed, a cow gets no number', () => {
  const [horse, cow] = [unit(random), unit(random)];
  for (let i = 0; i < 9; i++)
    step(i * 500, [
      { ...at(0.1, horse), horse: i % 3 !== 0 },
      { ...at(0.7, cow), horse: i % 3 === 0 },
    ]);
  const seen = tracker.tracks.map(({ individual, detections }) => [individual, detections]);
  assert.deepEqual(seen, [
    ['horse 1', 9],
    [null, 9],
  ]);
});

test('a box seen twice is nobody yet', () => {
  const noise = unit(random);
  step(0, [at(0.1, noise)]);
  step(500, [at(0.1, noise)]);
  assert.equal(tracker.known.size, 0);
});

test('an animal of the registry is recognised in its first frame', () => {
  const horse = unit(random);
  tracker.remember('horse_007', nearTo(horse, 0.95, random));
  assert.equal(tracker.step(0, [at(0.3, horse)])[0]!.individual, 'horse_007');
});

test('an animal that cannot be described is followed by its place', () => {
  const blind = (x: number): SeenAnimal => ({ box: [x, 0.4, 0.2, 0.3], vector: null, horse: true });
  const first = tracker.step(0, [blind(0.1)])[0];
  assert.equal(tracker.step(500, [blind(0.14)])[0], first);
  assert.notEqual(tracker.step(1000, [blind(0.7)])[0], first);
});

test('at most the 50 animals seen last are held in memory', () => {
  for (let i = 0; i < 80; i++) tracker.remember(`horse ${i}`, unit(random));
  assert.deepEqual(
    [tracker.known.size, tracker.known.has('horse 29'), tracker.known.has('horse 30')],
    [MOST_KNOWN, false, true],
  );
});

test('whatever is seen, every animal of a frame gets a track of its own', () => {
  const centres = Array.from({ length: 4 }, () => unit(random));
  const animal = fc.record({
    who: fc.nat(3),
    x: fc.double({ min: 0, max: 0.8, noNaN: true }),
    described: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(animal, { maxLength: 6 }), { maxLength: 40 }), (frames) => {
      tracker = newTracker();
      frames.forEach((frame, i) => {
        const tracks = tracker.step(
          i * 500,
          frame.map(({ who, x, described }) => ({
            ...at(x, centres[who]!),
            ...(described ? {} : { vector: null }),
          })),
        );
        nameAll();
        assert.equal(new Set(tracks).size, frame.length);
        const who = tracks.flatMap(({ individual }) => individual ?? []);
        assert.equal(new Set(who).size, who.length);
      });
    }),
    { numRuns: 60 },
  );
});
