// Real processes, really killed: what a researcher sees of it must be nothing but time.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startInference } from '../../electron/inference/supervisor.ts';
import type { FoundBox, Inference, InferenceOptions, PhotoResult } from '../../electron/inference/tasks.ts';
import { sharedMissing } from '../support/shared.ts';
import { analysis, cardPhotos, describedPack, placePack, repository, temporaryFolder } from './support.ts';

const skip = sharedMissing;
const folder = temporaryFolder();
const thumbnails = join(folder, 'thumbnails');

function started(t: TestContext, options: InferenceOptions = {}): Inference {
  const inference = startInference({ workers: 1, ...options });
  t.after(() => inference.stop());
  return inference;
}

/** The results without what differs from run to run. */
const facts = (results: PhotoResult[]) =>
  results.map(({ timings: _, boxes, ...rest }) => ({
    ...rest,
    boxes: boxes.map(({ feature, ...box }: FoundBox) => ({ ...box, vector: feature && [...feature.vector] })),
  }));

const busyWorker = (inference: Inference): number | null =>
  inference.stats().workers.find((w) => w.state === 'busy')?.pid ?? null;

async function untilBusy(inference: Inference): Promise<number> {
  for (;;) {
    const pid = busyWorker(inference);
    if (pid !== null) return pid;
    await wait(5);
  }
}

test('a worker killed in the middle of a batch costs nothing but time', { skip }, async (t) => {
  const inference = started(t);
  const task = analysis(cardPhotos([13, 14, 15, 46, 47, 48], thumbnails), [placePack('yolox-nano-coco', folder)]);
  const undisturbed = await inference.analysePhotos(task);
  const disturbed = inference.analysePhotos(task);
  process.kill(await untilBusy(inference), 'SIGKILL');
  assert.deepEqual(facts(await disturbed), facts(undisturbed));
  assert.equal(inference.stats().workers[0]!.restarts, 1);
});

test('photographs whose workers keep dying are answered one by one, with a sentence for each that kills', {
  skip,
}, async (t) => {
  const inference = started(t);
  let killing = true;
  const task = analysis(cardPhotos([46, 47], thumbnails));
  const killer = (async () => {
    let deaths = 0;
    // Twice the whole batch, twice its first photograph.
    for (let last = 0; killing && deaths < 4; await wait(5)) {
      const pid = busyWorker(inference);
      if (pid === null || pid === last) continue;
      process.kill(pid, 'SIGKILL');
      last = pid;
      deaths++;
    }
  })();
  const [first, second] = await inference.analysePhotos(task);
  killing = false;
  await killer;
  assert.match(first!.error!, /^EK000046\.JPG could not be analysed: .*SIGKILL.*, twice$/);
  assert.deepEqual([second!.error, second!.width], [null, 3264]);
});

test('a worker that gives no sign of life is ended and its task repeated', { skip }, async (t) => {
  const inference = started(t, { patience: 1500 });
  const task = analysis(cardPhotos([46, 47, 48], thumbnails));
  const expected = facts(await inference.analysePhotos(task));
  const answer = inference.analysePhotos(task);
  process.kill(await untilBusy(inference), 'SIGSTOP');
  assert.deepEqual(facts(await answer), expected);
  assert.equal(inference.stats().workers[0]!.restarts, 1);
});

test('a task whose workers both died is rejected with the way they died', { skip }, async (t) => {
  const inference = started(t);
  const answer = inference.describe({ path: cardPhotos([46], thumbnails)[0]!.path });
  const rejected = assert.rejects(answer, { code: 'worker-crashed', message: /SIGKILL/ });
  const first = await untilBusy(inference);
  process.kill(first, 'SIGKILL');
  for (let pid = busyWorker(inference); pid === null || pid === first; pid = busyWorker(inference)) await wait(2);
  process.kill(await untilBusy(inference), 'SIGKILL');
  await rejected;
});

test('after a crash the next task is answered as if nothing had been', { skip }, async (t) => {
  const inference = started(t);
  const path = cardPhotos([46], thumbnails)[0]!.path;
  await inference.describe({ path });
  process.kill(inference.stats().workers[0]!.pid!, 'SIGKILL');
  assert.equal((await inference.describe({ path })).width, 3264);
});

