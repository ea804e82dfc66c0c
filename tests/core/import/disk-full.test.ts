// A library on a disk that fills up, which needs a small disk of its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openImportingHouse } from '../../support/importing.ts';
import { makePicture } from '../../support/pictures.ts';

function mount(...options: string[]): boolean {
  try {
    execFileSync('mount', options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('a full disk stops the import in words, loses nothing, and a retry goes on once there is room', async (t) => {
  const house = await openImportingHouse();
  const originals = house.library.place('originals');
  const small = mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', originals);
  try {
    if (!small) return t.skip('needs the right to mount a small disk');
    const pictures: Record<string, Buffer> = {};
    for (let number = 1; number <= 60; number++)
      pictures[`IMG_${number}.JPG`] = Buffer.concat([await makePicture({ number }), randomBytes(60_000)]);
    const job = await house.runImport([await house.card('Oak', pictures)]);
    assert.equal(job.state, 'failed');
    assert.match(job.error ?? '', /is full/);

    const media = await house.library.store.db.selectFrom('media').selectAll().execute();
    assert.ok(media.length > 10 && media.length < 60);
    for (const row of media) {
      const bytes = await readFile(house.library.locate(row.path));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), row.sha256);
    }
    assert.deepEqual(await readdir(join(originals, '.incoming')), []);

    mount('-o', 'remount,size=20m', originals);
    await house.library.jobs.retry(job.id);
    assert.equal((await house.library.jobs.finished(job.id)).state, 'completed');
    const { n } = await house.library.store.db
      .selectFrom('media')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    assert.equal(n, 60);
  } finally {
    if (small) execFileSync('umount', [originals]);
    await house.close();
  }
});
