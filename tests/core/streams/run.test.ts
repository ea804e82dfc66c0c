// Streams through real videos with real workers: horses drawn with coats of their own walk through, so who is who is known.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import sharp from 'sharp';
import { analyseRunner } from '../../../electron/core/analyse/run.ts';
import { importRunner } from '../../../electron/core/import/run.ts';
import type { JobRunner } from '../../../electron/core/jobs/queue.ts';
import { reviewHandlers } from '../../../electron/core/review/handlers.ts';
import { streamHandlers } from '../../../electron/core/streams/handlers.ts';
import { loadRegistry } from '../../../electron/core/streams/registry.ts';
import { processChunk, streamRunner } from '../../../electron/core/streams/run.ts';
import { startInference } from '../../../electron/inference/supervisor.ts';
import type { AnalyseVideoTask, Inference } from '../../../electron/inference/tasks.ts';
import { addStreamHorse, changeRegistered } from '../../../electron/store/stream-registry.ts';
import { changeChunk, findStream } from '../../../electron/store/streams.ts';
import type { StreamId } from '../../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { shared, sharedMissing } from '../../support/shared.ts';
import { makeHorseVideo } from '../../support/video.ts';
import { seeded, unit } from '../match/herd.ts';

let folder: string;
let workers: Inference;
let house: TestHouse;
/** Stands between the job and the workers. */
let looking: (task: AnalyseVideoTask) => void;
const clip = (name: string) => join(folder, name);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'herdbook-stream-'));
  workers = startInference({ workers: 1 });
  const walk = (name: string, fromSecond: number, flank: 'left' | 'right' = 'right', lane = 400) => ({
    name,
    fromSecond,
    untilSecond: fromSecond + 5,
    flank,
    lane,
    scale: 0.5,
  });
  await makeHorseVideo(clip('hour-1.mp4'), 16, 4, [walk('Amber', 1), walk('Domino', 9, 'left')]);
  await makeHorseVideo(clip('hour-2.avi'), 16, 4, [walk('Domino', 1, 'left', 420), walk('Cirrus', 9)]);
});
after(async () => {
  await workers.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  looking = () => {};
  house = await openTestHouse({
    inference: {
      ...workers,
      analyseVideo: (task, options) => {
        looking(task);
        return workers.analyseVideo(task, options);
      },
    },
  });
});
afterEach(() => house.close());

const db = () => house.library.store.db;
const context = { signal: new AbortController().signal };
const quiet = { ...context, progress: () => {} };
const calls = () => streamHandlers(house.house);
const idleMatch = (): JobRunner => ({ kind: 'match', run: async () => null });
const start = () => house.startJobs(importRunner, streamRunner, idleMatch);

async function addStream(name = 'North paddock'): Promise<StreamId> {
  return (await calls()['streams.add']({ name }, context)).id;
}
async function process(id: StreamId, ...names: string[]) {
  const { chunks } = await calls()['streams.process']({ id, paths: names.map(clip) }, context);
  for (const { jobId } of chunks) if (jobId !== null) await house.library.jobs.finished(jobId);
  return chunks;
}
const show = (id: StreamId) => calls()['streams.show']({ id }, context);
/** Horses by chunk, in the order in which they appear. */
async function horsesOf(id: StreamId): Promise<(string | null)[][]> {
  return (await show(id)).chunks.map(({ tracks }) => [...new Set(tracks.map(({ label }) => label))]).reverse();
}

test('a horse of the first hour has the same id in the second', async () => {
  const id = await addStream();
  await start();
  await process(id, 'hour-1.mp4', 'hour-2.avi');
  assert.deepEqual(await horsesOf(id), [
    ['horse_001', 'horse_002'],
    ['horse_002', 'horse_003'],
  ]);
});

test('every box of a horse is proposed to be it, and other rooms know it', async () => {
  const id = await addStream();
  await start();
  await process(id, 'hour-1.mp4');
  const { individuals, chunks } = await show(id);
  const register = await reviewHandlers(house.house)['individuals.list']({ species: 'horse' }, context);
  assert.deepEqual(
    register.map(({ name, detections, proposed }) => [name, detections, proposed]),
    individuals.map(({ label, detections }) => [label, detections, detections]),
  );
  assert.equal(chunks[0]!.state, 'completed');
  assert.ok(individuals.every(({ detections }) => detections >= 8));
});

test('each horse has a portrait of 200 by 200 pixels', async () => {
  const id = await addStream();
  await start();
  await process(id, 'hour-1.mp4');
  const rows = await db().selectFrom('individual').select(['thumbnail', 'thumbnail_detection_id']).execute();
  for (const { thumbnail, thumbnail_detection_id } of rows) {
    const { width, height } = await sharp(thumbnail!).metadata();
    assert.deepEqual([width, height, thumbnail_detection_id !== null], [200, 200, true]);
  }
  assert.equal(rows.length, 2);
});

