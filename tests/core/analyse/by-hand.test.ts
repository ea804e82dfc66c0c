// What a person does to boxes, and that each of it can be undone.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { handHandlers } from '../../../electron/core/analyse/boxes-by-hand.ts';
import type { ExtractBodyTask, Inference } from '../../../electron/inference/tasks.ts';
import { undoNewest } from '../../../electron/store/journal.ts';
import { type CoreCallName, type Input, parseInput } from '../../../shared/contract/contract.ts';
import type { DetectionId, EventId, MediaId } from '../../../shared/domain/ids.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addDetection, addEvent, addIdentification, addIndividual, addMedia } from '../../support/rows.ts';

let house: TestHouse;
let media: MediaId;
let event: EventId;
let extract: Inference['extractBody'];
let extracted: ExtractBodyTask[];

beforeEach(async () => {
  extracted = [];
  extract = async ({ boxes }) => boxes.map(({ id }) => ({ id, model: 'test-body@1', vector: Float32Array.of(1, 0) }));
  house = await openTestHouse({
    inference: {
      extractBody: (task) => {
        extracted.push(task);
        return extract(task);
      },
    },
  });
  event = await addEvent(db());
  media = await addMedia(db(), { name: 'IMG_7.JPG', event_id: event, status: 'completed' });
});
afterEach(() => house.close());

const db = () => house.library.store.db;
const context = { signal: new AbortController().signal };
type HandCall = keyof ReturnType<typeof handHandlers> & CoreCallName;
const ask = <K extends HandCall>(name: K, input: Input<K>) =>
  (handHandlers(house.house)[name] as (input: unknown, c: typeof context) => Promise<never>)(
    parseInput(name, input),
    context,
  );
const row = (id: DetectionId) =>
  db().selectFrom('detection').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const journal = () => db().selectFrom('journal').select(['action', 'summary', 'person']).execute();

