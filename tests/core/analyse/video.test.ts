// Videos in the analysis job: real files, real workers, and what stands in the catalogue afterwards.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { analyseHandlers } from '../../../electron/core/analyse/handlers.ts';
import { analyseRunner } from '../../../electron/core/analyse/run.ts';
import type { JobRunner } from '../../../electron/core/jobs/queue.ts';
import { startInference } from '../../../electron/inference/supervisor.ts';
import type { Inference } from '../../../electron/inference/tasks.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addDeployment, addMedia } from '../../support/rows.ts';
import { shared, sharedMissing } from '../../support/shared.ts';
import { makeHorseVideo } from '../../support/video.ts';

let folder: string;
let clip: string;
let inference: Inference;
let house: TestHouse;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'herdbook-video-'));
  clip = join(folder, 'domino.mp4');
  await makeHorseVideo(clip, 6, 5, [{ name: 'Domino', fromSecond: 2, untilSecond: 4.5, scale: 0.5 }]);
  inference = startInference({ workers: 1 });
});
after(async () => {
  await inference.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  house = await openTestHouse({ inference });
});
afterEach(() => house.close());

const db = () => house.library.store.db;
const boxes = () => db().selectFrom('detection').selectAll().orderBy('frame_ms').execute();
const row = (id: MediaId) => db().selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const idleMatch = (): JobRunner => ({ kind: 'match', run: async () => null });

async function addVideo(path: string): Promise<MediaId> {
  const deployment_id = await addDeployment(db(), { species: 'horse' });
  return addMedia(db(), {
    deployment_id,
    path,
    storage: 'referenced',
    kind: 'video',
    format: 'video/mp4',
    name: 'MOV.MP4',
  });
}

async function analyse(): Promise<void> {
  await house.startJobs(analyseRunner, idleMatch);
  const jobId = await house.library.jobs.add({ kind: 'analyse', title: 'Analyse', payload: {} });
  const job = await house.library.jobs.finished(jobId);
  assert.equal(job.state, 'completed', job.error ?? '');
}

test('a video gets its size and a poster', async () => {
  const id = await addVideo(clip);
  await analyse();
  const { status, width, height, damaged, thumbnail } = await row(id);
  assert.deepEqual([status, width, height, damaged], ['completed', 640, 480, 0]);
  assert.ok(statSync(house.library.locate(thumbnail!)).size > 1000);
});

test('boxes on a video know their moment, their species and their vector', async () => {
  await addVideo(clip);
  await analyse();
  const found = await boxes();
  const features = await db().selectFrom('feature').select('detection_id').execute();
  assert.deepEqual(
    found.map(({ frame_ms, species, source }) => [frame_ms, species, source]),
    [2000, 3000, 4000].map((ms) => [ms, 'horse', 'motion']),
  );
  assert.deepEqual(new Set(features.map((feature) => feature.detection_id)), new Set(found.map(({ id }) => id)));
});

test('boxes of a video keep their ids when it is analysed again', async () => {
  await addVideo(clip);
  await analyse();
  const first = await boxes();
  const context = { signal: new AbortController().signal };
  const { jobId } = await analyseHandlers(house.house)['analyse.start']({ again: true }, context);
  await house.library.jobs.finished(jobId);
  assert.deepEqual(
    (await boxes()).map(({ id }) => id),
    first.map(({ id }) => id),
  );
});

test('a video that cannot be read fails with its reason and stops no other', async () => {
  const broken = join(folder, 'broken.mp4');
  writeFileSync(broken, 'these bytes are no video');
  const [bad, good] = [await addVideo(broken), await addVideo(clip)];
  await analyse();
  const failed = await row(bad);
  assert.deepEqual([failed.status, failed.attempts, (await row(good)).status], ['failed', 3, 'completed']);
  assert.match(failed.error!, /^broken\.mp4 is not a video that can be read/);
});

test('the infrared deer of the mixed card is found by its movement', { skip: sharedMissing }, async () => {
  const path = shared('data/cards/deer-mixed/DCIM/100MEDIA/790F5350-C416-48E9-9FAA-ADB61C39FC41.MP4');
  const id = await addVideo(path);
  await analyse();
  const { infrared, width, height } = await row(id);
  assert.deepEqual([infrared, width, height], [1, 640, 360]);
  assert.ok((await boxes()).length > 0);
});
