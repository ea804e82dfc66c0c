import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { matchHandlers } from '../../../electron/core/match/handlers.ts';
import { portraitsAtRest } from '../../../electron/core/match/portraits.ts';
import { matchRunner } from '../../../electron/core/match/run.ts';
import { reviewHandlers } from '../../../electron/core/review/handlers.ts';
import type { Queries } from '../../../electron/store/open.ts';
import { type CoreCallName, calls, type Input, type Output } from '../../../shared/contract/contract.ts';
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import {
  BatchSizeExceededError,
  DecisionStandsError,
  FeatureExtractionError,
  InvalidInputError,
  NotFoundError,
  NothingToUndoError,
  PartialBatchFailureError,
} from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addIdentification, addIndividual } from '../../support/rows.ts';
import { addAnimal, addPlace, nearTo, photograph, seeded, unit } from '../match/herd.ts';

let opened: TestHouse;
let db: Queries;
let random: () => number;

/** Calls as a client would make them: input and output through the contract's schemas. */
async function call<K extends CoreCallName>(name: K, input: Input<K>): Promise<Output<K>> {
  const handlers = { ...matchHandlers(opened.house), ...reviewHandlers(opened.house) } as Record<string, unknown>;
  const handler = handlers[name] as (input: unknown, context: unknown) => Promise<unknown>;
  const answer = await handler(calls[name].input.parse(input), { signal: new AbortController().signal });
  return calls[name].output.parse(answer) as Output<K>;
}

async function match(again = false): Promise<void> {
  const { jobId } = await call('match.start', { again });
  const job = await opened.library.jobs.finished(jobId);
  assert.equal(job.state, 'completed', job.error ?? '');
}

const rowsOf = (detection: DetectionId) =>
  db.selectFrom('identification').selectAll().where('detection_id', '=', detection).orderBy('id').execute();
const standing = async (detection: DetectionId) =>
  (await rowsOf(detection)).find(({ state }) => state !== 'rejected') ?? null;
const individual = (id: IndividualId) =>
  db.selectFrom('individual').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

beforeEach(async () => {
  random = seeded(11);
  opened = await openTestHouse({
    inference: { crop: async ({ path }) => ({ jpeg: Buffer.from(path), width: 200, height: 200 }) },
  });
  db = opened.library.store.db;
  await opened.startJobs(matchRunner);
});
afterEach(async () => {
  await portraitsAtRest(opened.house);
  await opened.close();
});

/** Two known individuals and a photograph proposed to be the first; the second looks alike as well. */
async function twoKnown() {
  const centre = unit(random);
  const first = await addIndividual(db, { name: 'Bertha' });
  const second = await addIndividual(db, { name: 'Klara' });
  const ofFirst = await photograph(db, nearTo(centre, 0.95, random));
  const ofSecond = await photograph(db, nearTo(centre, 0.85, random));
  await addIdentification(db, ofFirst.detection, first, { state: 'confirmed', score: null });
  await addIdentification(db, ofSecond.detection, second, { state: 'confirmed', score: null });
  const query = await photograph(db, centre, { at: '2024-07-01T15:00:00Z' });
  await match();
  assert.equal((await standing(query.detection))?.individual_id, first);
  return { first, second, ofFirst, ofSecond, query: query.detection, centre };
}

