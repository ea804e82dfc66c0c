// Models as the Settings screen sees them: installed, in use, known, removed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { analyseHandlers } from '../../../electron/core/analyse/handlers.ts';
import type { InstalledPack } from '../../../electron/core/analyse/packs.ts';
import { choosePack } from '../../../electron/core/analyse/packs-in-use.ts';
import { PackNotFoundError } from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { shared, sharedMissing } from '../../support/shared.ts';

const context = { signal: new AbortController().signal };
let house: TestHouse;
let calls: ReturnType<typeof analyseHandlers>;
before(async () => {
  const answer = { ok: true, error: null, inputs: [], outputs: [], provider: 'cpu', skipped: [] };
  house = await openTestHouse({ inference: { checkPack: async () => answer } });
  calls = analyseHandlers(house.house);
});
after(() => house.close());

const pack = (id: string, task: string) => ({ id, version: '1.0.0', pack: { task } }) as InstalledPack;
const installed = [pack('newer', 'detect'), pack('older', 'detect'), pack('body', 'embed')];

test('without a setting the newest installed pack of the task is used', () => {
  assert.equal(choosePack(installed, 'detect', null)?.id, 'newer');
});
test('a setting names the pack to use', () => {
  assert.equal(choosePack(installed, 'detect', 'older')?.id, 'older');
});
test('"none" means the built-in method', () => {
  assert.equal(choosePack(installed, 'detect', 'none'), null);
});
test('without any pack the built-in method is used', () => {
  assert.equal(choosePack([], 'embed', null), null);
});
test('a setting that names a pack of another task names a missing one', () => {
  assert.throws(() => choosePack(installed, 'detect', 'body'), PackNotFoundError);
});

test('the catalogue of known models is listed without any model installed', async () => {
  const { installed, catalog } = await calls['models.list']({}, context);
  assert.deepEqual(installed, []);
  assert.ok(catalog.some(({ id, descriptionShipped }) => id === 'yolox-nano' && descriptionShipped));
});

test('an installed detector is in use, known to the catalogue, and gone again once removed', {
  skip: sharedMissing,
}, async () => {
  const { id, inUse } = await calls['models.install']({ path: shared('weights', 'yolox_nano.onnx') }, context);
  await house.library.changeSettings({ detector: id });
  const listed = await calls['models.list']({}, context);
  assert.deepEqual(
    [inUse, listed.installed.map((one) => one.id), listed.catalog.find((one) => one.id === 'yolox-nano')?.installed],
    [true, [id], true],
  );
  await calls['models.remove']({ id }, context);
  assert.deepEqual((await calls['models.list']({}, context)).installed, []);
  assert.equal((await house.library.settings()).detector, null, 'the setting no longer names it');
});
