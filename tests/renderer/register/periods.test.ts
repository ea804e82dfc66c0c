import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busiestHours, countOverTime } from '../../../renderer/features/register/periods.ts';
import type { Encounter } from '../../../shared/domain/individual.ts';

const met = (startedAt: string | null, confirmed = 1) => ({ startedAt, confirmed, detections: 3 }) as Encounter;

test('a few weeks are counted by day, without gaps', () => {
  const { unit, bins } = countOverTime([
    met('2014-07-02T05:31:07'),
    met('2014-07-05T19:00:00'),
    met('2014-07-05T21:00:00'),
  ]);
  assert.equal(unit, 'day');
  assert.deepEqual(
    bins.map(({ confirmed }) => confirmed),
    [1, 0, 0, 2],
  );
});

test('a season is counted by weeks that begin on Monday', () => {
  const { unit, bins } = countOverTime([met('2014-07-02T05:31:07'), met('2014-09-18T21:04:44')]);
  assert.equal(unit, 'week');
  assert.equal(bins[0]?.from, '2014-06-30');
  assert.equal(bins.at(-1)?.from, '2014-09-15');
});

test('years are counted by month', () => {
  const { unit, bins } = countOverTime([met('2013-11-02T05:31:07'), met('2015-02-18T21:04:44')]);
  assert.equal(unit, 'month');
  assert.equal(bins.length, 16);
});

test('encounters nobody has confirmed are counted apart', () => {
  const { bins } = countOverTime([met('2014-07-02T05:31:07', 0), met('2014-07-02T15:31:07', 2)]);
  assert.deepEqual([bins[0]?.confirmed, bins[0]?.proposed], [1, 1]);
});

test('encounters without a time give no chart', () => assert.deepEqual(countOverTime([met(null)]).bins, []));

test('the busiest hours may lie over midnight', () => {
  const hours = new Array<number>(24).fill(0);
  hours[23] = 4;
  hours[0] = 4;
  hours[12] = 1;
  assert.deepEqual(busiestHours(hours), [23, 1]);
});
