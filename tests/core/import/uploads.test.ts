import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { dropForgottenUploads, dropUpload } from '../../../electron/core/import/uploads.ts';
import { createImport } from '../../../electron/store/imports.ts';
import { ImportRequest } from '../../../shared/contract/import.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

const FORGOTTEN = '0b4e3b7e-1d4c-4d7a-9c1f-000000000001';
const WANTED = '0b4e3b7e-1d4c-4d7a-9c1f-000000000002';
const LONG_AGO = 1_700_000_000;

let house: TestHouse;
let staging: string;
beforeEach(async () => {
  house = await openTestHouse();
  staging = house.library.place('staging');
  for (const session of [FORGOTTEN, WANTED]) {
    mkdirSync(join(staging, session));
    utimesSync(join(staging, session), LONG_AGO, LONG_AGO);
  }
  const request = ImportRequest.parse({ paths: [join(staging, WANTED, 'North')], staged: true });
  await createImport(house.library.store.db, request);
});
afterEach(() => house.close());

test('an upload that was never imported is removed after days', async () => {
  await dropForgottenUploads(house.library);
  assert.deepEqual(readdirSync(staging), [WANTED]);
});

test('what an import that is not done still needs is kept', async () => {
  assert.equal(await dropUpload(house.library, WANTED), false);
  assert.equal(readdirSync(staging).length, 2);
});

test('an upload of today is kept', async () => {
  utimesSync(join(staging, FORGOTTEN), new Date(), new Date());
  await dropForgottenUploads(house.library);
  assert.equal(readdirSync(staging).length, 2);
});
