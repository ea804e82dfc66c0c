// The analysis job over a real catalogue, with workers whose answers the test gives.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { analyseHandlers } from '../../../electron/core/analyse/handlers.ts';
import { analyseRunner } from '../../../electron/core/analyse/run.ts';
import type { JobRunner } from '../../../electron/core/jobs/queue.ts';
import type { AnalysePhotosTask, FoundBox, Inference, PhotoResult } from '../../../electron/inference/tasks.ts';
import { parseInput } from '../../../shared/contract/contract.ts';
import type { DetectionId, JobId, MediaId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import {
  addDeployment,
  addDetection,
  addEvent,
  addIdentification,
  addIndividual,
  addMedia,
} from '../../support/rows.ts';

type Answer = (task: AnalysePhotosTask, options?: { signal?: AbortSignal }) => Promise<PhotoResult[]>;

let house: TestHouse;
let answer: Answer;
let tasks: AnalysePhotosTask[];

beforeEach(async () => {
  tasks = [];
  answer = async (task) => task.photos.map((photo) => photoResult(photo.id, [found()]));
  const inference: Partial<Inference> = {
    analysePhotos: (task, options) => {
      tasks.push(task);
      return answer(task, options);
    },
  };
  house = await openTestHouse({ inference });
});
afterEach(() => house.close());

const found = (box: Partial<FoundBox> = {}): FoundBox => ({
  category: 'animal',
  species: null,
  label: null,
  confidence: 0.8,
  box: [0.1, 0.1, 0.4, 0.4],
  source: 'motion',
  alsoSeenBy: [],
  feature: { model: 'test-body@1', vector: Float32Array.of(0.6, 0.8) },
  ...box,
});
const photoResult = (id: string, boxes: FoundBox[], more: Partial<PhotoResult> = {}): PhotoResult => ({
  id,
  error: null,
  width: 640,
  height: 480,
  damaged: false,
  infrared: true,
  scored: true,
  boxes,
  timings: { decode: 0, detect: 0, motion: 0, embed: 0, thumbnail: 0 },
  ...more,
});

const db = () => house.library.store.db;
const mediaRows = () => db().selectFrom('media').selectAll().orderBy('name').execute();
const boxRows = () => db().selectFrom('detection').selectAll().orderBy('id').execute();
const statuses = async () => (await mediaRows()).map(({ status }) => status);

/** A deployment that watches deer, with one event of so many photographs. */
async function burst(count: number, row: Parameters<typeof addMedia>[1] = {}): Promise<MediaId[]> {
  const deployment_id = await addDeployment(db(), { species: 'deer' });
  const event_id = await addEvent(db(), { deployment_id });
  const ids: MediaId[] = [];
  for (let i = 0; i < count; i++) {
    const captured_at = `2024-05-01T06:00:${String(i).padStart(2, '0')}`;
    ids.push(await addMedia(db(), { deployment_id, event_id, captured_at, name: `IMG_${i}.JPG`, ...row }));
  }
  return ids;
}

async function run(payload: unknown = {}): Promise<Job> {
  const jobId = await house.library.jobs.add({ kind: 'analyse', title: 'Analyse', payload });
  return house.library.jobs.finished(jobId);
}
const idleMatch = (): JobRunner => ({ kind: 'match', run: async () => null });

test('what the workers answer becomes the state of the photograph', async () => {
  const [id] = await burst(1);
  await house.startJobs(analyseRunner);
  await run();
  const [row] = await mediaRows();
  assert.deepEqual(
    [row!.status, row!.width, row!.height, row!.infrared, row!.thumbnail],
    ['completed', 640, 480, 1, `thumbnails/${id!.slice(-2)}/${id}.jpg`],
  );
});

test('boxes are stored with their species, source and vector', async () => {
  await burst(1);
  await house.startJobs(analyseRunner);
  await run();
  const [box] = await boxRows();
  const feature = await db().selectFrom('feature').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([box!.species, box!.source, box!.x, box!.by_person], ['deer', 'motion', 0.1, 0]);
  assert.deepEqual([feature.detection_id, feature.model, feature.dimensions], [box!.id, 'test-body@1', 2]);
  assert.equal(feature.vector.readFloatLE(4), Math.fround(0.8));
});

test('what the camera wrote about its lamp is kept against what the pixels suggest', async () => {
  await burst(1, { infrared: 0 });
  await house.startJobs(analyseRunner);
  await run();
  assert.equal((await mediaRows())[0]!.infrared, 0);
});

test('photographs of one event go to a worker together, in time order', async () => {
  const ids = await burst(5);
  await house.startJobs(analyseRunner);
  await run();
  assert.deepEqual(
    tasks.map((task) => task.photos.map(({ id }) => id)),
    [ids],
  );
});

test('a finished analysis asks for matching where there are deer', async () => {
  await burst(1);
  await house.startJobs(analyseRunner, idleMatch);
  const job = await run();
  const { matchJobId } = job.result as { matchJobId: JobId };
  assert.equal((await house.library.jobs.finished(matchJobId)).kind, 'match');
});

test('a finished analysis asks for no matching where nothing was found', async () => {
  await burst(1);
  answer = async (task) => task.photos.map(({ id }) => photoResult(id, []));
  await house.startJobs(analyseRunner, idleMatch);
  assert.equal(((await run()).result as { matchJobId: JobId | null }).matchJobId, null);
});

test('a photograph that cannot be read is tried three times and then failed with the reason', async () => {
  await burst(2);
  answer = async (task) =>
    task.photos.map(({ id }, i) => photoResult(id, [], i === 0 ? { error: 'IMG_0.JPG holds no picture' } : {}));
  await house.startJobs(analyseRunner);
  const job = await run();
  const [bad, good] = await mediaRows();
  assert.deepEqual([bad!.status, bad!.attempts, bad!.error], ['failed', 3, 'IMG_0.JPG holds no picture']);
  assert.equal(good!.status, 'completed');
  assert.deepEqual([job.state, (job.result as { failed: number }).failed], ['completed', 1]);
});

test('a photograph that is tried again alone is shown to motion with frames of its event', async () => {
  const ids = await burst(3);
  let first = true;
  answer = async (task) => {
    const failing = first;
    first = false;
    return task.photos.map(({ id }) => photoResult(id, [], failing && id === ids[1] ? { error: 'busy' } : {}));
  };
  await house.startJobs(analyseRunner);
  await run();
  assert.deepEqual(new Set(tasks[1]!.photos.map(({ id }) => id)), new Set(ids));
  assert.deepEqual(await statuses(), ['completed', 'completed', 'completed']);
});

test('retrying puts failed photographs back with their attempts forgotten', async () => {
  await burst(1, { status: 'failed', attempts: 3, error: 'unreadable' });
  await house.startJobs(analyseRunner);
  const { jobId, media } = await analyseHandlers(house.house)['analyse.retry'](parseInput('analyse.retry', {}), {
    signal: new AbortController().signal,
  });
  await house.library.jobs.finished(jobId);
  const [row] = await mediaRows();
  assert.deepEqual([media, row!.status, row!.attempts, row!.error], [1, 'completed', 0, null]);
});

test('what a dead process was holding is analysed', async () => {
  await burst(2, { status: 'processing' });
  await house.startJobs(analyseRunner);
  await run();
  assert.deepEqual(await statuses(), ['completed', 'completed']);
});

test('media that are named are analysed and the others left waiting', async () => {
  const [first] = await burst(2);
  await house.startJobs(analyseRunner);
  await run({ media: [first] });
  assert.deepEqual(await statuses(), ['completed', 'pending']);
});

test('an answer that comes while the job is being cancelled is kept', async () => {
  const ids = await burst(1);
  const asked = Promise.withResolvers<void>();
  answer = async (task, options) => {
    const stopped = once(options!.signal!, 'abort');
    asked.resolve();
    await stopped;
    return task.photos.map(({ id }) => photoResult(id, [found()]));
  };
  await house.startJobs(analyseRunner);
  const jobId = await house.library.jobs.add({ kind: 'analyse', title: 'Analyse', payload: {} });
  await asked.promise;
  assert.equal((await house.library.jobs.cancel(jobId)).state, 'cancelled');
  assert.deepEqual([await statuses(), (await boxRows()).map((box) => box.media_id)], [['completed'], ids]);
});

test('what a cancelled job did not finish waits for the next one', async () => {
  await burst(3);
  const asked = Promise.withResolvers<void>();
  answer = (_task, options) =>
    new Promise((_, reject) => {
      options!.signal!.addEventListener('abort', () => reject(new Error('stopped')));
      asked.resolve();
    });
  await house.startJobs(analyseRunner);
  const jobId = await house.library.jobs.add({ kind: 'analyse', title: 'Analyse', payload: {} });
  await asked.promise;
  await house.library.jobs.cancel(jobId);
  assert.deepEqual(await statuses(), ['pending', 'pending', 'pending']);
  assert.deepEqual(
    (await mediaRows()).map(({ attempts }) => attempts),
    [0, 0, 0],
  );
});

test('a model that cannot be loaded fails the job and not the photographs', async () => {
  await burst(1);
  await house.library.changeSettings({ detector: 'long-gone' });
  await house.startJobs(analyseRunner);
  const job = await run();
  assert.match(job.error!, /"long-gone".*not installed/);
  assert.deepEqual(await statuses(), ['pending']);
});

async function analyseAgain(): Promise<void> {
  const { jobId } = await analyseHandlers(house.house)['analyse.start'](
    { again: true },
    {
      signal: new AbortController().signal,
    },
  );
  await house.library.jobs.finished(jobId);
}

test('boxes that a person drew, deleted or answered survive another analysis', async () => {
  const [id] = await burst(1, { status: 'completed' });
  const place = (x: number) => ({ x, y: 0.5, width: 0.1, height: 0.1 });
  const drawn = await addDetection(db(), id!, { ...place(0), by_person: 1 });
  const deleted = await addDetection(db(), id!, { ...place(0.2), deleted: 1 });
  const confirmed = await addDetection(db(), id!, place(0.4));
  const rejected = await addDetection(db(), id!, place(0.6));
  const untouched = await addDetection(db(), id!, place(0.8));
  const individual = await addIndividual(db());
  await addIdentification(db(), confirmed, individual, { state: 'confirmed' });
  await addIdentification(db(), rejected, individual, { state: 'rejected' });
  await addIdentification(db(), untouched, individual);
  // Sees the deleted one again, and something new.
  answer = async (task) =>
    task.photos.map((photo) => photoResult(photo.id, [found({ box: [0.2, 0.5, 0.1, 0.1] }), found()]));
  await house.startJobs(analyseRunner);
  await analyseAgain();
  const after = await boxRows();
  const kept = new Set<DetectionId>([drawn, deleted, confirmed, rejected]);
  assert.deepEqual(new Set(after.map((box) => box.id).filter((box) => kept.has(box))), kept);
  assert.deepEqual(
    after.filter((box) => !kept.has(box.id)).map((box) => [box.id === untouched, box.x]),
    [[false, 0.1]],
  );
});

test('a box that is seen again keeps its id and its proposal', async () => {
  const [id] = await burst(1, { status: 'completed' });
  const old = await addDetection(db(), id!, { x: 0.1, y: 0.1, width: 0.4, height: 0.4, confidence: 0.2 });
  await addIdentification(db(), old, await addIndividual(db()));
  await house.startJobs(analyseRunner);
  await analyseAgain();
  const boxes = await boxRows();
  assert.deepEqual(
    boxes.map((box) => [box.id, box.confidence]),
    [[old, 0.8]],
  );
  assert.equal((await db().selectFrom('identification').selectAll().execute()).length, 1);
});

test('a photograph that nothing looked at keeps what an earlier analysis saw', async () => {
  const [id] = await burst(1, { status: 'completed' });
  const old = await addDetection(db(), id!);
  answer = async (task) => task.photos.map((photo) => photoResult(photo.id, [], { scored: false }));
  await house.startJobs(analyseRunner);
  await analyseAgain();
  assert.deepEqual(
    (await boxRows()).map((box) => box.id),
    [old],
  );
});

test('a box that leaves the photograph is brought inside it', async () => {
  await burst(1);
  answer = async (task) => task.photos.map(({ id }) => photoResult(id, [found({ box: [0.9, -0.1, 0.3, 0.5] })]));
  await house.startJobs(analyseRunner);
  await run();
  const [box] = await boxRows();
  assert.deepEqual([box!.x, box!.y, box!.height], [0.9, 0, 0.4]);
});

test('media that are not in the library are named before anything starts', async () => {
  const media = ['nobody' as MediaId];
  await assert.rejects(
    async () =>
      analyseHandlers(house.house)['analyse.start']({ media, again: false }, { signal: new AbortController().signal }),
    /nobody/,
  );
});
