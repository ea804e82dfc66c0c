import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxPosition, groupSightings, season, tileRatio } from '../../../renderer/features/register/sheet.ts';
import type { Sighting } from '../../../shared/domain/individual.ts';

const seen = (flank: Sighting['flank'], capturedAt: string | null) => ({ flank, capturedAt }) as Sighting;

test('photographs are grouped by flank in one order, flanks without any left out', () =>
  assert.deepEqual(
    groupSightings([seen('right', null), seen('left', null), seen('right', null)], 'flank', 'deer').map(
      ({ title, sightings }) => [title, sightings.length],
    ),
    [
      ['Left flank', 1],
      ['Right flank', 2],
    ],
  ));

test('a deer seen in March still wears the antlers of the year before', () =>
  assert.equal(season('2015-03-31T05:00:00', 'deer'), 'Antler season 2014'));

test('horses are grouped by calendar years', () => assert.equal(season('2015-03-31T05:00:00', 'horse'), '2015'));

test('a tile has the shape of its box, in pixels and not in fractions', () =>
  assert.equal(tileRatio({ box: [0, 0, 0.5, 0.5], pictureRatio: 1.5 }), 1.5));

test('a very long box is shown no longer than fits a row', () =>
  assert.equal(tileRatio({ box: [0, 0, 0.9, 0.1], pictureRatio: 1.5 }), 2.1));

test('a box in the middle of its crop is shown in the middle', () =>
  assert.deepEqual(
    boxPosition({ box: [0.3, 0.4, 0.3, 0.2], pictureRatio: 1 }, 1.5).map((part) => Math.round(part)),
    [50, 50],
  ));

test('a box at the lower edge is at the lower end of its crop', () =>
  assert.equal(Math.round(boxPosition({ box: [0.3, 0.8, 0.4, 0.2], pictureRatio: 1 }, 2)[1]), 100));