describe('answering who it is', () => {
  test('confirming writes who decided and when, and keeps score and reasons', async () => {
    const { first, query } = await twoKnown();
    const proposed = await standing(query);
    const { journalId, individualId } = await call('review.confirm', { detectionId: query, individualId: first });
    const row = await standing(query);
    assert.equal(row?.state, 'confirmed');
    assert.equal(row?.decided_by, (await opened.library.settings()).person);
    assert.ok(row?.decided_at);
    assert.deepEqual([row?.id, row?.score, row?.breakdown], [proposed?.id, proposed?.score, proposed?.breakdown]);
    assert.equal(individualId, first);
    const { entries } = await call('journal.list', {});
    assert.equal(entries[0]?.id, journalId);
    assert.match(entries[0]!.summary, /^Confirmed Bertha on IMG_\d+\.JPG$/);
  });

  test('confirming another one than proposed replaces the proposal and remembers that it was wrong', async () => {
    const { first, second, query } = await twoKnown();
    await call('review.confirm', { detectionId: query, individualId: second });
    const rows = await rowsOf(query);
    assert.equal(rows.find((row) => row.individual_id === second)?.state, 'confirmed');
    assert.equal(rows.find((row) => row.individual_id === first)?.state, 'rejected');
    const score = rows.find((row) => row.individual_id === second)?.score;
    assert.ok(Math.abs(score! - 0.85) < 0.02, 'the score the program would have given is kept for the analysis');
  });

  test('confirming the same twice says that the decision stands', async () => {
    const { first, query } = await twoKnown();
    await call('review.confirm', { detectionId: query, individualId: first });
    await assert.rejects(call('review.confirm', { detectionId: query, individualId: first }), DecisionStandsError);
    assert.equal((await call('journal.list', {})).entries.length, 1);
  });

  test('a person may change what a person decided, and undo brings it back', async () => {
    const { first, second, query } = await twoKnown();
    await call('review.confirm', { detectionId: query, individualId: first });
    await call('review.confirm', { detectionId: query, individualId: second });
    assert.equal((await standing(query))?.individual_id, second);
    const { entries } = await call('journal.list', {});
    assert.match(entries[0]!.summary, /^Confirmed Klara on .* \(was Bertha\)$/);
    await call('journal.undo', {});
    assert.equal((await standing(query))?.individual_id, first);
    assert.equal((await standing(query))?.state, 'confirmed');
  });

  test('rejecting offers the next best at once and never the rejected one again', async () => {
    const { first, second, query } = await twoKnown();
    const { individualId } = await call('review.reject', { detectionId: query, individualId: first });
    assert.equal(individualId, second);
    assert.equal((await standing(query))?.individual_id, second);
    const offered = await call('match.candidates', { detectionId: query });
    assert.deepEqual(
      offered.map(({ name }) => name),
      ['Klara'],
    );
    await match(true);
    assert.equal((await standing(query))?.individual_id, second);
    assert.equal((await rowsOf(query)).find((row) => row.individual_id === first)?.state, 'rejected');
  });

  test('what is rejected to the last stays in the queue as belonging to nobody', async () => {
    const { first, second, query } = await twoKnown();
    await call('review.reject', { detectionId: query, individualId: first });
    const { individualId } = await call('review.reject', { detectionId: query, individualId: second });
    assert.equal(individualId, null);
    const { items, total } = await call('review.queue', {});
    assert.equal(total, 1);
    assert.equal(items[0]?.detection.id, query);
    assert.equal(items[0]?.proposedIndividualId, null);
  });

  test('a new animal gets the name given, or the next free number', async () => {
    const { query } = await twoKnown();
    const named = await call('review.newIndividual', { detectionId: query, name: 'Frieda' });
    assert.equal((await individual(named.individualId!)).name, 'Frieda');
    assert.equal((await individual(named.individualId!)).provisional, 0);
    await call('journal.undo', {});
    const numbered = await call('review.newIndividual', { detectionId: query });
    assert.equal((await individual(numbered.individualId!)).name, 'Deer 1');
    assert.equal((await standing(query))?.individual_id, numbered.individualId);
  });

  test('an outdated screen cannot enter the same animal twice', async () => {
    const { query } = await twoKnown();
    await call('review.newIndividual', { detectionId: query, name: 'Frieda' });
    await assert.rejects(
      call('review.newIndividual', { detectionId: query }),
      (error) => error instanceof DecisionStandsError && error.message.includes('Frieda'),
    );
  });

  test('a new animal where the program had made one for it is that one, provisional no longer', async () => {
    const { detection } = await photograph(db, unit(random));
    await match();
    const proposed = await standing(detection);
    const { individualId } = await call('review.newIndividual', { detectionId: detection, name: 'Frieda' });
    assert.equal(individualId, proposed?.individual_id);
    const row = await individual(individualId!);
    assert.deepEqual([row.name, row.provisional], ['Frieda', 0]);
    assert.equal((await call('individuals.list', {})).length, 1);
  });

  test('a new animal of a box without species needs one to be said', async () => {
    const { detection } = await photograph(db, unit(random), { detection: { species: null } });
    await assert.rejects(call('review.newIndividual', { detectionId: detection }), (error: Error) => {
      assert.ok(error instanceof InvalidInputError);
      assert.equal(error.field, 'species');
      return true;
    });
    const { individualId } = await call('review.newIndividual', { detectionId: detection, species: 'horse' });
    assert.equal((await individual(individualId!)).name, 'Horse 1');
    const box = await db.selectFrom('detection').selectAll().where('id', '=', detection).executeTakeFirstOrThrow();
    assert.deepEqual([box.species, box.by_person], ['horse', 1]);
  });

  test('two boxes of one photograph are refused as the same animal, by the name of the file', async () => {
    const { first, ofFirst } = await twoKnown();
    const beside = await addAnimal(db, ofFirst.media, unit(random), { x: 0.6 });
    await assert.rejects(call('review.confirm', { detectionId: beside, individualId: first }), (error: Error) => {
      assert.ok(error instanceof DecisionStandsError);
      assert.match(error.message, /IMG_\d+\.JPG shows Bertha in another box already/);
      return true;
    });
    assert.deepEqual(await rowsOf(beside), []);
  });

  test('confirming one of two boxes takes the proposal from the other', async () => {
    const { first, query } = await twoKnown();
    const media = (await db.selectFrom('detection').selectAll().where('id', '=', query).executeTakeFirstOrThrow())
      .media_id;
    const beside = await addAnimal(db, media, unit(random), { x: 0.6 });
    await call('review.confirm', { detectionId: beside, individualId: first });
    assert.notEqual((await standing(query))?.individual_id, first);
    await call('journal.undo', {});
    assert.equal((await standing(query))?.individual_id, first);
  });

  test('a person or a vehicle is nobody of the register', async () => {
    const { first } = await twoKnown();
    const { detection } = await photograph(db, null, { detection: { category: 'person', species: null } });
    await assert.rejects(call('review.confirm', { detectionId: detection, individualId: first }), InvalidInputError);
  });

  test('what is not there is named', async () => {
    const { first, query } = await twoKnown();
    await assert.rejects(call('review.confirm', { detectionId: 'none' as never, individualId: first }), NotFoundError);
    await assert.rejects(call('review.reject', { detectionId: query, individualId: 'none' as never }), NotFoundError);
    await assert.rejects(call('identifications.show', { id: 'none' as never }), NotFoundError);
    await assert.rejects(call('individuals.show', { id: 'none' as never }), NotFoundError);
  });
});

