import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstPeriod, presets } from '../../../renderer/features/export/presets.ts';
import { checkExportRequest } from '../../../shared/rules/export-request.ts';

const today = '2026-11-20';
const named = (name: string, first: string | null, last: string | null) =>
  presets(today, first, last).find((preset) => preset.name === name);

test('the last 30 days end today and count 30', () =>
  assert.deepEqual(
    [named('Last 30 days', null, null)?.startDate, named('Last 30 days', null, null)?.endDate],
    ['2026-10-22', today],
  ));

test('a library of one season can be reported whole', () =>
  assert.deepEqual(named('Whole library', '2025-08-16', '2025-10-21'), {
    name: 'Whole library',
    startDate: '2025-08-16',
    endDate: '2025-10-21',
  }));

test('a library of years says why it cannot be reported whole, and offers its years', () => {
  assert.match(named('Whole library', '2023-05-01', '2026-10-21')?.obstacle ?? '', /one year at most/);
  assert.equal(named('2024', '2023-05-01', '2026-10-21')?.startDate, '2024-01-01');
});

for (const [first, last] of [
  [null, null],
  ['2025-08-16', '2025-10-21'],
  ['2019-01-01', '2026-11-01'],
  ['2026-11-19', '2031-01-01'],
] as const)
  test(`every preset of a library from ${first} to ${last} obeys the rules, as does the period to begin with`, () => {
    const all = [
      ...presets(today, first, last).filter(({ obstacle }) => obstacle === undefined),
      firstPeriod(today, first, last),
    ];
    for (const { startDate, endDate } of all)
      assert.deepEqual(checkExportRequest({ startDate, endDate, groupBy: 'week' }, { today }), []);
  });
