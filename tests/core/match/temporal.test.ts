import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Habits, isConflict, temporalScore } from '../../../electron/core/match/temporal.ts';

const hours = (...at: number[]) => Array.from({ length: 24 }, (_, hour) => at.filter((one) => one === hour).length);
const dawnAtFord: Habits = { events: 12, places: new Map([['ford', 12]]), hours: hours(...new Array(12).fill(5)) };

describe('the temporal score', () => {
  test('is high where an individual usually is, at its usual hour', () => {
    assert.equal(temporalScore({ locationId: 'ford', hour: 5 }, dawnAtFord), 12 / 16);
  });

  test('is lower at another place, and lower still at another hour too', () => {
    const here = temporalScore({ locationId: 'ford', hour: 5 }, dawnAtFord);
    const elsewhere = temporalScore({ locationId: 'ridge', hour: 5 }, dawnAtFord);
    assert.ok(here > elsewhere);
    assert.ok(elsewhere > temporalScore({ locationId: 'ridge', hour: 15 }, dawnAtFord));
    assert.equal(temporalScore({ locationId: 'ridge', hour: 15 }, dawnAtFord), 0);
  });

  test('takes the hour after midnight for the neighbour of the hour before', () => {
    const nightly: Habits = { events: 8, places: new Map(), hours: hours(...new Array(8).fill(23)) };
    const score = (hour: number) => temporalScore({ locationId: null, hour }, nightly);
    assert.equal(score(0), score(22));
    assert.ok(score(0) > score(1));
  });

  test('trusts many visits more than one', () => {
    const once: Habits = { events: 1, places: new Map([['ford', 1]]), hours: hours(5) };
    const moment = { locationId: 'ford', hour: 5 };
    assert.ok(temporalScore(moment, once) < temporalScore(moment, dawnAtFord) / 2);
  });

  test('is 0 where the individual was more than 1 km away less than 5 minutes before or after', () => {
    const near = [{ apart: 4 * 60_000, metres: 1_500 }];
    assert.equal(temporalScore({ locationId: 'ford', hour: 5 }, dawnAtFord, near), 0);
    assert.ok(isConflict(near[0]!));
  });

  test('is not touched by sightings that an animal could have walked between, or whose place is unknown', () => {
    for (const nearby of [
      { apart: 5 * 60_000, metres: 1_500 },
      { apart: 60_000, metres: 900 },
      { apart: 0, metres: null },
    ])
      assert.ok(temporalScore({ locationId: 'ford', hour: 5 }, dawnAtFord, [nearby]) > 0);
  });

  test('stays between 0 and 1 and is 0 where nothing is known', () => {
    assert.equal(temporalScore({ locationId: 'ford', hour: 5 }, { events: 0, places: new Map(), hours: hours() }), 0);
    const often: Habits = {
      events: 10_000,
      places: new Map([['ford', 10_000]]),
      hours: hours(...new Array(10_000).fill(5)),
    };
    assert.ok(temporalScore({ locationId: 'ford', hour: 5 }, often) <= 1);
  });
});
