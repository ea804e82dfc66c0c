// What is shown before anything is stored.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { SourceUnreadableError } from '../../../shared/errors.ts';
import { callContext, type ImportingHouse, openImportingHouse } from '../../support/importing.ts';

let house: ImportingHouse;
beforeEach(async () => {
  house = await openImportingHouse();
});
afterEach(() => house.close());
const lookInto = (...paths: string[]) => house.calls['import.preview']({ paths }, callContext);

test('each card is a row with its counts, cameras and span of time', async () => {
  const oak = await house.card('Oak', {
    'DCIM/100A/1.jpg': { taken: '2024:05:01 06:00:00', model: 'T1', serial: 'S1' },
    'DCIM/101TESTS/2.jpg': { number: 2, taken: '2024:05:03 06:00:00', model: 'T1', serial: 'S1' },
    'notes.txt': Buffer.from('left side of the path'),
  });
  const elm = await house.card('Elm', { '1.png': { format: 'png' } });
  const found = await lookInto(oak, elm);
  const row = found.folders.find(({ folder }) => folder === oak);
  assert.deepEqual(
    [row?.images, row?.others, row?.cameras, row?.firstCapture, row?.lastCapture],
    [1, 1, ['T1 (S1)'], '2024-05-03T06:00:00', '2024-05-03T06:00:00'],
  );
  assert.deepEqual([found.images, found.videos, found.others], [3, 0, 1]);
});

test('nothing is stored by looking', async () => {
  await lookInto(await house.card('Oak', { 'a.jpg': {} }));
  assert.deepEqual(await house.calls['locations.list']({}, callContext), []);
  assert.deepEqual(await house.calls['import.list']({}, callContext), []);
});

test('files that are no media are named with what they are', async () => {
  const card = await house.card('Oak', { 'a.jpg': {}, 'b.jpg': Buffer.from('hello') });
  assert.deepEqual((await lookInto(card)).problems, [
    { path: join(card, 'b.jpg'), reason: 'not a photograph or video: plain text' },
  ]);
});

test('a location is suggested from GPS first', async () => {
  await house.import([await house.card('a', { 'a.jpg': {} })], {
    defaults: { location: 'Oak', latitude: 50, longitude: 8 },
  });
  const { folders } = await lookInto(
    await house.card('b', { 'b.jpg': { number: 2, latitude: 50.0003, longitude: 8 } }),
  );
  assert.deepEqual(
    [folders[0]?.suggestedLocation, folders[0]?.suggestionReason],
    ['Oak', 'GPS is within 100 m of Oak'],
  );
});

test('then from where the same camera stood before', async () => {
  await house.import([await house.card('a', { 'a.jpg': { serial: 'S1' } })], { defaults: { location: 'Oak' } });
  const { folders } = await lookInto(await house.card('b', { 'b.jpg': { number: 2, serial: 'S1' } }));
  assert.deepEqual(
    [folders[0]?.suggestedLocation, folders[0]?.suggestionReason],
    ['Oak', 'camera S1 stood at Oak before'],
  );
});

test('then from the name of the folder', async () => {
  const { folders } = await lookInto(await house.card('Elm', { 'b.jpg': {} }));
  assert.deepEqual([folders[0]?.suggestedLocation, folders[0]?.suggestedLocationId], ['Elm', null]);
});

test('doubts about clocks and cameras are told', async () => {
  const card = await house.card('Elm', { 'a.jpg': { taken: '2000:01:01 00:01:00' } });
  assert.match((await lookInto(card)).folders[0]!.warnings[0]!, /clock/);
});

test('a folder that is not there is an error that names it', async () => {
  await assert.rejects(
    async () => lookInto('/no/such/card'),
    (error: Error) => {
      assert.ok(error instanceof SourceUnreadableError);
      assert.match(error.message, /\/no\/such\/card/);
      return true;
    },
  );
});
