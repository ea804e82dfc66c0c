// The steps of an analysis in the catalogue, also with a second process at work on it.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  claimMedia,
  companionsOf,
  failMedia,
  nextRetry,
  readyMedia,
  releaseMedia,
  startOver,
} from '../../electron/store/analysis.ts';
import { bestPictures } from '../../electron/store/best-pictures.ts';
import { hasUnjudged } from '../../electron/store/detections.ts';
import { openStore } from '../../electron/store/open.ts';
import { inPortions } from '../../electron/store/portions.ts';
import type { ImportId, MediaId } from '../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { addDeployment, addDetection, addEvent, addIdentification, addIndividual, addMedia } from '../support/rows.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());
const db = () => house.library.store.db;
const statusOf = async (id: MediaId) =>
  (await db().selectFrom('media').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;

test('a photograph that one process claimed is not claimed by another', async () => {
  const [taken, free] = [await addMedia(db()), await addMedia(db())];
  await claimMedia(db(), [taken]);
  const other = openStore(house.library.folder);
  try {
    const claimed = await claimMedia(other.db, [taken, free]);
    assert.deepEqual(
      claimed.map(({ id }) => id),
      [free],
    );
  } finally {
    await other.close();
  }
});

test('what is given back waits again, and what was finished meanwhile stays finished', async () => {
  const [waiting, done] = [await addMedia(db()), await addMedia(db())];
  await claimMedia(db(), [waiting, done]);
  await db().updateTable('media').set({ status: 'completed' }).where('id', '=', done).execute();
  await releaseMedia(db(), [waiting, done]);
  assert.deepEqual([await statusOf(waiting), await statusOf(done)], ['pending', 'completed']);
});

test('a photograph that failed is not ready before its pause is over', async () => {
  const id = await addMedia(db());
  await db()
    .transaction()
    .execute((tx) => failMedia(tx, id, 'busy', [60_000]));
  assert.deepEqual(await readyMedia(db(), {}), []);
  assert.notEqual(await nextRetry(db(), {}), null);
});

test('a photograph without pauses left is given up', async () => {
  const id = await addMedia(db(), { attempts: 1 });
  await db()
    .transaction()
    .execute((tx) => failMedia(tx, id, 'unreadable', [60_000]));
  assert.deepEqual([await statusOf(id), await nextRetry(db(), {})], ['failed', null]);
});

test('an import selects its own media', async () => {
  const importId = 'import-1' as ImportId;
  await db()
    .insertInto('import')
    .values({
      id: importId,
      job_id: null,
      request: '{}',
      state: 'done',
      result: null,
      started_at: '',
      finished_at: null,
    })
    .execute();
  const mine = await addMedia(db(), { import_id: importId });
  await addMedia(db());
  assert.deepEqual(
    (await readyMedia(db(), { importId })).map(({ id }) => id),
    [mine],
  );
});

test('starting over forgets attempts and errors', async () => {
  const id = await addMedia(db(), { status: 'failed', attempts: 3, error: 'unreadable' });
  assert.equal(await startOver(db(), undefined), 1);
  const row = await db().selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  assert.deepEqual([row.status, row.attempts, row.error], ['pending', 0, null]);
});

test('the companions of a frame are those nearest in time', async () => {
  const deployment_id = await addDeployment(db());
  const event_id = await addEvent(db(), { deployment_id });
  const frames: MediaId[] = [];
  for (let i = 0; i < 6; i++)
    frames.push(
      await addMedia(db(), {
        deployment_id,
        event_id,
        captured_at: `2024-05-01T06:00:0${i}`,
        status: i === 3 ? 'pending' : 'completed',
      }),
    );
  const [frame] = await claimMedia(db(), [frames[3]!]);
  assert.deepEqual(
    (await companionsOf(db(), frame!, 2)).map(({ id }) => id),
    [frames[2], frames[4]],
  );
});

test('there is work for matching only while an animal has neither proposal nor answer', async () => {
  const box = await addDetection(db(), await addMedia(db()));
  assert.equal(await hasUnjudged(db(), ['deer']), true);
  await addIdentification(db(), box, await addIndividual(db()), { state: 'rejected' });
  assert.equal(await hasUnjudged(db(), ['deer']), false);
});

test('the best box of an individual is the largest and surest that stands', async () => {
  const individual = await addIndividual(db());
  const add = async (row: Parameters<typeof addDetection>[2], state: 'confirmed' | 'rejected') => {
    const id = await addDetection(db(), await addMedia(db()), row);
    await addIdentification(db(), id, individual, { state });
    return id;
  };
  await add({ width: 0.9, confidence: 0.2 }, 'confirmed');
  const best = await add({ width: 0.5, confidence: 0.8 }, 'confirmed');
  await add({ width: 1, confidence: 1, deleted: 1 }, 'confirmed');
  await add({ width: 1, confidence: 1 }, 'rejected');
  const pictures = await bestPictures(db(), [individual], 1);
  assert.deepEqual(
    pictures.map(({ detectionId }) => detectionId),
    [best],
  );
});

test('long lists are asked for in portions and answered whole', async () => {
  const asked: number[] = [];
  const numbers = Array.from({ length: 1203 }, (_, i) => i);
  const answers = await inPortions(numbers, async (some) => {
    asked.push(some.length);
    return some;
  });
  assert.deepEqual([asked, answers], [[500, 500, 203], numbers]);
});

test('an action that reads before it writes is not lost when another process wrote in between', async () => {
  const id = await addMedia(db());
  const other = openStore(house.library.folder);
  try {
    // The other process begins to write at the moment at which this one has read and not yet written.
    const writing = db()
      .transaction()
      .execute(async (tx) => {
        await tx.selectFrom('media').selectAll().execute();
        other.raw.pragma('busy_timeout = 0');
        assert.throws(() => other.raw.prepare("update media set name = 'theirs'").run(), /locked/);
        await tx.updateTable('media').set({ error: 'ours' }).where('id', '=', id).execute();
      });
    await writing;
    other.raw.prepare("update media set name = 'theirs'").run();
  } finally {
    await other.close();
  }
  const row = await db().selectFrom('media').select(['name', 'error']).executeTakeFirstOrThrow();
  assert.deepEqual(row, { name: 'theirs', error: 'ours' });
});
