// Which photographs a report shows: of a season for the cover, of an individual for its block.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bestPortraits, coverDetection } from '../../../electron/core/report/pictures.ts';
import type { SeasonTables } from '../../../electron/store/report-tables.ts';
import { readSeason } from '../../../electron/store/season-reading.ts';
import { openSeasonHouse, type SeasonHouse } from './season-library.ts';

let house: SeasonHouse;
let tables: SeasonTables;
before(async () => {
  house = await openSeasonHouse();
  const scope = { from: '2026-05-01', to: '2026-05-31', species: null, locationIds: null };
  tables = await readSeason(house.library.folder, scope);
});
after(() => house.close());

test('the cover shows an animal without people on the photograph where there is one', () =>
  assert.notEqual(coverDetection(tables)?.mediaId, house.withPerson));
test('the cover shows the largest animal', () => {
  const [largest] = tables.detections;
  const grown = tables.detections.map((row) => (row === largest ? { ...row, box: [0.05, 0.05, 0.9, 0.9] } : row));
  assert.equal(coverDetection({ ...tables, detections: grown as typeof tables.detections })?.id, largest!.id);
});
test('a season without animals has no photograph for its cover', () =>
  assert.equal(coverDetection({ ...tables, detections: [] }), null));
test('an individual is shown from each flank and in different events before one is shown again', () => {
  const chosen = bestPortraits(tables, 2).get(house.individuals.hazel)!;
  const media = new Map(tables.media.map((row) => [row.id, row]));
  assert.equal(new Set(chosen.map(({ flank }) => flank)).size, 2);
  assert.equal(new Set(chosen.map(({ mediaId }) => media.get(mediaId)!.eventId)).size, 2);
});
test('no more photographs are chosen than asked for, and none twice', () => {
  for (const portraits of bestPortraits(tables, 4).values()) {
    assert.ok(portraits.length <= 4);
    assert.equal(new Set(portraits).size, portraits.length);
  }
});
test('a rejected identification shows nobody', () => {
  const shown = [...bestPortraits(tables, 4)].flatMap(([individual, list]) =>
    list.map(({ id }) => `${individual} ${id}`),
  );
  for (const claim of tables.identifications)
    if (claim.state === 'rejected') assert.ok(!shown.includes(`${claim.individualId} ${claim.detectionId}`));
});