test('a chunk killed in the middle goes on where it was, with the same horses', async () => {
  const id = await addStream();
  await start();
  const { chunks } = await calls()['streams.process']({ id, paths: [clip('hour-1.mp4')] }, context);
  await house.library.jobs.finished(chunks[0]!.jobId!);
  const whole = await db().selectFrom('detection').select('frame_ms').orderBy('frame_ms').execute();
  const horses = await horsesOf(id);
  assert.equal(horses[0]!.length, 2);
  // As a kill after four seconds leaves it: what came later is not there, and the chunk says how far it is.
  const { chunkId } = chunks[0]!;
  await db().deleteFrom('detection').where('frame_ms', '>=', 4000).execute();
  await db().deleteFrom('track').where('first_ms', '>=', 4000).execute();
  await db().updateTable('track').set({ last_ms: 3500 }).execute();
  await db().deleteFrom('individual').where('name', '=', 'horse_002').execute();
  await changeChunk(db(), chunkId, { state: 'processing', done_ms: 4000 });
  const asked: (number | undefined)[] = [];
  looking = ({ fromMs }) => asked.push(fromMs);
  await processChunk(house.house, chunkId, quiet);
  assert.deepEqual(asked, [4000]);
  const again = await db().selectFrom('detection').select('frame_ms').orderBy('frame_ms').execute();
  assert.deepEqual(again, whole);
  assert.deepEqual(await horsesOf(id), horses);
});

test('a worker that fails leaves what was saved, and the next try finishes the chunk', async () => {
  const id = await addStream();
  await start();
  let failures = 1;
  looking = () => {
    if (failures-- > 0) throw new Error('the worker is gone');
  };
  const [chunk] = await process(id, 'hour-1.mp4');
  const { chunks } = await show(id);
  assert.deepEqual([chunks[0]!.id, chunks[0]!.state], [chunk!.chunkId, 'completed']);
});

test('a chunk whose video cannot be read fails with the reason, and nothing goes on waiting for it', async () => {
  const id = await addStream();
  await start();
  writeFileSync(clip('torn.avi'), readFileSync(clip('hour-2.avi')).subarray(0, 20_000).fill(0, 400));
  await process(id, 'torn.avi');
  const [chunk] = (await show(id)).chunks;
  const waiting = await db().selectFrom('media').select('name').where('status', '=', 'pending').execute();
  assert.deepEqual([chunk!.state, waiting], ['failed', []]);
  assert.match(chunk!.error!, /torn\.avi/);
});

test('two chunks looked through at once lose nothing of each other', async () => {
  const id = await addStream();
  const paths = [clip('hour-1.mp4'), clip('hour-2.avi')];
  await house.startJobs(importRunner, idleMatch);
  const { chunks } = await calls()['streams.process']({ id, paths }, context);
  await Promise.all(chunks.map(({ chunkId }) => processChunk(house.house, chunkId, quiet)));
  const { individuals } = await show(id);
  const boxes = await db().selectFrom('track_detection').select('detection_id').execute();
  const labels = individuals.map(({ label }) => label);
  assert.equal(new Set(labels).size, labels.length);
  assert.deepEqual(labels.length, 3, `Amber, Domino and Cirrus, not ${labels.join(', ')}`);
  assert.equal(
    individuals.reduce((sum, { detections }) => sum + detections, 0),
    boxes.length,
  );
});

test('changes to one place in the registry by many at once are all kept', async () => {
  const id = await addStream();
  const stream = (await findStream(db(), id))!;
  const horse = await db()
    .transaction()
    .execute((tx) => addStreamHorse(tx, stream, { model: 'm@1', vector: unit(seeded(1)) }));
  await Promise.all(
    Array.from({ length: 12 }, () =>
      changeRegistered(db(), id, horse.ownId, (entry) => ({ ...entry, detections: entry.detections + 1 })),
    ),
  );
  const row = await db().selectFrom('stream_individual').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([row.detections, row.version], [12, 13]);
});

test('of a registry of 60 horses the 50 seen last are read into memory', async () => {
  const id = await addStream();
  const stream = (await findStream(db(), id))!;
  const random = seeded(3);
  await db()
    .transaction()
    .execute(async (tx) => {
      for (let i = 0; i < 60; i++) await addStreamHorse(tx, stream, { model: 'm@1', vector: unit(random, 256) });
    });
  await db()
    .updateTable('stream_individual')
    .set({ last_seen: '2020-01-01T00:00:00.000Z' })
    .where('label', '<=', 'horse_010')
    .execute();
  const labels = new Set((await loadRegistry(db(), stream)).map(({ label }) => label));
  assert.deepEqual([labels.size, labels.has('horse_010'), labels.has('horse_060')], [50, false, true]);
});

