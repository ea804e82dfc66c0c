import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsInForce } from '../../electron/core/settings.ts';
import { defaultSettings } from '../../shared/domain/settings.ts';

test("what nobody set is the default, in this computer's time zone", () => {
  assert.deepEqual(settingsInForce({}, {}), { ...defaultSettings, timezone: Temporal.Now.timeZoneId() });
});

test('the environment overrides the default, and the library overrides the environment', () => {
  const environment = { REID_THRESHOLD: '0.6', ENHANCED_REID_PARALLEL_WORKERS: '3' };
  const settings = settingsInForce(environment, {});
  assert.deepEqual([settings.bodyThreshold, settings.workers], [0.6, 3]);
  assert.equal(settingsInForce(environment, { bodyThreshold: 0.8 }).bodyThreshold, 0.8);
});

test('an environment that makes no sense is not believed', () => {
  const { bodyThreshold, workers } = settingsInForce({}, {});
  for (const value of ['', ' ', 'high', '1.5', '-0.1', 'NaN']) {
    assert.equal(settingsInForce({ REID_THRESHOLD: value }, {}).bodyThreshold, bodyThreshold, value);
  }
  for (const value of ['0', '17', '2.5', 'all']) {
    assert.equal(settingsInForce({ ENHANCED_REID_PARALLEL_WORKERS: value }, {}).workers, workers, value);
  }
});
