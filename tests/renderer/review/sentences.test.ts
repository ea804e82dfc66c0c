import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcement, apart } from '../../../renderer/features/review/sentences.ts';
import type { Candidate, ReviewItem } from '../../../shared/domain/individual.ts';

const item = {
  media: { name: 'IMG_0012.JPG', kind: 'image', locationName: 'Waterhole', capturedAt: '2014-07-02T05:31:07' },
  proposedIndividualId: 'i7',
} as unknown as ReviewItem;

test('a question is announced with file, place, time, name and score', () =>
  assert.equal(
    announcement(item, { individualId: 'i7', name: 'Deer 7', score: 0.83 } as Candidate, false),
    'Photograph IMG_0012.JPG, Waterhole, 5:31; proposed: Deer 7, 0.83.',
  ));

test('a proposed new animal is announced as one', () =>
  assert.match(announcement(item, null, true), /proposed: a new animal\.$/));

for (const [from, to, words] of [
  ['2014-07-02T05:31:07', '2014-07-02T05:31:07', 'the same moment'],
  ['2014-07-02T05:31:07', '2014-07-02T05:31:19', '12 s later'],
  ['2014-07-02T05:31:07', '2014-06-28T05:31:07', '4 days earlier'],
  ['2014-07-02T05:31:07', '2016-07-02T05:31:07', '2 years later'],
] as const)
  test(`${to} is ${words} seen from ${from}`, () => assert.equal(apart(from, to), words));

test('without a capture time nothing is said', () => assert.equal(apart(null, '2014-07-02T05:31:07'), null));
