// The second migration on a catalogue that has rows in it, and what the registry's tables refuse.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { migrations } from '../../electron/store/migrations/all.ts';
import { openStore } from '../../electron/store/open.ts';
import { addStreamHorse } from '../../electron/store/stream-registry.ts';
import { addStream, chunkOf, findStreamByName } from '../../electron/store/streams.ts';
import { addDetection, addIndividual, addMedia } from '../support/rows.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'herdbook-streams-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a catalogue from before streams keeps its media, boxes and individuals', async () => {
  const first = openStore(folder, { create: true, migrations: migrations.slice(0, 1) });
  const media = await addMedia(first.db, { kind: 'video' });
  const box = await addDetection(first.db, media, { frame_ms: 1500 });
  const individual = await addIndividual(first.db, { species: 'horse' });
  await first.close();
  const second = openStore(folder);
  const ids = async (table: 'media' | 'detection' | 'individual' | 'stream' | 'chunk' | 'track') =>
    (await second.db.selectFrom(table).select('id').execute()).map(({ id }) => id as string);
  assert.deepEqual(
    [await ids('media'), await ids('detection'), await ids('individual'), await ids('stream')],
    [[media], [box], [individual], []],
  );
  await second.close();
});

test('a stream is found by its name in any case, and a file is a chunk of it once', async () => {
  const store = openStore(folder, { create: true });
  const { id } = await addStream(store.db, 'North paddock');
  assert.equal((await findStreamByName(store.db, 'north PADDOCK'))?.id, id);
  assert.equal((await chunkOf(store.db, id, '/card/1.mp4')).id, (await chunkOf(store.db, id, '/card/1.mp4')).id);
  await store.close();
});

test('numbers of horses go on from the highest, and colours come round after ten', async () => {
  const store = openStore(folder, { create: true });
  const stream = await addStream(store.db, 'Gate');
  const seen = { model: 'm@1', vector: Float32Array.of(1, 0) };
  const horses = await store.db.transaction().execute(async (tx) => {
    const all = [];
    for (let i = 0; i < 12; i++) all.push(await addStreamHorse(tx, stream, seen));
    return all;
  });
  assert.deepEqual(
    horses.slice(9).map(({ label, colour }) => [label, colour]),
    [
      ['horse_010', 9],
      ['horse_011', 0],
      ['horse_012', 1],
    ],
  );
  await store.close();
});

test('a horse of a second stream with the number of another is told apart by the name of its stream', async () => {
  const store = openStore(folder, { create: true });
  const seen = { model: 'm@1', vector: Float32Array.of(1, 0) };
  for (const name of ['Gate', 'River'])
    await store.db.transaction().execute(async (tx) => addStreamHorse(tx, await addStream(tx, name), seen));
  const rows = await store.db.selectFrom('individual').select('name').orderBy('id').execute();
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['horse_001', 'horse_001 (River)'],
  );
  await store.close();
});
