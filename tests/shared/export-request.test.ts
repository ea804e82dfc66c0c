import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkExportRequest } from '../../shared/rules/export-request.ts';

const today = '2026-11-20';
const check = (startDate: string, endDate: string, groupBy = 'week', on = today) =>
  checkExportRequest({ startDate, endDate, groupBy }, { today: on });
const messages = (...given: Parameters<typeof check>) => check(...given).map(({ field, message }) => [field, message]);

test('a period of some months passes', () => assert.deepEqual(check('2026-05-01', '2026-08-31'), []));

test('the same day is allowed', () => assert.deepEqual(check('2026-05-01', '2026-05-01'), []));

test('an end before the start is refused at the start date', () =>
  assert.deepEqual(check('2026-05-02', '2026-05-01'), [
    { field: 'startDate', message: 'start_date must be before end_date', value: '2026-05-02' },
  ]));

test('365 days apart is one year and allowed', () => assert.deepEqual(check('2025-03-01', '2026-03-01'), []));

test('366 days apart is more than a year', () =>
  assert.deepEqual(messages('2025-03-01', '2026-03-02'), [['endDate', 'Date range cannot exceed 1 year']]));

test('a leap day between makes the same two dates 366 days apart', () =>
  assert.deepEqual(messages('2024-02-01', '2025-02-01'), [['endDate', 'Date range cannot exceed 1 year']]));

test('29 February exists in leap years', () => assert.deepEqual(check('2024-02-29', '2024-03-01'), []));

test('29 February does not exist in other years', () =>
  assert.deepEqual(messages('2026-02-29', '2026-03-01'), [
    ['startDate', 'start_date is not a date: "2026-02-29" (expected YYYY-MM-DD)'],
  ]));

for (const text of ['', '2026-02-31', '31.02.2026', 'tomorrow', '0000-01-01', '99999', '99999-01-01', '+099999-01-01'])
  test(`"${text}" is not a date`, () =>
    assert.deepEqual(messages(text, '2026-05-01'), [
      ['startDate', `start_date is not a date: "${text}" (expected YYYY-MM-DD)`],
    ]));

for (const text of ['2026-5-1', '2026-05-01T10:00', ' 2026-05-01', '20260501', '２０２６-05-01'])
  test(`"${text}" is not written as YYYY-MM-DD`, () =>
    assert.deepEqual(messages('2026-05-01', text), [
      ['endDate', `end_date is not a date: "${text}" (expected YYYY-MM-DD)`],
    ]));

test('today may be the start', () => assert.deepEqual(check(today, today), []));

test('a start tomorrow is in the future', () =>
  assert.deepEqual(messages('2026-11-21', '2026-11-22'), [['startDate', 'start_date cannot be in the future']]));

test('an end in the future is allowed', () => assert.deepEqual(check('2026-11-01', '2026-12-31'), []));

test('a grouping by year is refused with the three that exist', () =>
  assert.deepEqual(check('2026-05-01', '2026-05-02', 'year'), [
    { field: 'groupBy', message: 'group_by must be one of: day, week, month', value: 'year' },
  ]));

test('an empty grouping is refused', () =>
  assert.deepEqual(messages('2026-05-01', '2026-05-02', ''), [
    ['groupBy', 'group_by must be one of: day, week, month'],
  ]));

test('all violated rules come back together', () =>
  assert.deepEqual(messages('2027-05-01', '2026-05-01', 'hour'), [
    ['startDate', 'start_date must be before end_date'],
    ['startDate', 'start_date cannot be in the future'],
    ['groupBy', 'group_by must be one of: day, week, month'],
  ]));

test('a date that is none does not hide the other rules', () =>
  assert.deepEqual(messages('2027-05-01', 'never', 'hour'), [
    ['endDate', 'end_date is not a date: "never" (expected YYYY-MM-DD)'],
    ['startDate', 'start_date cannot be in the future'],
    ['groupBy', 'group_by must be one of: day, week, month'],
  ]));
