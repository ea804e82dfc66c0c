import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtsAbout, type FrameSeen } from '../../../electron/core/import/doubts.ts';

const NOW = '2025-01-01T12:00:00';
const frame = (name: string, capturedAt: string | null, camera: string | null = 'ACME'): FrameSeen => ({
  name,
  capturedAt,
  camera,
});

test('a folder in order raises no doubts', () => {
  assert.deepEqual(doubtsAbout([frame('1', '2024-05-01T06:00:00'), frame('2', '2024-05-01T07:00:00')], NOW), []);
});
test('photographs without a time are noticed', () => {
  assert.match(doubtsAbout([frame('1', null)], NOW)[0]!, /None of the photographs/);
  assert.match(doubtsAbout([frame('1', null), frame('2', '2024-05-01T07:00:00')], NOW)[0]!, /1 of 2/);
});
test('a clock that was never set is noticed', () => {
  assert.match(doubtsAbout([frame('IMG_1.JPG', '2000-01-01T00:00:05')], NOW)[0]!, /not to have been set: IMG_1.JPG/);
});
test('a clock that is ahead is noticed', () => {
  assert.match(doubtsAbout([frame('IMG_1.JPG', '2025-03-01T00:00:00')], NOW)[0]!, /ahead/);
});
test('time going backwards is noticed', () => {
  const frames = [frame('IMG_1.JPG', '2024-05-02T06:00:00'), frame('IMG_2.JPG', '2024-05-01T06:00:00')];
  assert.match(doubtsAbout(frames, NOW)[0]!, /backwards at IMG_2.JPG/);
});
test('two cameras in one folder are noticed, each with its own order of time', () => {
  const frames = [frame('1', '2024-05-02T06:00:00', 'A'), frame('2', '2024-05-01T06:00:00', 'B')];
  const doubts = doubtsAbout(frames, NOW);
  assert.equal(doubts.length, 1);
  assert.match(doubts[0]!, /2 cameras are mixed.*A, B/);
});