describe('the review queue', () => {
  test('asks first where the program is least sure, and keeps the frames of an event together', async () => {
    const known = await addIndividual(db, { name: 'Bertha' });
    const centre = unit(random);
    await addIdentification(db, (await photograph(db, centre)).detection, known, { state: 'confirmed' });
    const sure = await photograph(db, null, { at: '2024-06-02T05:00:00Z' });
    const unsure = await photograph(db, null, { at: '2024-06-03T05:00:00Z' });
    const sibling = await photograph(db, null, { event: unsure.event, at: '2024-06-03T05:00:02Z' });
    const middling = await photograph(db, null, { at: '2024-06-04T05:00:00Z' });
    for (const [detection, score] of [
      [sure.detection, 0.99],
      [unsure.detection, 0.71],
      [sibling.detection, 0.97],
      [middling.detection, 0.8],
    ] as const)
      await addIdentification(db, detection, known, { score });
    const { items, total } = await call('review.queue', {});
    assert.equal(total, 4);
    assert.deepEqual(
      items.map(({ detection }) => detection.id),
      [unsure, sibling, middling, sure].map(({ detection }) => detection),
    );
    const rest = await call('review.queue', { skip: [unsure.detection], limit: 2 });
    assert.deepEqual(
      rest.items.map(({ detection }) => detection.id),
      [sibling.detection, middling.detection],
    );
    assert.equal(rest.total, 4);
  });

  test('brings the photograph, the candidates most alike first, and their best pictures', async () => {
    const { first, second, query, ofFirst } = await twoKnown();
    const { items } = await call('review.queue', {});
    const item = items.find(({ detection }) => detection.id === query)!;
    assert.equal(item.media.detections.length, 1);
    assert.equal(item.proposedIndividualId, first);
    assert.deepEqual(
      item.candidates.map(({ individualId }) => individualId),
      [first, second],
    );
    const [candidate] = item.candidates;
    assert.equal(candidate!.detectionId, ofFirst.detection);
    assert.deepEqual(candidate!.best, [ofFirst.detection]);
    assert.ok(candidate!.breakdown.words[0]!.startsWith('coat and shape look alike'));
  });

  test('shows beside the query a picture from another event rather than the next frame', async () => {
    const { first, query, centre, ofFirst } = await twoKnown();
    const event = (
      await db
        .selectFrom('media')
        .innerJoin('detection', 'detection.media_id', 'media.id')
        .select('media.event_id')
        .where('detection.id', '=', query)
        .executeTakeFirstOrThrow()
    ).event_id!;
    const next = await photograph(db, centre, { event, at: '2024-07-01T15:00:01Z' });
    await match();
    assert.equal((await standing(next.detection))?.individual_id, first);
    const [best] = await call('match.candidates', { detectionId: query });
    assert.equal(best?.detectionId, ofFirst.detection);
  });

  test('can be asked for one place, one species, or one individual', async () => {
    const [ford, ridge] = [await addPlace(db, 'Ford', 50, 10), await addPlace(db, 'Ridge', 51, 10)];
    const deer = await photograph(db, unit(random), { place: ford });
    const horse = await photograph(db, unit(random), { place: ridge, detection: { species: 'horse' } });
    await match();
    const ids = async (input: Input<'review.queue'>) =>
      (await call('review.queue', input)).items.map(({ detection }) => detection.id);
    assert.deepEqual(await ids({ locationId: ford.location }), [deer.detection]);
    assert.deepEqual(await ids({ species: 'horse' }), [horse.detection]);
    const stallion = (await standing(horse.detection))!.individual_id;
    assert.deepEqual(await ids({ individualId: stallion }), [horse.detection]);
  });
});

