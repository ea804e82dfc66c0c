// The pure rules of analysis: which photographs go together, what species an animal is taken for, what becomes of boxes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planBatches } from '../../../electron/core/analyse/batches.ts';
import { inFlight } from '../../../electron/core/analyse/in-flight.ts';
import { type SeenBox, settleBoxes } from '../../../electron/core/analyse/settle.ts';
import { speciesOf } from '../../../electron/core/analyse/species.ts';
import type { PendingMedia } from '../../../electron/store/analysis.ts';
import type { BoxOnRecord } from '../../../electron/store/found-boxes.ts';
import type { Species } from '../../../shared/domain/words.ts';

const frames = (event: string | null, count: number, deployment = 'A'): PendingMedia[] =>
  Array.from({ length: count }, (_, i) => {
    return {
      id: `${deployment}${event}${i}`,
      deployment_id: deployment,
      event_id: event,
      kind: 'image',
    } as PendingMedia;
  });
const sizes = (media: PendingMedia[]) => planBatches(media).map((batch) => batch.length);

test('neighbouring events share a batch while there is room', () => {
  assert.deepEqual(sizes([...frames('e1', 3), ...frames('e2', 3), ...frames('e3', 10)]), [16]);
});
test('an event of up to 16 photographs is never split', () => {
  assert.deepEqual(sizes([...frames('e1', 10), ...frames('e2', 10), ...frames('e3', 6)]), [10, 16]);
});
test('a longer event is cut into equal parts, so that no frame is alone', () => {
  assert.deepEqual(sizes(frames('e1', 33)), [11, 11, 11]);
});
test('deployments do not share a batch', () => {
  assert.deepEqual(sizes([...frames('e1', 2, 'A'), ...frames('e2', 2, 'B')]), [2, 2]);
});
test('photographs without an event fill batches one by one', () => {
  assert.deepEqual(sizes(frames(null, 20)), [16, 4]);
});

const household: ReadonlySet<Species> = new Set(['horse', 'other']);
const animal = (species: Species | null) => ({
  category: 'animal' as const,
  species,
  confidence: 0.4,
  source: 'household@1',
});
const moved = (confidence: number) => ({ ...animal(null), confidence, source: 'motion' });

test('a network that has no word for deer yields to a camera that watches deer', () => {
  assert.equal(speciesOf(animal('other'), 'deer', household), 'deer');
});
test('a network that can say horse is believed at a camera that watches horses', () => {
  assert.equal(speciesOf(animal('other'), 'horse', household), 'other');
});
test('a network is believed where no species is expected', () => {
  assert.equal(speciesOf(animal('horse'), null, household), 'horse');
});
test('what moved is taken for the expected species', () => {
  assert.equal(speciesOf(moved(0.7), 'deer', new Set()), 'deer');
});
test('what moved where no species is expected has none', () => {
  assert.equal(speciesOf(moved(0.7), null, new Set()), null);
});
test('what moved and was as likely wind stays without a species', () => {
  assert.equal(speciesOf(moved(0.4), 'deer', new Set()), null);
});
test('a network that has no word for an animal is believed however unsure it is', () => {
  assert.equal(speciesOf({ ...moved(0.4), source: 'megadetector@5' }, 'deer', new Set()), 'deer');
});
test('people have no species', () => {
  assert.equal(speciesOf({ ...moved(0.9), category: 'person' }, 'deer', household), null);
});

const onRecord = (row: Partial<BoxOnRecord>) =>
  ({
    category: 'animal',
    species: 'deer',
    x: 0.1,
    y: 0.1,
    width: 0.4,
    height: 0.4,
    human: false,
    ...row,
  }) as BoxOnRecord;
const seen = (row: Partial<SeenBox>) =>
  ({ category: 'animal', judged: 'deer', box: [0.1, 0.1, 0.4, 0.4], ...row }) as SeenBox;

test('a box that a person touched keeps the program from adding the same animal', () => {
  assert.deepEqual(settleBoxes([onRecord({ human: true })], [seen({})]), { add: [], renew: [], remove: [] });
});
test('a box that a person touched is kept where nothing is seen any more', () => {
  assert.deepEqual(settleBoxes([onRecord({ human: true })], []).remove, []);
});
test('another animal beside one that a person touched is added', () => {
  const other = seen({ box: [0.6, 0.6, 0.3, 0.3] });
  assert.deepEqual(settleBoxes([onRecord({ human: true })], [other]).add, [other]);
});
test('an old box of the program that is not seen any more goes', () => {
  const old = onRecord({});
  assert.deepEqual(settleBoxes([old], []).remove, [old]);
});
test('an old box of the program that is seen again keeps its id', () => {
  const [old, box] = [onRecord({}), seen({ box: [0.12, 0.1, 0.4, 0.4] })];
  assert.deepEqual(settleBoxes([old], [box]), { add: [], renew: [{ old, seen: box }], remove: [] });
});
test('an old box that is now taken for another species is replaced', () => {
  const [old, box] = [onRecord({}), seen({ judged: 'horse' })];
  assert.deepEqual(settleBoxes([old], [box]), { add: [box], renew: [], remove: [old] });
});

test('no more batches are under way than there are lanes', async () => {
  let [now, most] = [0, 0];
  await inFlight([1, 2, 3, 4, 5, 6], 2, new AbortController().signal, async () => {
    most = Math.max(most, ++now);
    await new Promise((done) => setTimeout(done, 1));
    now--;
  });
  assert.equal(most, 2);
});
test('after an error no further batch is begun and those under way are waited for', async () => {
  const ended: number[] = [];
  const work = async (item: number) => {
    if (item === 1) throw new Error('first');
    await new Promise((done) => setTimeout(done, 5));
    ended.push(item);
  };
  await assert.rejects(inFlight([1, 2, 3, 4], 2, new AbortController().signal, work), /first/);
  assert.deepEqual(ended, [2]);
});
