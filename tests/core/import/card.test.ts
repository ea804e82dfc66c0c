import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cameraLabel,
  cardName,
  cardOf,
  rememberedFolder,
  safeFileName,
  slug,
} from '../../../electron/core/import/card.ts';

const STAGING = '/library/staging';

test('the card is the nearest folder that the camera did not name', () => {
  assert.equal(cardOf('/media/me/Oak ridge/DCIM/100RECNX', STAGING), '/media/me/Oak ridge');
  assert.equal(cardOf('/media/me/Oak ridge/DCIM/101_PANA', STAGING), '/media/me/Oak ridge');
});

test('folders that people named are cards of their own', () => {
  assert.equal(cardOf('/field/2024/Oak/north', STAGING), '/field/2024/Oak/north');
});

test('an upload without a folder of its own is not named after its staging folder', () => {
  const card = cardOf(`${STAGING}/0193-session/DCIM/100MEDIA`, STAGING);
  assert.equal(cardName(card, STAGING), 'Uploaded photographs');
});

test('an uploaded folder is remembered by its name alone', () => {
  assert.equal(rememberedFolder(`${STAGING}/0193-session/Oak`, STAGING), 'Oak');
  assert.equal(rememberedFolder('/media/me/Oak', STAGING), '/media/me/Oak');
});

test('a camera is called by make, model and serial, without saying the make twice', () => {
  assert.equal(cameraLabel({ make: 'RECONYX', model: 'PC900', serial: 'P1' }), 'RECONYX PC900 (P1)');
  assert.equal(cameraLabel({ make: 'Canon', model: 'Canon EOS 5D', serial: null }), 'Canon EOS 5D');
  assert.equal(cameraLabel({ make: null, model: null, serial: null }), null);
});

test('location folders keep letters of every script', () => {
  assert.equal(slug('Taï – Forêt № 3/b'), 'taï-forêt-3-b');
  assert.equal(slug('???'), 'location');
});

test('file names hold nothing that some system refuses', () => {
  assert.equal(safeFileName('a:b?<c>.JPG'), 'a_b__c_.JPG');
  assert.equal(safeFileName('CON.jpg'), '_CON.jpg');
  assert.equal(safeFileName('name. '), 'name');
});

test('long names are shortened without losing the extension or half a character', () => {
  const name = safeFileName(`${'é'.repeat(125)}🦌.JPG`);
  assert.ok(Buffer.byteLength(name) <= 120);
  assert.match(name, /^é+\.JPG$/);
});
