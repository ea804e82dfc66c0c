import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { computeSeason, type Season } from '../../../electron/core/report/season.ts';
import type { SeasonTables } from '../../../electron/store/report-tables.ts';
import { readSeason } from '../../../electron/store/season-reading.ts';
import { openSeasonHouse, type SeasonHouse } from './season-library.ts';

let house: SeasonHouse;
let tables: SeasonTables;
let season: Season;
const scope = { from: '2026-05-01', to: '2026-05-31', species: null, locationIds: null };

before(async () => {
  house = await openSeasonHouse();
  tables = await readSeason(house.library.folder, scope);
  season = computeSeason(tables, 'week');
});
after(() => house.close());

test('photographs outside the period and without a capture time are not counted', () =>
  assert.equal(season.photographs, 7));
test('a photograph that belongs to no event counts as an event of its own', () => assert.equal(season.events, 5));
test('camera-days run from first to last capture of a deployment, both counted', () =>
  assert.deepEqual(
    season.deployments.map(({ locationName, cameraDays }) => [locationName, cameraDays]),
    [
      ['Upper meadow', 12],
      ['Weiher / Süd', 2],
    ],
  ));
test('deleted boxes are not counted', () => assert.deepEqual(season.detections, { animal: 7, person: 1, vehicle: 0 }));
test('identities are counted as confirmed, proposed and rejected', () =>
  assert.deepEqual(season.identities, { confirmed: 4, proposed: 2, rejected: 1 }));
test('an encounter is one individual in one event', () =>
  assert.deepEqual(
    season.encounters.map(({ individualName, startedAt, detections, confirmed }) => [
      individualName,
      startedAt,
      detections,
      confirmed,
    ]),
    [
      ['Old Hazel', '2026-05-01T05:12:07', 3, 2],
      ['=1+1|Krummhorn', '2026-05-05T20:30:00', 1, 0],
      ['Old Hazel', '2026-05-05T20:30:00', 1, 1],
      ['Isolde', '2026-05-12T09:45:00', 1, 1],
    ],
  ));
test('weeks are those of ISO 8601, the empty ones included', () =>
  assert.deepEqual(
    season.groups.map(({ key, media, encounters }) => [key, media, encounters]),
    [
      ['2026-W18', 4, 1],
      ['2026-W19', 2, 2],
      ['2026-W20', 1, 1],
      ['2026-W21', 0, 0],
      ['2026-W22', 0, 0],
    ],
  ));
test('months and days group the same encounters', () => {
  for (const by of ['day', 'month'] as const) {
    const { groups } = computeSeason(tables, by);
    assert.equal(
      groups.reduce((sum, { encounters }) => sum + encounters, 0),
      season.encounters.length,
    );
  }
});
test('activity counts an event once, at the hour of its first photograph', () => {
  const deer = season.species.find(({ species }) => species === 'deer')!;
  const hours = new Map(deer.hours.map((n, hour) => [hour, n] as const).filter(([, n]) => n > 0));
  assert.deepEqual(
    [...hours],
    [
      [5, 1],
      [20, 1],
      [21, 1],
    ],
  );
});
test('individuals come by species with when and where they were met', () =>
  assert.deepEqual(
    season.profiles.map(({ individual, firstSeen, lastSeen, photographs, places }) => [
      individual.name,
      firstSeen,
      lastSeen,
      photographs,
      places.map(({ name }) => name),
    ]),
    [
      ['=1+1|Krummhorn', '2026-05-05T20:30:00', '2026-05-05T20:30:00', 1, ['Weiher / Süd']],
      ['Old Hazel', '2026-05-01T05:12:07', '2026-05-05T20:30:00', 4, ['Upper meadow', 'Weiher / Süd']],
      ['Isolde', '2026-05-12T09:45:00', '2026-05-12T09:45:00', 1, ['Upper meadow']],
    ],
  ));
test('those who decided are named with what they decided', () =>
  assert.deepEqual(season.deciders, [
    { person: 'Anna', confirmed: 3, rejected: 0 },
    { person: 'Bo', confirmed: 1, rejected: 1 },
  ]));
test('what is left out is counted', () => assert.deepEqual(tables.leftOut, { withoutTime: 1, failed: 0, waiting: 0 }));

test('a report about horses holds their photographs alone, and the effort of all cameras', async () => {
  const horses = computeSeason(await readSeason(house.library.folder, { ...scope, species: 'horse' }), 'week');
  assert.deepEqual(
    [horses.photographs, horses.individuals, horses.encounters.length, horses.cameraDays],
    [1, 1, 1, season.cameraDays],
  );
});
test('a report about one place knows nothing of the others', async () => {
  const locationIds = [tables.locations.find(({ name }) => name === 'Weiher / Süd')!.id];
  const there = computeSeason(await readSeason(house.library.folder, { ...scope, locationIds }), 'week');
  assert.deepEqual([there.photographs, there.encounters.length, there.deployments.length], [2, 2, 1]);
});
test('the last day of the period belongs to it, to its last second', async () => {
  const day = await readSeason(house.library.folder, { ...scope, from: '2026-05-12', to: '2026-05-12' });
  assert.equal(day.media.length, 1);
});