describe('asking about single detections', () => {
  test('identify proposes once and answers what stands afterwards', async () => {
    const { first, query } = await twoKnown();
    const answer = await call('match.identify', { detectionId: query });
    assert.equal(answer.matchedIndividualId, first);
    assert.equal(answer.createdNewProfile, false);
    const fresh = await photograph(db, unit(random));
    const made = await call('match.identify', { detectionId: fresh.detection });
    assert.equal(made.createdNewProfile, true);
    assert.deepEqual(made.featureExtraction, { body: true, antler: false, pose: false, coat: false, temporal: true });
    const again = await call('match.identify', { detectionId: fresh.detection });
    assert.equal(again.matchedIndividualId, made.matchedIndividualId);
    assert.equal(again.createdNewProfile, false);
  });

  test('identify follows the threshold it is given', async () => {
    const { centre, first } = await twoKnown();
    const fresh = await photograph(db, nearTo(centre, 0.8, random), { at: '2024-07-03T15:00:00Z' });
    const answer = await call('match.identify', { detectionId: fresh.detection, threshold: 0.99 });
    assert.equal(answer.createdNewProfile, true);
    assert.notEqual(answer.matchedIndividualId, first);
  });

  test('identify says why a picture could not be described', async () => {
    const { detection } = await photograph(db, null);
    await assert.rejects(call('match.identify', { detectionId: detection }), (error: Error) => {
      assert.ok(error instanceof FeatureExtractionError);
      assert.match(error.message, /IMG_\d+\.JPG could not be described/);
      return true;
    });
  });

  test('a batch holds 16 detections at most', async () => {
    const ids = Array.from({ length: 17 }, (_, i) => `d${i}` as DetectionId);
    await assert.rejects(call('match.identifyBatch', { detectionIds: ids }), BatchSizeExceededError);
  });

  test('a batch answers for all, and carries the results where some failed', async () => {
    const good = [await photograph(db, unit(random)), await photograph(db, unit(random))];
    const whole = await call('match.identifyBatch', { detectionIds: good.map(({ detection }) => detection) });
    assert.deepEqual([whole.totalDetections, whole.successful, whole.failed], [2, 2, 0]);
    const fine = await photograph(db, unit(random));
    const bad = await photograph(db, null);
    await assert.rejects(
      call('match.identifyBatch', { detectionIds: [fine.detection, bad.detection] }),
      (error: Error) => {
        assert.ok(error instanceof PartialBatchFailureError);
        const details = error.details as Output<'match.identifyBatch'>;
        assert.deepEqual([details.successful, details.failed], [1, 1]);
        assert.equal(details.results[0]?.detectionId, fine.detection);
        return true;
      },
    );
    assert.ok(await standing(fine.detection));
  });
});

