// An import whose process is killed in the middle, several times over.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importHandlers } from '../../../electron/core/import/handlers.ts';
import { ImportRequest } from '../../../shared/contract/import.ts';
import { callContext, type ImportingHouse, openImportingHouse } from '../../support/importing.ts';
import type { PictureToMake } from '../../support/pictures.ts';

const FILES = 240;
let house: ImportingHouse;
let card: string;
const kills: number[] = [];

const work = (): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, '../../support/import-process.ts'), house.library.folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
const doneSoFar = async () =>
  (
    await house.library.store.db
      .selectFrom('import_file')
      .where('state', '!=', 'waiting')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

/** Kills the process once `count` files are done; false when it finished before that. */
async function killAfter(count: number): Promise<boolean> {
  const child = work();
  const ended = once(child, 'exit');
  while (child.exitCode === null && (await doneSoFar()) < count) await new Promise((next) => setTimeout(next, 2));
  child.kill('SIGKILL');
  await ended;
  kills.push(await doneSoFar());
  return child.signalCode === 'SIGKILL';
}

before(async () => {
  house = await openImportingHouse();
  // This process only looks on: whoever claims the job is to be killed.
  house.library.jobs.setPaused(true);
  const pictures: Record<string, PictureToMake> = {};
  for (let number = 1; number <= FILES; number++)
    pictures[`DCIM/100TEST/IMG_${String(number).padStart(4, '0')}.JPG`] = { number, taken: '2024:05:01 06:00:00' };
  card = await house.card('Oak', pictures);
  const request = ImportRequest.parse({ paths: [card], mode: 'copy', analyse: false });
  await importHandlers(house.house)['import.start'](request, callContext);
  for (const count of [1, 60, 120, 180]) await killAfter(count);
  await once(work(), 'exit');
});
after(() => house?.close());

test('the import was really killed on the way', () => {
  assert.ok(
    kills.some((done) => done > 0 && done < FILES),
    `done at each kill: ${kills}`,
  );
});

test('the job ends as completed with every file imported', async () => {
  const [job] = await house.library.store.db.selectFrom('job').selectAll().execute();
  assert.equal(job?.state, 'completed');
  const result = JSON.parse(job?.result ?? '{}');
  assert.deepEqual([result.media, result.imported, result.failed.length], [FILES, FILES, 0]);
});

test('every file is in the library once, whole, and belongs to an event', async () => {
  const media = await house.library.store.db.selectFrom('media').selectAll().execute();
  assert.equal(media.length, FILES);
  for (const row of media) {
    const bytes = await readFile(house.library.locate(row.path));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), row.sha256);
    assert.notEqual(row.event_id, null);
  }
});

test('no file lies in the library that no media item owns', async () => {
  const entries = await readdir(house.library.place('originals'), { recursive: true, withFileTypes: true });
  assert.equal(entries.filter((entry) => entry.isFile()).length, FILES);
});
