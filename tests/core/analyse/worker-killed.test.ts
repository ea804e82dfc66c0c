// A worker process that dies in the middle of a batch costs time and nothing else.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { analyseRunner } from '../../../electron/core/analyse/run.ts';
import { startInference } from '../../../electron/inference/supervisor.ts';
import { openTestHouse } from '../../support/house.ts';
import { addDeployment, addEvent, addMedia } from '../../support/rows.ts';

test('photographs of a worker that was killed are all analysed, none twice', async (t) => {
  const inference = startInference({ workers: 1 });
  const house = await openTestHouse({
    inference: {
      ...inference,
      analysePhotos: (task, options) => {
        const answer = inference.analysePhotos(task, options);
        // Killed once, as soon as it holds the first batch.
        const { pid, restarts } = inference.stats().workers[0]!;
        if (pid !== null && restarts === 0) process.kill(pid, 'SIGKILL');
        return answer;
      },
    },
  });
  t.after(async () => {
    await inference.stop();
    await house.close();
  });
  const { db } = house.library.store;
  const deployment_id = await addDeployment(db);
  const event_id = await addEvent(db, { deployment_id });
  await mkdir(join(house.library.folder, 'originals'));
  for (let i = 0; i < 4; i++) {
    const scene = { width: 640, height: 480, channels: 3 as const, background: '#506040' };
    const animal = await sharp({ create: { width: 120, height: 90, channels: 3, background: '#201008' } })
      .png()
      .toBuffer();
    const jpeg = sharp({ create: scene })
      .composite([{ input: animal, left: 40 + i * 130, top: 200 }])
      .jpeg();
    const path = `originals/${i}.jpg`;
    await writeFile(join(house.library.folder, path), await jpeg.toBuffer());
    await addMedia(db, { deployment_id, event_id, path, name: `${i}.jpg`, captured_at: `2024-05-01T06:00:0${i}` });
  }

  await house.startJobs(analyseRunner);
  const jobId = await house.library.jobs.add({ kind: 'analyse', title: 'Analyse', payload: {} });
  const job = await house.library.jobs.finished(jobId);

  const media = await db.selectFrom('media').select(['status', 'attempts']).execute();
  const boxes = await db.selectFrom('detection').select('media_id').execute();
  assert.equal(inference.stats().workers[0]!.restarts, 1);
  assert.deepEqual([job.state, media], ['completed', media.map(() => ({ status: 'completed', attempts: 0 }))]);
  assert.equal(new Set(boxes.map((box) => box.media_id)).size, boxes.length);
});