describe('the register', () => {
  test('counts encounters by event and knows first and last sighting and places', async () => {
    const ford = await addPlace(db, 'Ford', 50, 10);
    const known = await addIndividual(db, { name: 'Bertha' });
    const one = await photograph(db, null, { place: ford, at: '2024-06-01T05:00:00Z' });
    const two = await photograph(db, null, { place: ford, event: one.event, at: '2024-06-01T05:00:03Z' });
    const three = await photograph(db, null, { at: '2024-06-05T21:00:00Z' });
    await addIdentification(db, one.detection, known, { state: 'confirmed' });
    await addIdentification(db, two.detection, known);
    await addIdentification(db, three.detection, known);
    const [bertha] = await call('individuals.list', { species: 'deer' });
    assert.deepEqual([bertha!.detections, bertha!.confirmed, bertha!.proposed, bertha!.encounters], [3, 1, 2, 2]);
    assert.deepEqual([bertha!.firstSeen, bertha!.lastSeen], ['2024-06-01T05:00:00', '2024-06-05T21:00:00']);
    assert.deepEqual(bertha!.locations, ['Ford']);
    const profile = await call('individuals.show', { id: known });
    assert.equal(profile.sightings.length, 3);
    assert.deepEqual([profile.hours[5], profile.hours[21]], [2, 1]);
    assert.deepEqual(profile.places, [{ locationName: 'Ford', sightings: 2 }]);
    const [last, first] = profile.encounters;
    assert.deepEqual([last!.detections, first!.detections, first!.confirmed], [1, 2, 1]);
    assert.equal(first!.cover, one.detection);
    assert.equal(first!.startedAt, '2024-06-01T05:00:00');
  });

  test('lists names in the order of their numbers', async () => {
    for (const name of ['Deer 10', 'Deer 9', 'Anton']) await addIndividual(db, { name });
    assert.deepEqual(
      (await call('individuals.list', {})).map(({ name }) => name),
      ['Anton', 'Deer 9', 'Deer 10'],
    );
  });

  test('renaming makes an individual one of the register and names both in the journal', async () => {
    const { detection } = await photograph(db, unit(random));
    await match();
    const id = (await standing(detection))!.individual_id;
    const renamed = await call('individuals.update', { id, name: 'Frieda', sex: 'female', tags: ['collar'] });
    assert.deepEqual([renamed.name, renamed.provisional, renamed.tags], ['Frieda', false, ['collar']]);
    const { entries } = await call('journal.list', { individualId: id });
    assert.equal(entries[0]!.summary, 'Renamed Deer 1 to Frieda; changed sex female, tags');
    assert.equal((await standing(detection))!.individual_id, id);
  });

  test('a change that changes nothing is not written into the journal', async () => {
    const known = await addIndividual(db, { name: 'Bertha' });
    await call('individuals.update', { id: known, name: 'Bertha', notes: '' });
    assert.deepEqual(await call('journal.list', {}), { entries: [], canUndo: false, canRedo: false });
  });

  test('undo and redo are refused in words where there is nothing', async () => {
    await assert.rejects(call('journal.undo', {}), NothingToUndoError);
    await assert.rejects(call('journal.redo', {}), NothingToUndoError);
  });

  test('a provisional individual that nothing is held to be any more is shown nowhere', async () => {
    const { detection } = await photograph(db, unit(random));
    await match();
    const id = (await standing(detection))!.individual_id;
    await call('review.reject', { detectionId: detection, individualId: id });
    assert.deepEqual(await call('individuals.list', {}), []);
    await call('journal.undo', {});
    assert.equal((await call('individuals.list', {})).length, 1);
  });

  test('split moves chosen sightings to a new individual, confirmed', async () => {
    const known = await addIndividual(db, { name: 'Bertha' });
    const shots = [];
    for (let i = 0; i < 3; i++) shots.push((await photograph(db, unit(random))).detection);
    for (const detection of shots) await addIdentification(db, detection, known);
    const { individualId } = await call('individuals.split', { id: known, detectionIds: shots.slice(0, 2) });
    const created = await individual(individualId!);
    assert.deepEqual([created.name, created.species, created.provisional], ['Deer 1', 'deer', 0]);
    for (const detection of shots.slice(0, 2)) {
      assert.equal((await standing(detection))?.individual_id, individualId);
      assert.equal((await standing(detection))?.state, 'confirmed');
    }
    assert.equal((await standing(shots[2]!))?.individual_id, known);
    const { entries } = await call('journal.list', {});
    assert.match(entries[0]!.summary, /^Split IMG_\d+\.JPG and IMG_\d+\.JPG off Bertha as Deer 1$/);
  });

  test('split refuses sightings of another, and refuses to leave nothing', async () => {
    const known = await addIndividual(db, { name: 'Bertha' });
    const own = (await photograph(db, unit(random))).detection;
    const strange = (await photograph(db, unit(random))).detection;
    await addIdentification(db, own, known);
    await assert.rejects(
      call('individuals.split', { id: known, detectionIds: [strange] }),
      /is not a sighting of Bertha/,
    );
    await assert.rejects(call('individuals.split', { id: known, detectionIds: [own] }), /leave at least one/);
  });
});