/** Work beside the answer to a person has no end to wait for, so the test looks until it is done. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((again) => setTimeout(again, 5));
  }
}
const vectorOf = (id: DetectionId) =>
  until(() => db().selectFrom('feature').selectAll().where('detection_id', '=', id).executeTakeFirst());

test('a drawn box is a person’s, with the name of who drew it in the journal', async () => {
  await house.library.changeSettings({ person: 'Ada' });
  const box = await ask('detections.add', { mediaId: media, box: [0.1, 0.1, 0.2, 0.2], species: 'deer' });
  const { source, confidence, species } = box as { source: string; confidence: number; species: string };
  assert.deepEqual([source, confidence, species], ['person', 1, 'deer']);
  assert.deepEqual(await journal(), [{ action: 'draw', summary: 'Drew a box on IMG_7.JPG', person: 'Ada' }]);
});

test('a drawn animal gets its body vector', async () => {
  const { id } = await ask('detections.add', { mediaId: media, box: [0.1, 0.1, 0.2, 0.2], species: 'deer' });
  assert.equal((await vectorOf(id)).model, 'test-body@1');
});

test('a drawn box stays where its vector cannot be computed', async () => {
  extract = () => Promise.reject(new Error('the worker is gone'));
  const { id } = await ask('detections.add', { mediaId: media, box: [0.1, 0.1, 0.2, 0.2] });
  await until(async () => extracted[0]);
  assert.equal((await row(id)).source, 'person');
});

test('drawing can be undone', async () => {
  await ask('detections.add', { mediaId: media, box: [0.1, 0.1, 0.2, 0.2], category: 'vehicle' });
  await undoNewest(db());
  assert.deepEqual(await db().selectFrom('detection').selectAll().execute(), []);
});

test('drawing on media that are not there names them', async () => {
  const box: [number, number, number, number] = [0, 0, 1, 1];
  await assert.rejects(
    async () => ask('detections.add', { mediaId: 'nobody' as MediaId, box }),
    (error: Error) => error instanceof NotFoundError && /nobody/.test(error.message) && error.field === 'mediaId',
  );
});

test('relabelling changes only what was named', async () => {
  const id = await addDetection(db(), media, { species: 'deer', class: 'buck', flank: 'left' });
  await ask('detections.update', { id, class: 'mature' });
  const { species, class: now, flank, by_person } = await row(id);
  assert.deepEqual([species, now, flank, by_person], ['deer', 'mature', 'left', 1]);
});

test('a moved box gets a vector of where it is now', async () => {
  const id = await addDetection(db(), media);
  await ask('detections.update', { id, box: [0.5, 0.5, 0.25, 0.25] });
  await vectorOf(id);
  assert.deepEqual(extracted[0]!.boxes, [{ id, box: [0.5, 0.5, 0.25, 0.25] }]);
});

test('a change of species withdraws a proposal of the other species, and undo brings both back', async () => {
  const id = await addDetection(db(), media, { species: 'deer' });
  await addIdentification(db(), id, await addIndividual(db(), { species: 'deer' }));
  await ask('detections.update', { id, species: 'horse' });
  assert.deepEqual(await db().selectFrom('identification').selectAll().execute(), []);
  await undoNewest(db());
  assert.equal((await row(id)).species, 'deer');
  assert.equal((await db().selectFrom('identification').selectAll().execute()).length, 1);
});

test('a change of species leaves what a person confirmed', async () => {
  const id = await addDetection(db(), media, { species: 'deer' });
  await addIdentification(db(), id, await addIndividual(db()), { state: 'confirmed' });
  await ask('detections.update', { id, species: 'horse' });
  assert.equal((await db().selectFrom('identification').selectAll().execute()).length, 1);
});

test('a deleted box is kept for undo', async () => {
  const id = await addDetection(db(), media);
  assert.deepEqual(await ask('detections.remove', { id }), { removed: true });
  assert.equal((await row(id)).deleted, 1);
  await undoNewest(db());
  assert.equal((await row(id)).deleted, 0);
});

test('deleting a box twice is one action', async () => {
  const id = await addDetection(db(), media);
  await ask('detections.remove', { id });
  assert.deepEqual(await ask('detections.remove', { id }), { removed: false });
  assert.equal((await journal()).length, 1);
});

test('a deleted box cannot be relabelled', async () => {
  const id = await addDetection(db(), media, { deleted: 1 });
  await assert.rejects(async () => ask('detections.update', { id, species: 'deer' }), NotFoundError);
});

test('the side shown is an action of its own', async () => {
  const id = await addDetection(db(), media);
  const { journalId } = await ask('detections.flank', { id, flank: 'left' });
  assert.deepEqual([typeof journalId, (await row(id)).flank], ['number', 'left']);
});

test('labelling an event labels its animals, neither people nor deleted boxes', async () => {
  const animal = await addDetection(db(), media, { species: null });
  const person = await addDetection(db(), media, { category: 'person', species: null });
  const deleted = await addDetection(db(), media, { species: null, deleted: 1 });
  assert.deepEqual(await ask('events.label', { id: event, species: 'deer', class: 'doe' }), { changed: 1 });
  const labelled = [await row(animal), await row(person), await row(deleted)].map((box) => [box.species, box.class]);
  assert.deepEqual(labelled, [
    ['deer', 'doe'],
    [null, null],
    [null, null],
  ]);
});

test('labelling an event without a class keeps the classes of that species', async () => {
  const buck = await addDetection(db(), media, { species: 'deer', class: 'buck' });
  const horse = await addDetection(db(), media, { species: 'horse', class: 'foal' });
  await ask('events.label', { id: event, species: 'deer' });
  assert.deepEqual([(await row(buck)).class, (await row(horse)).class], ['buck', null]);
});

test('labelling what is labelled so already is no action', async () => {
  await addDetection(db(), media, { species: 'deer' });
  assert.deepEqual(await ask('events.label', { id: event, species: 'deer' }), { changed: 0 });
  assert.deepEqual(await journal(), []);
});

test('labelling a whole event is undone at once', async () => {
  const boxes = [
    await addDetection(db(), media, { species: null }),
    await addDetection(db(), media, { species: 'horse' }),
  ];
  await ask('events.label', { id: event, species: 'deer' });
  await undoNewest(db());
  assert.deepEqual([(await row(boxes[0]!)).species, (await row(boxes[1]!)).species], [null, 'horse']);
});
