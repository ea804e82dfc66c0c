// CSV, names of files, groups of days, coordinates: the small pure parts of reports.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tellPosition } from '../../../electron/core/report/coordinates.ts';
import { csvLine } from '../../../electron/core/report/csv.ts';
import { daysBetween, groupOf, groupsOf } from '../../../electron/core/report/groups.ts';
import { axisTop } from '../../../electron/core/report/pdf/charts.ts';
import { numbered, safeName, safeSlug, UniquePaths } from '../../../electron/core/report/safe-name.ts';
import { readCsv } from './read-csv.ts';

test('cells with commas, quotes and line breaks are quoted', () =>
  assert.equal(csvLine(['a,b', 'say "hi"', 'two\r\nlines', 'plain']), '"a,b","say ""hi""","two\r\nlines",plain\r\n'));
for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])
  test(`text that begins like ${JSON.stringify(text)} gets an apostrophe`, () =>
    assert.equal(readCsv(`h\r\n${csvLine([text])}`)[0]!.h, `'${text}`));
test('numbers below zero stay numbers', () =>
  assert.equal(csvLine([-12.5, 0, null, undefined, true]), '-12.5,0,,,true\r\n'));
test('what is written is what is read, whatever the text', () =>
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (cells) => {
      const header = cells.map((_, i) => `c${i}`);
      const [row] = readCsv(csvLine(header) + csvLine(cells));
      for (const [i, cell] of cells.entries()) assert.equal(row![`c${i}`]!.replace(/^'(?=[=+\-@\t\r])/, ''), cell);
    }),
  ));

test('separators, reserved characters and controls leave a name', () =>
  assert.equal(safeName('Weiher / Süd?: "a|b"\u0000\u202e'), 'Weiher _ Süd_ _a_b_'));
test('names that Windows keeps for devices are changed', () =>
  assert.deepEqual(
    ['con', 'NUL.txt', 'com1', 'console'].map((name) => safeName(name)),
    ['_con', '_NUL.txt', '_com1', 'console'],
  ));
test('names end neither in a point nor in a space, and are never empty', () =>
  assert.deepEqual(
    ['a. ', '...', '', '../..'].map((name) => safeName(name)),
    ['a', '_', '_', '_'],
  ));
test('a library name becomes part of a file name', () =>
  assert.equal(safeSlug('Isar Meadows / 2026'), 'isar-meadows-2026'));
test('a path is given once, whatever its case', () => {
  const paths = new UniquePaths();
  assert.deepEqual(
    [paths.take('a/IMG.jpg'), paths.take('a/img.JPG'), paths.take('a/IMG.jpg')],
    ['a/IMG.jpg', 'a/img-2.JPG', 'a/IMG-3.jpg'],
  );
});
test('a number goes before the extension', () => assert.equal(numbered('/x.y/report.pdf', 2), '/x.y/report-2.pdf'));

test('1 January 2027 lies in week 53 of 2026', () =>
  assert.equal(groupOf(Temporal.PlainDate.from('2027-01-01'), 'week').key, '2026-W53'));
test('a period of a year has 365 days or 12 to 13 months, each once', () => {
  assert.equal(groupsOf('2026-01-01', '2026-12-31', 'day').length, 365);
  assert.equal(groupsOf('2026-01-15', '2027-01-14', 'month').length, 13);
});
test('the same day is one day', () => assert.equal(daysBetween('2026-05-01T23:59:59', '2026-05-01T00:00:00'), 1));
test('days are counted over a leap day', () => assert.equal(daysBetween('2024-02-28', '2024-03-01'), 3));

test('coarse coordinates keep two decimals', () =>
  assert.deepEqual(tellPosition({ latitude: 48.137154, longitude: -11.575382 }, 'coarse'), {
    latitude: 48.14,
    longitude: -11.58,
  }));
test('withheld coordinates are not there', () =>
  assert.deepEqual(tellPosition({ latitude: 48.1, longitude: 11.5 }, 'withheld'), { latitude: null, longitude: null }));

test('a chart goes up to a round number at or above its highest bar', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (most) => {
      const { top, step } = axisTop(most);
      assert.ok(top >= most && top % step === 0 && top / step <= 10);
    }),
  ));
