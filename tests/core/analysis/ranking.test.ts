// The measures of recognition on a few vectors worked out by hand, and over a catalogue with confirmed animals.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { analysisHandlers } from '../../../electron/core/analysis/handlers.ts';
import { type Confirmed, rankOne, summarise } from '../../../electron/core/analysis/ranking.ts';
import { BUILT_IN_BODY } from '../../../electron/inference/tasks.ts';
import { putBody } from '../../../electron/store/features.ts';
import type { IndividualId } from '../../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addDetection, addEvent, addIdentification, addIndividual, addMedia } from '../../support/rows.ts';

/** A vector at so many degrees: the cosine of two is that of the angle between them. */
const turned = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const picture = (individual: string, event: string, degrees: number): Confirmed => ({
  individual,
  event,
  vector: turned(degrees),
});

describe('ranking one picture', () => {
  test('the place counts individuals, not pictures', () => {
    const query = picture('A', 'e1', 0);
    const all = [query, picture('B', 'e2', 5), picture('B', 'e3', 6), picture('C', 'e4', 10), picture('A', 'e5', 20)];
    assert.equal(rankOne(query, all)!.place, 3);
  });

  test('the average precision is that of the right pictures among all', () => {
    const query = picture('A', 'e1', 0);
    const all = [picture('A', 'e2', 1), picture('B', 'e3', 2), picture('A', 'e4', 3), picture('B', 'e5', 4)];
    assert.equal(rankOne(query, all)!.precision, (1 / 1 + 2 / 3) / 2);
  });

  test('pictures of the same event do not answer', () => {
    const query = picture('A', 'e1', 0);
    const all = [query, picture('A', 'e1', 0.1), picture('B', 'e2', 5), picture('A', 'e3', 30)];
    assert.equal(rankOne(query, all)!.place, 2);
  });

  test('a picture whose individual was seen in no other event has no right answer', () => {
    assert.equal(rankOne(picture('A', 'e1', 0), [picture('A', 'e1', 1), picture('B', 'e2', 2)]), null);
  });
});

test('the summary counts first places and places up to the fifth', () => {
  const ranked = [1, 1, 3, 6].map((place) => ({ place, precision: 1 / place }));
  const { queries, top1, top5, meanAveragePrecision } = summarise(ranked);
  assert.deepEqual([queries, top1, top5, meanAveragePrecision], [4, 0.5, 0.75, (1 + 1 + 1 / 3 + 1 / 6) / 4]);
});

test('nothing ranked is nothing measured', () => {
  assert.deepEqual([summarise([]).queries, summarise([]).top1, summarise([]).meanAveragePrecision], [0, null, null]);
});

describe('a library measured', () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await openTestHouse();
  });
  afterEach(() => house.close());
  const db = () => house.library.store.db;
  const measure = () =>
    Promise.resolve(analysisHandlers(house.house)['analysis.identity']({}, { signal: new AbortController().signal }));

  async function confirm(
    individual: IndividualId,
    species: 'deer' | 'horse',
    degrees: number,
    state: 'confirmed' | 'proposed' = 'confirmed',
  ) {
    const media = await addMedia(db(), { event_id: await addEvent(db()) });
    const detectionId = await addDetection(db(), media, { species });
    await putBody(db(), { detectionId, model: BUILT_IN_BODY, vector: turned(degrees) });
    await addIdentification(db(), detectionId, individual, { state });
  }

  test('without a confirmed identity it says so', async () => {
    const { queries, top1, message } = await measure();
    assert.deepEqual([queries, top1], [0, null]);
    assert.match(message, /^Nobody has confirmed an identity yet/);
  });

  test('animals of another species are no answers', async () => {
    const deer = await addIndividual(db(), { name: 'Deer 1' });
    const horse = await addIndividual(db(), { name: 'Horse 1', species: 'horse' });
    await confirm(deer, 'deer', 0);
    await confirm(deer, 'deer', 40);
    await confirm(horse, 'horse', 1);
    const { queries, top1, individuals } = await measure();
    assert.deepEqual([queries, top1, individuals], [2, 1, 2]);
  });

  test('what the program only proposed is no truth', async () => {
    const deer = await addIndividual(db());
    await confirm(deer, 'deer', 0);
    await confirm(deer, 'deer', 5, 'proposed');
    const { queries, message } = await measure();
    assert.equal(queries, 0);
    assert.match(message, /no individual in two different events/);
  });

  test('a few queries are reported with how little they say', async () => {
    const [a, b] = [await addIndividual(db(), { name: 'A' }), await addIndividual(db(), { name: 'B' })];
    for (const degrees of [0, 5, 10]) await confirm(a, 'deer', degrees);
    for (const degrees of [80, 85]) await confirm(b, 'deer', degrees);
    const { queries, top1, meanAveragePrecision, message } = await measure();
    assert.deepEqual([queries, top1, meanAveragePrecision], [5, 1, 1]);
    assert.match(message, /comes first for 100 % of 5 confirmed pictures.*too few to rely on/);
  });
});
