import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, parseOffset, parseWallTime } from '../../../electron/core/import/capture-time.ts';

test('a camera date becomes wall time, untouched by any zone', () => {
  assert.equal(parseWallTime('2014:07:02 05:31:07'), '2014-07-02T05:31:07');
});

test('sub-seconds are the digits after the point', () => {
  assert.equal(parseWallTime('2014:07:02 05:31:07', '07'), '2014-07-02T05:31:07.07');
  assert.equal(parseWallTime('2014:07:02 05:31:07', '500'), '2014-07-02T05:31:07.5');
  assert.equal(parseWallTime('2014:07:02 05:31:07', '000'), '2014-07-02T05:31:07');
});

for (const text of [
  '0000:00:00 00:00:00',
  '    :  :     :  :  ',
  '',
  '2015:02:30 10:00:00',
  '2015:01:01 24:00:00',
  'yesterday',
])
  test(`"${text}" is no capture time`, () => assert.equal(parseWallTime(text), null));

test('a date that is not text is no capture time', () => assert.equal(parseWallTime(20150101), null));

test('the zone of the deployment makes the instant', () => {
  assert.equal(instantOf('2024-07-01T12:00:00', 'Europe/Berlin', null), '2024-07-01T10:00:00.000Z');
  assert.equal(instantOf('2024-01-01T12:00:00', 'Europe/Berlin', null), '2024-01-01T11:00:00.000Z');
});

test('an offset in the file wins over the zone of the deployment', () => {
  assert.equal(instantOf('2024-07-01T12:00:00', 'Europe/Berlin', '-05:00'), '2024-07-01T17:00:00.000Z');
});

test('a time that the change to summer time skips moves forward', () => {
  assert.equal(instantOf('2024-03-31T02:30:00', 'Europe/Berlin', null), '2024-03-31T01:30:00.000Z');
});

test('of a time that the change from summer time repeats the first is meant', () => {
  assert.equal(instantOf('2024-10-27T02:30:00', 'Europe/Berlin', null), '2024-10-27T00:30:00.000Z');
});

test('no wall time has no instant', () => assert.equal(instantOf(null, 'Europe/Berlin', null), null));

test('offsets are taken where they are ones', () => {
  assert.equal(parseOffset('+02:00'), '+02:00');
  assert.equal(parseOffset('Z'), '+00:00');
  assert.equal(parseOffset('   :  '), null);
  assert.equal(parseOffset('+25:00'), null);
});
