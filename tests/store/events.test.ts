// Events in the catalogue.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { eventsUnder } from '../../electron/store/event-pages.ts';
import { mediaInTime, removeEmptyEvents, writeEvents } from '../../electron/store/events.ts';
import { openStore, type Store } from '../../electron/store/open.ts';
import { newId } from '../../electron/store/rows.ts';
import type { DeploymentId, EventId } from '../../shared/domain/ids.ts';
import { addDeployment, addDetection, addEvent, addIdentification, addIndividual, addMedia } from '../support/rows.ts';

let folder: string;
let store: Store;
let deployment: DeploymentId;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'herdbook-store-'));
  store = openStore(folder, { create: true });
  deployment = await addDeployment(store.db);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('more media than a statement takes join an event', async () => {
  const joining = [];
  for (let n = 0; n < 1_100; n++) joining.push(await addMedia(store.db, { deployment_id: deployment }));
  const id = newId<EventId>();
  await writeEvents(store.db, deployment, [{ id, isNew: true, basis: 'gap', startedAt: null, endedAt: null, joining }]);
  assert.ok((await mediaInTime(store.db, deployment)).every((item) => item.eventId === id));
});

test('an event whose media left is removed, one that still has some stays', async () => {
  const empty = await addEvent(store.db, { deployment_id: deployment });
  const full = await addEvent(store.db, { deployment_id: deployment });
  await addMedia(store.db, { deployment_id: deployment, event_id: full });
  await removeEmptyEvents(store.db, deployment);
  const left = await store.db.selectFrom('event').select('id').execute();
  assert.deepEqual([left.map((row) => row.id), left.some((row) => row.id === empty)], [[full], false]);
});

test('events of other deployments are left alone', async () => {
  const other = await addEvent(store.db, { deployment_id: await addDeployment(store.db) });
  await removeEmptyEvents(store.db, deployment);
  assert.equal((await store.db.selectFrom('event').select('id').execute())[0]?.id, other);
});

test('an individual of an event is a proposal until it is confirmed on one of its photographs', async () => {
  const event = await addEvent(store.db, { deployment_id: deployment });
  const individual = await addIndividual(store.db, { name: 'Hazel' });
  const identify = async (state: 'proposed' | 'confirmed') => {
    const media = await addMedia(store.db, { deployment_id: deployment, event_id: event });
    const detection = await addDetection(store.db, media);
    await addIdentification(store.db, detection, individual, { state });
  };
  const shown = async () =>
    (await eventsUnder(store.db, {}, { limit: 10, offset: 0 })).events[0]?.individuals.map(({ proposed }) => proposed);
  await identify('proposed');
  assert.deepEqual(await shown(), [true]);
  await identify('confirmed');
  assert.deepEqual(await shown(), [false]);
});