test('a horse merged into another is that other one in the next chunk', async () => {
  const id = await addStream();
  await start();
  await process(id, 'hour-1.mp4');
  const [amber, domino] = (await show(id)).individuals;
  const pair = { keep: amber!.individualId, remove: domino!.individualId };
  await reviewHandlers(house.house)['individuals.merge'](pair, context);
  await process(id, 'hour-2.avi');
  const { individuals } = await show(id);
  assert.deepEqual(
    individuals.map(({ label }) => label),
    ['horse_001', 'horse_003'],
  );
});

test('a horse split off another has a number of its own in the next chunk', async () => {
  const id = await addStream();
  await start();
  await process(id, 'hour-1.mp4');
  const [amber, domino] = (await show(id)).individuals;
  const review = reviewHandlers(house.house);
  await review['individuals.merge']({ keep: amber!.individualId, remove: domino!.individualId }, context);
  const late = await db().selectFrom('detection').select('id').where('frame_ms', '>', 8000).execute();
  const detectionIds = late.map((detection) => detection.id);
  await review['individuals.split']({ id: amber!.individualId, detectionIds, name: 'Domino' }, context);
  await process(id, 'hour-2.avi');
  const { individuals, chunks } = await show(id);
  const split = individuals.find(({ name }) => name === 'Domino')!;
  assert.equal(split.label, 'horse_003');
  assert.ok(chunks[0]!.tracks.some(({ individualId }) => individualId === split.individualId));
});

test('analysing everything again leaves the boxes of a stream alone', async () => {
  const id = await addStream();
  await house.startJobs(importRunner, streamRunner, analyseRunner, idleMatch);
  await process(id, 'hour-1.mp4');
  const before = await db().selectFrom('detection').select('id').orderBy('id').execute();
  const jobId = await house.library.jobs.add({ kind: 'analyse', title: 'Analyse', payload: {} });
  await house.library.jobs.finished(jobId);
  assert.deepEqual(await db().selectFrom('detection').select('id').orderBy('id').execute(), before);
});

test('the same video under another name is refused with where it is already', async () => {
  const id = await addStream();
  await start();
  copyFileSync(clip('hour-1.mp4'), clip('copy.mp4'));
  await process(id, 'hour-1.mp4', 'copy.mp4');
  const { chunks } = await show(id);
  const copy = chunks.find(({ path }) => path.endsWith('copy.mp4'))!;
  assert.equal(copy.state, 'failed');
  assert.match(
    copy.error!,
    /copy\.mp4 is the same video as .*hour-1\.mp4, which is part of the stream "North paddock"/,
  );
});

test('a chunk that is done is not looked through again', async () => {
  const id = await addStream();
  await start();
  await process(id, 'hour-1.mp4');
  const [again] = await process(id, 'hour-1.mp4');
  assert.deepEqual([again!.state, again!.jobId], ['completed', null]);
});

test('a file that is not there is refused before anything is queued', async () => {
  const id = await addStream();
  await assert.rejects(
    async () => calls()['streams.process']({ id, paths: [clip('nowhere.mp4')] }, context),
    (error) => error instanceof Error && error.message.includes('nowhere.mp4'),
  );
  assert.deepEqual((await show(id)).chunks, []);
});

test('a folder means the videos in it, in the order in which a camera counts', async () => {
  const id = await addStream();
  const card = join(folder, 'card');
  mkdirSync(card);
  for (const name of ['MOV_10.mp4', 'MOV_2.mp4']) copyFileSync(clip('hour-1.mp4'), join(card, name));
  writeFileSync(join(card, 'MOV_3.mp4'), 'no video');
  const { chunks } = await calls()['streams.process']({ id, paths: [card] }, context);
  assert.deepEqual(
    chunks.map(({ path }) => path),
    [join(card, 'MOV_2.mp4'), join(card, 'MOV_10.mp4')],
  );
});

test('two streams cannot have one name', async () => {
  await addStream('Gate');
  await assert.rejects(async () => calls()['streams.add']({ name: 'gate' }, context), /called "gate" already/);
});

test('a real video of a trail camera is followed to its end', { skip: sharedMissing }, async () => {
  const id = await addStream();
  await start();
  const path = shared('data/video/CDA4F607-493E-4B47-A237-5FFCCB1F48BA.MP4');
  const { chunks } = await calls()['streams.process']({ id, paths: [path] }, context);
  await house.library.jobs.finished(chunks[0]!.jobId!);
  const [chunk] = (await show(id)).chunks;
  assert.deepEqual([chunk!.state, chunk!.doneMs, chunk!.frames], ['completed', 10_000, 20]);
});