test('a picture for the screen does not wait for a batch to end', { skip }, async (t) => {
  const inference = started(t);
  let batchDone = false;
  const photos = cardPhotos(
    Array.from({ length: 15 }, (_, i) => i + 1),
    thumbnails,
  );
  const batch = inference.analysePhotos(analysis(photos, [placePack('yolox-nano-coco', folder)])).then(() => {
    batchDone = true;
  });
  await inference.render({ path: photos[0]!.path, width: 320 });
  assert.equal(batchDone, false);
  await batch;
});

test('a cancelled task is rejected at once and the worker goes on to the next', { skip }, async (t) => {
  const inference = started(t);
  const photos = cardPhotos([1, 2, 3, 4, 5, 6, 7, 8, 9], thumbnails);
  const cancel = new AbortController();
  const answer = inference.analysePhotos(analysis(photos), { signal: cancel.signal });
  const rejected = assert.rejects(answer, { code: 'cancelled' });
  await untilBusy(inference);
  cancel.abort();
  await rejected;
  const [next] = await inference.analysePhotos(analysis(photos.slice(0, 1)));
  assert.equal(next!.error, null);
});

test('stopping rejects what was under way and leaves no process behind', { skip }, async (t) => {
  const inference = started(t);
  const rejected = assert.rejects(inference.analysePhotos(analysis(cardPhotos([1, 2, 3], thumbnails))), {
    code: 'cancelled',
  });
  const pid = await untilBusy(inference);
  await inference.stop();
  await rejected;
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});

test('a worker ends when the process that started it is gone', { skip }, async () => {
  const script = join(folder, 'parent.mjs');
  const supervisor = JSON.stringify(join(repository, 'electron/inference/supervisor.ts'));
  const picture = JSON.stringify(cardPhotos([46], thumbnails)[0]!.path);
  writeFileSync(
    script,
    `import { startInference } from ${supervisor};
     const inference = startInference({ workers: 1 });
     await inference.describe({ path: ${picture} });
     process.send(inference.stats().workers[0].pid);
     setInterval(() => {}, 1000);`,
  );
  const parent = fork(script, { execArgv: [] });
  const [pid] = (await once(parent, 'message')) as [number];
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  const alive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (alive()) await wait(20);
  assert.equal(alive(), false);
});

test('a pack that is not there is an error with a code, not a crash', { skip }, async (t) => {
  const inference = started(t);
  const missing = { id: 'gone', version: '1', folder: join(folder, 'gone') };
  await assert.rejects(inference.analysePhotos(analysis(cardPhotos([46], thumbnails), [missing])), {
    code: 'pack-not-found',
  });
  assert.equal(inference.stats().workers[0]!.restarts, 0);
});

test('a pack whose model was exchanged is refused by its hash', { skip }, async (t) => {
  const inference = started(t);
  const ref = placePack('nanodet-m-coco', join(folder, 'exchanged'));
  writeFileSync(join(ref.folder, 'nanodet_m_320.onnx'), 'not a network');
  await assert.rejects(inference.analysePhotos(analysis(cardPhotos([46], thumbnails), [ref])), {
    code: 'pack-hash-mismatch',
  });
});

test('a network that answers in another shape than its pack says is an error that names the pack', {
  skip,
}, async (t) => {
  const inference = started(t);
  const ref = placePack('yolox-nano-coco', join(folder, 'mislabelled'));
  const pack = describedPack('yolox-nano-coco');
  writeFileSync(join(ref.folder, 'pack.json'), JSON.stringify({ ...pack, labels: pack.labels.slice(1) }));
  const answer = inference.analysePhotos(analysis(cardPhotos([46], thumbnails), [ref]));
  await assert.rejects(answer, { code: 'model-answer', message: /^YOLOX-nano.*\[1, 3549, 85\].*\[1, 3549, 84\]/ });
});

test('a provider that this machine lacks is passed over with a reason', { skip }, async (t) => {
  const inference = started(t, { providers: ['coreml', 'dml', 'cpu'] });
  const check = await inference.checkPack({ folder: placePack('osnet-x025-msmt17', folder).folder });
  assert.deepEqual([check.ok, check.provider, check.skipped.length > 0], [true, 'cpu', true]);
});
