// Locations and deployments as people change them.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { redoOldest, undoNewest } from '../../../electron/store/journal.ts';
import type { LocationId } from '../../../shared/domain/ids.ts';
import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { callContext, type ImportingHouse, openImportingHouse } from '../../support/importing.ts';

let house: ImportingHouse;
beforeEach(async () => {
  house = await openImportingHouse();
});
afterEach(() => house.close());
const db = () => house.library.store.db;
const add = (name: string, latitude: number | null = null) =>
  house.calls['locations.add']({ name, latitude, longitude: latitude, notes: '' }, callContext);
const names = async () => (await house.calls['locations.list']({}, callContext)).map((row) => row.name);

test('a location that was added can be undone and redone', async () => {
  await add('Oak');
  await undoNewest(db());
  assert.deepEqual(await names(), []);
  await redoOldest(db());
  assert.deepEqual(await names(), ['Oak']);
});

test('two locations cannot have one name, whatever the case', async () => {
  await add('Öak');
  await assert.rejects(async () => add('öak'), InvalidInputError);
});

test('a change leaves alone what it does not name', async () => {
  const { id } = await add('Oak', 50);
  const changed = await house.calls['locations.update']({ id, name: 'Elm' }, callContext);
  assert.deepEqual([changed.name, changed.latitude], ['Elm', 50]);
});

test('a location that a deployment uses is not removed', async () => {
  await house.import([await house.card('Oak', { 'a.jpg': {} })]);
  const [oak] = await house.calls['locations.list']({}, callContext);
  await assert.rejects(
    async () => house.calls['locations.remove']({ id: oak!.id }, callContext),
    /Oak cannot be removed/,
  );
});

test('a location that nothing uses is removed, and can be brought back', async () => {
  const { id } = await add('Oak');
  await house.calls['locations.remove']({ id }, callContext);
  assert.deepEqual(await names(), []);
  await undoNewest(db());
  assert.deepEqual(await names(), ['Oak']);
});

test('a location that is not there is said so', async () => {
  const id = 'none' as LocationId;
  await assert.rejects(async () => house.calls['locations.update']({ id, name: 'x' }, callContext), NotFoundError);
});

async function oneDeployment() {
  await house.import([
    await house.card('Oak', {
      'a.jpg': { taken: '2024:05:01 12:00:00' },
      'b.jpg': { taken: '2024:05:01 12:00:00', exif: { IFD2: { OffsetTimeOriginal: '+01:00' } } },
    }),
  ]);
  const [deployment] = await house.calls['deployments.list']({}, callContext);
  return deployment!;
}
const instants = async () =>
  (await db().selectFrom('media').select('instant').orderBy('name').execute()).map((row) => row.instant);

test('a new zone moves the instants of photographs that carry no offset', async () => {
  const { id } = await oneDeployment();
  await house.calls['deployments.update']({ id, timezone: 'Asia/Tokyo' }, callContext);
  assert.deepEqual(await instants(), ['2024-05-01T03:00:00.000Z', '2024-05-01T11:00:00.000Z']);
});

test('a new zone is undone together with the instants it moved', async () => {
  const { id } = await oneDeployment();
  const before = await instants();
  await house.calls['deployments.update']({ id, timezone: 'Asia/Tokyo' }, callContext);
  await undoNewest(db());
  assert.deepEqual(await instants(), before);
});

test('a deployment moves to another location', async () => {
  const { id } = await oneDeployment();
  const elm = await add('Elm');
  const moved = await house.calls['deployments.update']({ id, locationId: elm.id, species: 'horse' }, callContext);
  assert.deepEqual([moved.locationName, moved.species], ['Elm', 'horse']);
});
