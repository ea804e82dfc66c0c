import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRow } from '../../../renderer/features/import/plan.ts';
import { reasonsAsCsv } from '../../../renderer/features/import/reasons.ts';

const row = {
  folder: '/card/DCIM',
  location: ' Salt lick ',
  latitude: '56,3012',
  longitude: '12.4531',
  timezone: 'Europe/Stockholm',
  species: null,
};

test('a row becomes a plan, with a comma as good as a point', () => {
  const { plan, messages } = readRow(row);
  assert.deepEqual(messages, {});
  assert.equal(plan?.latitude, 56.3012);
  assert.equal(plan?.location, 'Salt lick');
});

test('a row without a place is a plan without a place', () => {
  const { plan } = readRow({ ...row, location: '', latitude: '', longitude: '' });
  assert.equal(plan?.location, undefined);
  assert.equal(plan?.latitude, null);
});

test('a coordinate that is not a number, or not on Earth, is told at its field', () => {
  assert.deepEqual(readRow({ ...row, latitude: 'north' }).messages, { latitude: 'not a number' });
  assert.match(readRow({ ...row, longitude: '181' }).messages.longitude ?? '', /between -180 and 180/);
});

test('one coordinate alone is told at the one that is missing', () => {
  const { plan, messages } = readRow({ ...row, longitude: '' });
  assert.equal(plan, null);
  assert.deepEqual(messages, { longitude: 'longitude is missing' });
});

test('a time zone that does not exist is told at its field', () => {
  assert.match(readRow({ ...row, timezone: 'Europe/Atlantis' }).messages.timezone ?? '', /time zone/);
});

test('the copied table quotes what needs it and defuses formulas', () => {
  assert.equal(
    reasonsAsCsv([
      { path: 'a "b".jpg', note: 'empty, 0 bytes' },
      { path: '=HYPERLINK("x")', note: '-1' },
    ]),
    'path,note\r\n"a ""b"".jpg","empty, 0 bytes"\r\n"\'=HYPERLINK(""x"")","\'-1"',
  );
});
