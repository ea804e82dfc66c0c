import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openStore } from '../../electron/store/open.ts';
import { takeTurn } from '../../electron/store/turn.ts';

// Run as a second process, this file counts up in one hundred transactions that look before they write.
const folderOfChild = process.env.HERDBOOK_TEST_COUNTING;

async function countUp(folder: string, times: number): Promise<void> {
  const store = openStore(folder);
  for (let i = 0; i < times; i++)
    await store.db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const { value } = await tx
        .selectFrom('library')
        .select('value')
        .where('key', '=', 'count')
        .executeTakeFirstOrThrow();
      await tx
        .updateTable('library')
        .set({ value: String(Number(value) + 1) })
        .where('key', '=', 'count')
        .execute();
    });
  await store.close();
}

if (folderOfChild !== undefined) await countUp(folderOfChild, 100);
else
  describe('a transaction that looks before it writes', () => {
    test('waits for the writers of another process, and loses none of their work', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'herdbook-turn-'));
      try {
        const store = openStore(folder, { create: true });
        await store.db.insertInto('library').values({ key: 'count', value: '0' }).execute();
        const other = fork(import.meta.filename, { env: { ...process.env, HERDBOOK_TEST_COUNTING: folder } });
        const ended = once(other, 'exit');
        await countUp(folder, 100);
        assert.equal((await ended)[0], 0);
        const row = await store.db.selectFrom('library').select('value').where('key', '=', 'count').executeTakeFirst();
        assert.equal(row?.value, '200');
        await store.close();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
