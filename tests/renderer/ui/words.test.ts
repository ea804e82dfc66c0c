import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureArea, placeBox } from '../../../renderer/ui/boxes.ts';
import { degrees } from '../../../renderer/ui/degrees.ts';
import { jobFacts } from '../../../renderer/ui/jobWords.ts';
import { keyName } from '../../../renderer/ui/keyName.ts';
import { pagesAround } from '../../../renderer/ui/pages.ts';
import { crumbs, folderFor, shortFolder, withoutStaging } from '../../../renderer/ui/paths.ts';
import { bytes, coordinates, counted, duration, period, when } from '../../../renderer/ui/words.ts';
import type { Job } from '../../../shared/domain/job.ts';

test('a wall time is shown as the camera wrote it', () => {
  assert.equal(when('2014-07-02T05:31:07.250'), '2 Jul 2014, 05:31:07');
  assert.equal(when(null), 'no capture time');
});

test('a period is said in as few words as fit', () => {
  assert.equal(period('2014-07-02T05:00:00', '2014-07-09T06:00:00'), '2 – 9 Jul 2014');
  assert.equal(period('2014-07-02T05:00:00', '2014-08-09T06:00:00'), '2 Jul – 9 Aug 2014');
  assert.equal(period('2013-12-31T23:00:00', '2014-01-01T01:00:00'), '31 Dec 2013 – 1 Jan 2014');
  assert.equal(period('2014-07-02T05:00:00', '2014-07-02T06:00:00'), '2 Jul 2014');
  assert.equal(period(null, null), 'no dates');
});

test('amounts are said in units people use', () => {
  assert.deepEqual([999, 3_660_000, 48_000_000_000].map(bytes), ['999 B', '3.7 MB', '48 GB']);
  assert.deepEqual([0.2, 59, 60, 95, 7300].map(duration), ['under 1 s', '59 s', '1 min', '1 min 35 s', '2 h 1 min']);
  assert.equal(counted(1, 'box', 'boxes'), '1 box');
  assert.equal(counted(1200, 'photograph'), '1,200 photographs');
});

test('coordinates say their half of the world', () => {
  assert.equal(coordinates(-33.9, 18.4), '33.9000° S, 18.4000° E');
});

test('coordinates are read with comma or point, and emptiness is not zero', () => {
  assert.deepEqual(['56,3', ' 56.3 ', '', 'x'].map(degrees), [56.3, 56.3, null, Number.NaN]);
});

test('a path is cut into folders from the root down, on every system', () => {
  assert.deepEqual(
    crumbs('/home/anna').map((crumb) => crumb.path),
    ['/', '/home', '/home/anna'],
  );
  assert.deepEqual(
    crumbs('D:\\cards\\07').map((crumb) => crumb.path),
    ['D:\\', 'D:\\cards', 'D:\\cards\\07'],
  );
});

test('a library’s folder is named like it, without what file systems refuse', () => {
  assert.equal(folderFor('Koster: 2027/28.', '/data/'), '/data/Koster 202728');
  assert.equal(folderFor('???', 'D:\\data'), 'D:\\data\\Herdbook');
});

test('people see what they dropped, not the staging folder it went through', () => {
  const staged = '/lib/staging/8dfca6eb-50ab-4ab2-b09b-93a8b782695b';
  assert.equal(withoutStaging(`${staged}/CARD_07/EK1.JPG`), 'CARD_07/EK1.JPG');
  assert.equal(withoutStaging('/media/staging/EK1.JPG'), '/media/staging/EK1.JPG');
  assert.equal(shortFolder(`${staged}/CARD_07/DCIM`, staged), 'CARD_07/DCIM');
  assert.equal(shortFolder('/media/anna/CARD_07/DCIM/100EK113', null), '…/CARD_07/DCIM/100EK113');
});

test('pages are asked for only where something is visible', () => {
  assert.deepEqual(pagesAround(350, 650, 35_000, 200), [200, 400, 600]);
  assert.deepEqual(pagesAround(34_990, 40_000, 35_000, 200), [34_800]);
  assert.deepEqual(pagesAround(0, 50, 0, 200), []);
});

test('a key has one name whichever way its letter is written', () => {
  const pressed = { key: 'Z', ctrlKey: true, metaKey: false, altKey: false, shiftKey: true };
  assert.equal(keyName(pressed), 'Mod+Shift+z');
  assert.equal(keyName({ ...pressed, key: '?', ctrlKey: false }), '?');
  assert.equal(keyName({ ...pressed, key: 'ArrowLeft', ctrlKey: false }), 'Shift+ArrowLeft');
});

test('a job says each fact once', () => {
  const detail = { done: 61, total: 116, rate: 9, secondsLeft: 6, doing: 'Looking at photographs' };
  assert.deepEqual(jobFacts({ detail } as Job), ['Looking at photographs', '61 of 116', '9.0/s', '6 s left']);
  assert.deepEqual(jobFacts({ detail } as Job, false), ['61 of 116', '9.0/s', '6 s left']);
});

test('a box lands on the same pixels whether the picture is cut or shown whole', () => {
  // A 2:1 picture in a square frame: cut, its middle half is visible; whole, bars lie above and below.
  assert.deepEqual(placeBox([0.25, 0, 0.5, 1], pictureArea(2, 1, 'cover')), [0, 0, 1, 1]);
  assert.deepEqual(placeBox([0, 0, 1, 1], pictureArea(2, 1, 'contain')), [0, 0.25, 1, 0.5]);
});
