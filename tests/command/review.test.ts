import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCommand } from '../../electron/command/run.ts';
import { createLibrary } from '../../electron/core/library.ts';
import { openStore } from '../../electron/store/open.ts';
import type { DetectionId, IndividualId } from '../../shared/domain/ids.ts';
import { addDetection, addIdentification, addIndividual, addMedia } from '../support/rows.ts';

describe('review from the command line', () => {
  let area: string;
  let library: string;
  let box: DetectionId;
  let deer: IndividualId;
  before(async () => {
    area = mkdtempSync(join(tmpdir(), 'herdbook-review-'));
    library = join(area, 'library');
    await createLibrary(library);
    const store = openStore(library);
    const { db } = store;
    const media = await addMedia(db);
    box = await addDetection(db, media, { species: 'deer' });
    deer = await addIndividual(db, { name: 'Deer 1', species: 'deer' });
    await addIdentification(db, box, deer, { state: 'proposed', score: 0.8 });
    await store.close();
  });
  after(() => rmSync(area, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const { code, text } = await runCommand([...args, '--library', library, '--json'], () => {}, {
      HERDBOOK_HOME: area,
    });
    return { code, value: JSON.parse(text) };
  };

  test('confirming without a name takes the individual that is proposed', async () => {
    const { code, value } = await run('review', 'confirm', box);
    assert.deepEqual([code, value.individualId], [0, deer]);
    assert.equal((await run('status')).value.identifications.confirmed, 1);
  });

  test('what is confirmed is no proposal any more: rejecting it needs its name', async () => {
    const { code, value } = await run('review', 'reject', box);
    assert.deepEqual([code, value.error.code, value.error.field], [2, 'usage', 'individual']);
  });

  test('the answer can be taken back', async () => {
    assert.equal((await run('review', 'undo')).code, 0);
    assert.deepEqual((await run('status')).value.identifications, { proposed: 1, confirmed: 0, rejected: 0 });
  });
});
