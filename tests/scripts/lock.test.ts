import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withLock } from '../../scripts/lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'herdbook-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('two set-ups at once work one after the other', async () => {
  const lock = join(folder, 'two');
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 30));
    seen.push(`${name} ends`);
  };
  await Promise.all([withLock(lock, work('a'), { pauseMs: 5 }), withLock(lock, work('b'), { pauseMs: 5 })]);
  assert.deepEqual(seen, ['a begins', 'a ends', 'b begins', 'b ends']);
});

test('the lock of a process that is gone is taken over', async () => {
  const lock = join(folder, 'dead');
  const { pid } = spawnSync(process.execPath, ['--version']);
  mkdirSync(lock);
  writeFileSync(join(lock, 'pid'), String(pid));
  assert.equal(await withLock(lock, async () => 'done', { pauseMs: 5 }), 'done');
});

test('a set-up that fails gives its lock back', async () => {
  const lock = join(folder, 'failing');
  await assert.rejects(
    withLock(lock, () => Promise.reject(new Error('no network'))),
    /no network/,
  );
  assert.equal(existsSync(lock), false);
});