describe('merging', () => {
  async function pair() {
    const keep = await addIndividual(db, { name: 'Bertha', notes: 'limps' });
    const remove = await addIndividual(db, { name: 'Deer 9', sex: 'female', provisional: 1, notes: 'collar' });
    const ofKeep = await photograph(db, unit(random));
    const ofRemove = await photograph(db, unit(random), { detection: { width: 0.8, height: 0.8, x: 0, y: 0 } });
    await addIdentification(db, ofKeep.detection, keep, { state: 'confirmed' });
    await addIdentification(db, ofRemove.detection, remove);
    return { keep, remove, ofKeep, ofRemove };
  }

  test('moves everything to the one kept and hides the other', async () => {
    const { keep, remove, ofRemove } = await pair();
    await call('individuals.merge', { keep, remove });
    assert.equal((await standing(ofRemove.detection))?.individual_id, keep);
    const list = await call('individuals.list', {});
    assert.deepEqual(
      list.map(({ name, detections, sex, notes }) => [name, detections, sex, notes]),
      [['Bertha', 2, 'female', 'limps\n\ncollar']],
    );
    await assert.rejects(call('individuals.show', { id: remove }), /Deer 9 was merged into Bertha/);
    await portraitsAtRest(opened.house);
    assert.equal((await individual(keep)).thumbnail_detection_id, ofRemove.detection, 'the better picture follows');
    assert.equal((await call('journal.list', {})).entries[0]!.summary, 'Merged Deer 9 into Bertha');
  });

  test('shows beforehand what it would do', async () => {
    const { keep, remove } = await pair();
    const preview = await call('individuals.mergePreview', { keep, remove });
    assert.deepEqual([preview.detections, preview.encounters, preview.conflicts], [2, 2, []]);
    assert.equal((await call('individuals.list', {})).length, 2);
  });

  test('lets a confirmation outweigh a rejection and both outweigh a proposal', async () => {
    const { keep, remove } = await pair();
    const confirmedAndRejected = (await photograph(db, unit(random))).detection;
    await addIdentification(db, confirmedAndRejected, keep, { state: 'rejected' });
    await addIdentification(db, confirmedAndRejected, remove, { state: 'confirmed' });
    const rejectedAndProposed = (await photograph(db, unit(random))).detection;
    await addIdentification(db, rejectedAndProposed, keep, { state: 'rejected' });
    await addIdentification(db, rejectedAndProposed, remove);
    const { conflicts } = await call('individuals.mergePreview', { keep, remove });
    assert.match(conflicts[0]!, /^1 photograph was confirmed as one of the two and said not to be the other/);
    await call('individuals.merge', { keep, remove });
    const after_ = async (detection: DetectionId) =>
      (await rowsOf(detection)).map((row) => [row.individual_id === keep, row.state]);
    assert.deepEqual(await after_(confirmedAndRejected), [[true, 'confirmed']]);
    assert.deepEqual(await after_(rejectedAndProposed), [[true, 'rejected']]);
  });

  test('is refused where one photograph shows both, confirmed', async () => {
    const { keep, remove, ofKeep } = await pair();
    const beside = await addAnimal(db, ofKeep.media, unit(random), { x: 0.6 });
    await addIdentification(db, beside, remove, { state: 'confirmed' });
    const { conflicts } = await call('individuals.mergePreview', { keep, remove });
    assert.match(conflicts[0]!, /IMG_\d+\.JPG shows both in two boxes, both confirmed/);
    await assert.rejects(call('individuals.merge', { keep, remove }), DecisionStandsError);
    assert.equal((await call('individuals.list', {})).length, 2);
  });

  test('drops the weaker proposal where one photograph shows both', async () => {
    const { keep, remove, ofKeep } = await pair();
    const beside = await addAnimal(db, ofKeep.media, unit(random), { x: 0.6 });
    await addIdentification(db, beside, remove);
    await call('individuals.merge', { keep, remove });
    assert.equal((await standing(ofKeep.detection))?.individual_id, keep);
    assert.equal(await standing(beside), null);
  });

  test('warns of sightings at two places at once', async () => {
    const { keep, remove } = await pair();
    const [ford, ridge] = [await addPlace(db, 'Ford', 50, 10), await addPlace(db, 'Ridge', 50.05, 10)];
    const here = await photograph(db, null, { place: ford, at: '2024-06-01T05:00:00Z' });
    const there = await photograph(db, null, { place: ridge, at: '2024-06-01T05:02:00Z' });
    await addIdentification(db, here.detection, keep);
    await addIdentification(db, there.detection, remove);
    const { conflicts } = await call('individuals.mergePreview', { keep, remove });
    assert.match(conflicts[0]!, /taken 5\.6 km apart within 2 minutes/);
  });

  test('is refused for one individual with itself, and for two species', async () => {
    const { keep } = await pair();
    const horse = await addIndividual(db, { name: 'Horse 1', species: 'horse' });
    await assert.rejects(call('individuals.merge', { keep, remove: keep }), InvalidInputError);
    await assert.rejects(call('individuals.merge', { keep, remove: horse }), InvalidInputError);
  });

  test('can be undone after the program proposed anew', async () => {
    const { keep, remove, ofRemove } = await pair();
    await call('individuals.merge', { keep, remove });
    await match(true);
    await call('journal.undo', {});
    assert.equal(
      (await call('individuals.list', {})).some(({ id }) => id === keep),
      true,
    );
    assert.equal((await individual(remove)).merged_into, null);
    assert.ok(await standing(ofRemove.detection));
    await call('journal.redo', {});
    assert.equal((await individual(remove)).merged_into, keep);
  });
});

describe('the analysis of similarity', () => {
  test('is drawn from what matching proposed and people answered', async () => {
    const { first, query } = await twoKnown();
    await call('review.confirm', { detectionId: query, individualId: first });
    const report = await call('analysis.similarity', {});
    assert.deepEqual([report.detections, report.scored], [3, 1]);
    assert.deepEqual(report.decided, { confirmed: 3, rejected: 0 });
    assert.equal(report.falsePositive[0]!.answers, 1);
    assert.equal(
      report.histogram.reduce((sum, { count }) => sum + count, 0),
      1,
    );
  });
});
