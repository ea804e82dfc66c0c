import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { matchHandlers } from '../../../electron/core/match/handlers.ts';
import type { MatchResult } from '../../../electron/core/match/run.ts';
import { matchRunner } from '../../../electron/core/match/run.ts';
import type { Queries } from '../../../electron/store/open.ts';
import { now } from '../../../electron/store/rows.ts';
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addIdentification, addIndividual } from '../../support/rows.ts';
import { addAnimal, addPlace, MODEL, nearTo, photograph, seeded, unit } from './herd.ts';

const context = { signal: new AbortController().signal };

describe('matching', () => {
  let opened: TestHouse;
  let db: Queries;
  let random: () => number;
  beforeEach(async () => {
    random = seeded(7);
    const crops: string[] = [];
    opened = await openTestHouse({
      inference: {
        crop: async ({ path, box }) => {
          crops.push(path);
          return { jpeg: Buffer.from(`crop ${path} ${box.join(' ')}`), width: 200, height: 200 };
        },
      },
    });
    db = opened.library.store.db;
    await opened.startJobs(matchRunner);
  });
  afterEach(() => opened.close());

  const handlers = () => matchHandlers(opened.house);
  async function match(again = false): Promise<MatchResult> {
    const { jobId } = await handlers()['match.start']({ again }, context);
    const job = await opened.library.jobs.finished(jobId);
    assert.equal(job.state, 'completed', job.error ?? '');
    return job.result as MatchResult;
  }
  const standing = (detection: DetectionId) =>
    db
      .selectFrom('identification')
      .innerJoin('individual', 'individual.id', 'identification.individual_id')
      .selectAll('identification')
      .select(['individual.name', 'individual.provisional'])
      .where('detection_id', '=', detection)
      .where('identification.state', '!=', 'rejected')
      .executeTakeFirst();
  const whoIs = async (detection: DetectionId) => (await standing(detection))?.individual_id;

  test('makes a provisional individual of an animal nobody knows, named with the next free number', async () => {
    await addIndividual(db, { name: 'Deer 6' });
    const { detection } = await photograph(db, unit(random));
    const result = await match();
    assert.deepEqual([result.animals, result.proposed, result.created], [1, 0, 1]);
    const row = await standing(detection);
    assert.equal(row?.name, 'Deer 7');
    assert.equal(row?.provisional, 1);
    assert.equal(row?.score, null);
    assert.equal(row?.decided_by, null);
  });

  test('proposes the known individual that looks alike, with its score and the reasons', async () => {
    const centre = unit(random);
    const known = await addIndividual(db, { name: 'Bertha' });
    await addIdentification(db, (await photograph(db, centre)).detection, known, { state: 'confirmed' });
    const { detection } = await photograph(db, nearTo(centre, 0.83, random), { at: '2024-06-09T17:00:00Z' });
    await match();
    const row = await standing(detection);
    assert.equal(row?.individual_id, known);
    assert.equal(row?.state, 'proposed');
    assert.ok(Math.abs(row!.score! - 0.83) < 1e-4);
    const breakdown = JSON.parse(row!.breakdown!);
    assert.equal(breakdown.model, MODEL);
    assert.deepEqual(breakdown.words, ['coat and shape look alike (0.83)']);
  });

  test('does not compare a deer with horses', async () => {
    const centre = unit(random);
    const horse = await addIndividual(db, { name: 'Horse 1', species: 'horse' });
    const stallion = await photograph(db, centre, { detection: { species: 'horse' } });
    await addIdentification(db, stallion.detection, horse, { state: 'confirmed' });
    const { detection } = await photograph(db, nearTo(centre, 0.99, random));
    await match();
    assert.notEqual(await whoIs(detection), horse);
  });

  test('never proposes an individual that a person rejected for the detection', async () => {
    const centre = unit(random);
    const known = await addIndividual(db);
    await addIdentification(db, (await photograph(db, centre)).detection, known, { state: 'confirmed' });
    const { detection } = await photograph(db, nearTo(centre, 0.95, random));
    await addIdentification(db, detection, known, { state: 'rejected' });
    await match();
    assert.notEqual(await whoIs(detection), undefined);
    assert.notEqual(await whoIs(detection), known);
  });

  test('never gives two boxes of one photograph to the same individual', async () => {
    const centre = unit(random);
    const { detection, media } = await photograph(db, centre);
    const other = await addAnimal(db, media, nearTo(centre, 0.98, random), { x: 0.6 });
    await match();
    assert.notEqual(await whoIs(detection), await whoIs(other));
  });

  test('does not propose an animal marked dead for a photograph taken after its last sighting', async () => {
    const centre = unit(random);
    const dead = await addIndividual(db, { status: 'dead' });
    const last = await photograph(db, centre, { at: '2024-06-01T05:00:00Z' });
    await addIdentification(db, last.detection, dead, { state: 'confirmed' });
    const after_ = await photograph(db, nearTo(centre, 0.95, random), { at: '2024-06-02T05:00:00Z' });
    const before_ = await photograph(db, nearTo(centre, 0.95, random), { at: '2024-05-02T05:00:00Z' });
    await match();
    assert.notEqual(await whoIs(after_.detection), dead);
    assert.equal(await whoIs(before_.detection), dead);
  });

  test('does not propose an animal that was on another camera far away at that time', async () => {
    const centre = unit(random);
    const [ford, ridge] = [await addPlace(db, 'Ford', 50, 10), await addPlace(db, 'Ridge', 50.05, 10)];
    const known = await addIndividual(db);
    const there = await photograph(db, centre, { place: ridge, at: '2024-06-01T05:02:00Z' });
    await addIdentification(db, there.detection, known, { state: 'confirmed' });
    const { detection } = await photograph(db, nearTo(centre, 0.95, random), {
      place: ford,
      at: '2024-06-01T05:00:00Z',
    });
    await match();
    assert.notEqual(await whoIs(detection), known);
  });

  test('holds a lone animal in the next frame of an event for the same one more readily', async () => {
    const centre = unit(random);
    const first = await photograph(db, centre, { at: '2024-06-01T05:00:00Z' });
    const next = await photograph(db, nearTo(centre, 0.64, random), { event: first.event, at: '2024-06-01T05:00:02Z' });
    const later = await photograph(db, nearTo(centre, 0.64, random), { at: '2024-06-01T09:00:00Z' });
    await match();
    assert.equal(await whoIs(next.detection), await whoIs(first.detection));
    assert.notEqual(await whoIs(later.detection), await whoIs(first.detection));
    assert.ok(JSON.parse((await standing(next.detection))!.breakdown!).words.includes('same event, 2 seconds apart'));
  });

  test('finds every identity again in a herd of sixty sightings', async () => {
    const centres = Array.from({ length: 12 }, () => unit(random, 32));
    const seen: { who: number; detection: DetectionId }[] = [];
    for (let i = 0; i < 60; i++) {
      const who = i % centres.length;
      const at = Temporal.Instant.from('2024-06-01T00:00:00Z')
        .add({ hours: i * 5 })
        .toString();
      const { detection } = await photograph(db, nearTo(centres[who]!, 0.95, random), { at });
      seen.push({ who, detection });
    }
    const result = await match();
    assert.equal(result.created, centres.length);
    const names = new Map<number, IndividualId | undefined>();
    for (const { who, detection } of seen) {
      if (!names.has(who)) names.set(who, await whoIs(detection));
      assert.equal(await whoIs(detection), names.get(who));
    }
  });

  test('proposes nothing twice when it runs again, or was stopped in the middle', async () => {
    for (let i = 0; i < 6; i++) await photograph(db, unit(random));
    const stop = new AbortController();
    const runner = matchRunner(opened.house);
    let done = 0;
    const half = runner.run(
      {},
      {
        jobId: 'none' as never,
        attempt: 0,
        signal: stop.signal,
        progress: () => {
          if (++done === 3) stop.abort(new Error('stopped'));
        },
        file: async () => {},
      },
    );
    await assert.rejects(half, /stopped/);
    const result = await match();
    assert.equal(result.created, 3);
    assert.equal((await match()).animals, 0);
    const rows = await db.selectFrom('identification').selectAll().execute();
    assert.equal(new Set(rows.map((row) => row.detection_id)).size, 6);
    assert.equal(rows.length, 6);
    assert.equal((await db.selectFrom('individual').selectAll().execute()).length, 6);
  });

  test('proposes anew on request, without touching what people decided', async () => {
    const centre = unit(random);
    const known = await addIndividual(db, { name: 'Bertha' });
    const sure = await photograph(db, centre);
    await addIdentification(db, sure.detection, known, { state: 'confirmed' });
    const guess = await photograph(db, unit(random));
    const no = await photograph(db, nearTo(centre, 0.9, random));
    await addIdentification(db, no.detection, known, { state: 'rejected' });
    await match();
    const decided = () =>
      db.selectFrom('identification').selectAll().where('state', '!=', 'proposed').orderBy('id').execute();
    const before_ = await decided();
    const first = await standing(guess.detection);
    await match(true);
    assert.deepEqual(await decided(), before_);
    const second = await standing(guess.detection);
    assert.notEqual(second?.id, first?.id);
    const names = (await db.selectFrom('individual').select('name').orderBy('name').execute()).map(({ name }) => name);
    assert.deepEqual(names, ['Bertha', 'Deer 1', 'Deer 2'], 'the empty provisional individuals of before are gone');
  });

  test('leaves alone on request what a stream found by following', async () => {
    const horse = await addIndividual(db, { name: 'Horse 1', species: 'horse', provisional: 1 });
    const followed = await photograph(db, unit(random), { detection: { species: 'horse' } });
    await addIdentification(db, followed.detection, horse);
    await db
      .insertInto('stream')
      .values({ id: 's' as never, name: 'Paddock', created_at: now() })
      .execute();
    const chunk = { id: 'c' as never, stream_id: 's' as never, path: '/c.mp4', created_at: now() };
    await db
      .insertInto('chunk')
      .values(chunk as never)
      .execute();
    const track = { id: 't' as never, chunk_id: 'c' as never, first_ms: 0, last_ms: 1 };
    await db
      .insertInto('track')
      .values(track as never)
      .execute();
    await db
      .insertInto('track_detection')
      .values({ detection_id: followed.detection, track_id: 't' as never })
      .execute();
    const before_ = await standing(followed.detection);
    await match(true);
    assert.deepEqual(await standing(followed.detection), before_);
  });

  test('describes animals that have no vector yet, and goes on where that fails', async () => {
    const centre = unit(random);
    await opened.close();
    opened = await openTestHouse({
      inference: {
        extractBody: async ({ path, boxes }) => {
          if (path.includes('broken')) throw new Error('not a picture');
          return boxes.map(({ id }) => ({ id, model: MODEL, vector: centre }));
        },
      },
    });
    db = opened.library.store.db;
    await opened.startJobs(matchRunner);
    const good = await photograph(db, null);
    const bad = await photograph(db, null, { media: { path: 'originals/broken.jpg', name: 'BROKEN.JPG' } });
    const result = await match();
    assert.ok(await whoIs(good.detection));
    assert.equal(await whoIs(bad.detection), undefined);
    assert.equal(result.failed.length, 1);
    assert.match(result.failed[0]!.reason, /BROKEN\.JPG.*not a picture/);
  });

  test('gives each individual the picture of its best detection', async () => {
    const centre = unit(random);
    await photograph(db, centre, { detection: { width: 0.2, height: 0.2 } });
    const best = await photograph(db, nearTo(centre, 0.95, random), { detection: { width: 0.5, height: 0.5 } });
    await match();
    const row = await db.selectFrom('individual').selectAll().executeTakeFirstOrThrow();
    assert.equal(row.thumbnail_detection_id, best.detection);
    assert.match(String(row.thumbnail), /^crop .* 0\.5 0\.5$/);
  });

  test('succeeds although no picture can be made', async () => {
    await opened.close();
    opened = await openTestHouse();
    db = opened.library.store.db;
    await opened.startJobs(matchRunner);
    const { detection } = await photograph(db, unit(random));
    await match();
    const row = await db.selectFrom('individual').selectAll().executeTakeFirstOrThrow();
    assert.equal(row.thumbnail, null);
    assert.equal(row.thumbnail_detection_id, detection);
  });
});
