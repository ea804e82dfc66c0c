import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  degreesWords,
  graticule,
  niceBelow,
  placeMarks,
  scaleBar,
  sheetFor,
} from '../../../renderer/features/locations/map.ts';

const place = (id: string, latitude: number, longitude: number, weight = 1, name = id) => ({
  id,
  name,
  latitude,
  longitude,
  weight,
});

test('every place lies on the sheet, and degrees come back from pixels', () => {
  const places = [place('a', 56.3, 12.4), place('b', 56.35, 12.6), place('c', 56.29, 12.5)];
  const sheet = sheetFor(places, 600, 400);
  for (const { latitude, longitude } of places) {
    const { x, y } = sheet.at(latitude, longitude);
    assert.ok(x >= 0 && x <= 600 && y >= 0 && y <= 400);
    const back = sheet.from(x, y);
    assert.ok(Math.abs(back.latitude - latitude) < 1e-9 && Math.abs(back.longitude - longitude) < 1e-9);
  }
});

test('the scale is the same from south to north as from west to east', () => {
  // At 60° north a degree of longitude is half as long as one of latitude.
  const sheet = sheetFor([place('a', 59.9, 10), place('b', 60.1, 10.4)], 600, 600);
  const origin = sheet.at(60, 10.2);
  const north = origin.y - sheet.at(60.01, 10.2).y;
  const east = sheet.at(60, 10.22).x - origin.x;
  assert.ok(Math.abs(north / east - 1) < 0.01);
});

test('one place alone is drawn in the middle with a sensible scale', () => {
  const sheet = sheetFor([place('a', -33.9, 151.2)], 500, 500);
  assert.deepEqual(sheet.at(-33.9, 151.2), { x: 250, y: 250 });
  assert.ok(sheet.metresPerPixel * 500 >= 1200);
});

test('the scale bar has a round length that fits', () => {
  const bar = scaleBar(sheetFor([place('a', 56, 12), place('b', 56.1, 12.1)], 600, 600));
  assert.match(bar.words, /^(1|2|5)0* (km|m)$/);
  assert.ok(bar.pixels <= 160 && bar.pixels > 30);
});

test('the graticule crosses the sheet at least once each way', () => {
  const sheet = sheetFor([place('a', 56.3, 12.45), place('b', 56.31, 12.5)], 700, 500);
  const { meridians, parallels } = graticule(sheet);
  assert.ok(meridians.length >= 1 && parallels.length >= 1);
  for (const line of meridians) assert.ok(line.at >= 0 && line.at <= 700);
});

test('degrees are written with no more parts than the step needs', () => {
  assert.equal(degreesWords(56.3, 2 / 60, 'N', 'S'), '56°18′N');
  assert.equal(degreesWords(-12, 1, 'E', 'W'), '12°W');
  assert.equal(degreesWords(0.5, 10 / 3600, 'N', 'S'), '0°30′00″N');
});

test('names never cover another mark or name; where there is no room a name is left out', () => {
  const crowded = Array.from({ length: 40 }, (_, n) =>
    place(`p${n}`, 56 + (n % 7) * 1e-4, 12 + Math.floor(n / 7) * 1e-4, n, `A rather long name ${n}`),
  );
  const marks = placeMarks(crowded, sheetFor(crowded, 400, 300));
  const named = marks.filter((mark) => mark.label !== null);
  assert.ok(named.length < marks.length);
  const area = ({ label, name }: (typeof named)[number]) => {
    const width = name.length * 7.2;
    const left =
      label!.anchor === 'start' ? label!.x : label!.anchor === 'end' ? label!.x - width : label!.x - width / 2;
    return { left, right: left + width, top: label!.y - 7.5, bottom: label!.y + 7.5 };
  };
  for (const a of named)
    for (const b of named) {
      if (a === b) continue;
      const [one, other] = [area(a), area(b)];
      assert.ok(
        one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top,
        `${a.name} covers ${b.name}`,
      );
    }
});

test('round numbers are 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual([3, 7, 19, 0.4, 1000].map(niceBelow), [2, 5, 10, 0.2, 1000]);
});
