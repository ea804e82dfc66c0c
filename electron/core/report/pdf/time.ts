// When: encounters by day, week or month, and the hours at which each species was about.
import type { Season } from '../season.ts';
import type { Book } from './book.ts';
import { drawBars, drawClock } from './charts.ts';
import { count, counted, ink, quiet, speciesColour, speciesName } from './palette.ts';
import { drawTable } from './table.ts';

export function drawGroups(book: Book, season: Season): void {
  const by = season.groupBy;
  const met = season.encounters.length > 0;
  book.chapter(
    met ? `Encounters by ${by}` : `Photographs by ${by}`,
    met
      ? 'An encounter is one known individual in one event: however long it stays and however many photographs it leaves, it counts once.'
      : 'No individual has been told apart in this period, so photographs are counted instead.',
  );
  book.y += 8;
  const bars = season.groups.map(({ short, encounters, media }) => ({ label: short, value: met ? encounters : media }));
  drawBars(book, bars, 150, met ? 'Encounters' : 'Photographs and videos');
  const rows = season.groups.filter(({ media, encounters }) => media > 0 || encounters > 0);
  const empty = season.groups.length - rows.length;
  const name = { day: 'Day', week: 'Week', month: 'Month' }[by];
  drawTable(
    book,
    [
      { title: name, share: 3 },
      { title: 'Photographs and videos', share: 2, align: 'right' },
      { title: 'Events', share: 1.3, align: 'right' },
      { title: 'Encounters', share: 1.3, align: 'right' },
      { title: 'Individuals', share: 1.3, align: 'right' },
    ],
    rows.map((row) => [row.label, count(row.media), count(row.events), count(row.encounters), count(row.individuals)]),
    [
      'Whole period',
      count(season.photographs + season.videos),
      count(season.events),
      count(season.encounters.length),
      count(season.individuals),
    ],
  );
  if (empty > 0)
    book.paragraph(`${counted(empty, by)} without a photograph ${empty === 1 ? 'is' : 'are'} not listed.`, {
      size: 8,
      colour: quiet,
    });
}

export function drawActivity(book: Book, season: Season): void {
  const shown = season.species.filter(({ events }) => events > 0);
  if (shown.length === 0) return;
  book.chapter(
    'Hours of activity',
    'Events in which a species was photographed, by the hour of its first photograph, on the cameras’ own clocks. Midnight is on top; the area of a sector grows with its number.',
  );
  book.y += 16;
  const perRow = shown.length === 1 ? 1 : 2;
  const cell = book.measure / perRow;
  const radius = perRow === 1 ? 118 : 88;
  const tall = radius * 2 + 92;
  for (let i = 0; i < shown.length; i += perRow) {
    book.room(tall);
    shown.slice(i, i + perRow).forEach((one, column) => {
      const x = book.left + cell * (column + 0.5);
      const y = book.y + radius + 18;
      drawClock(book, one.hours, x, y, radius, speciesColour(one.species));
      book.text(speciesName(one.species), x, y + radius + 36, {
        face: 'serif',
        size: 16,
        colour: ink,
        align: 'centre',
      });
      const busiest = one.hours.indexOf(Math.max(...one.hours));
      book.text(
        `${counted(one.events, 'event')}; most (${count(one.hours[busiest]!)}) from ${busiest} to ${busiest + 1} o’clock`,
        x,
        y + radius + 50,
        { size: 8, colour: quiet, align: 'centre' },
      );
    });
    book.y += tall;
  }
}
