// Where: the locations on a map drawn without a network, and how long cameras watched at each.

import type { Position } from '../coordinates.ts';
import { wallDay } from '../groups.ts';
import type { PlaceEffort, Season } from '../season.ts';
import type { Book } from './book.ts';
import { count, forest, ink, moss, nowhere, ochre, paper, quiet, sand, white } from './palette.ts';
import { drawTable } from './table.ts';

export interface MapPoint extends Position {
  name: string;
  encounters: number;
}

const METRES_PER_DEGREE = 111_320;

export function drawPlaces(book: Book, season: Season, points: readonly MapPoint[], note: string): void {
  if (season.places.length === 0) return;
  book.chapter(
    'Places and effort',
    'Camera-days run from the first to the last photograph of each deployment within the period, both days counted.',
  );
  const known = points.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  if (known.length > 0) drawMap(book, known, note);
  drawTable(
    book,
    [
      { title: 'Place', share: 3.2 },
      { title: 'First photograph', share: 1.6 },
      { title: 'Last photograph', share: 1.6 },
      { title: 'Camera-days', share: 1.3, align: 'right' },
      { title: 'Media', share: 1.1, align: 'right' },
      { title: 'Encounters', share: 1.2, align: 'right' },
      { title: 'Individuals', share: 1.2, align: 'right' },
    ],
    season.places.map((place: PlaceEffort) => [
      place.name ?? nowhere,
      wallDay(place.firstCapture),
      wallDay(place.lastCapture),
      count(place.cameraDays),
      count(place.media),
      count(place.encounters),
      count(place.individuals),
    ]),
    [
      'All places',
      '',
      '',
      count(season.cameraDays),
      count(season.places.reduce((sum, { media }) => sum + media, 0)),
      count(season.encounters.length),
      count(season.individuals),
    ],
  );
}

/** North up, the same scale both ways; a point's area grows with its encounters. */
function drawMap(book: Book, points: readonly MapPoint[], note: string): void {
  const tall = 268;
  book.room(tall + 20);
  const frame = { x: book.left, y: book.y, width: book.measure, height: tall };
  book.fill(frame.x, frame.y, frame.width, frame.height, paper);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const north = middle(points.map(({ latitude }) => latitude!));
  const east = middle(points.map(({ longitude }) => longitude!));
  const metres = points.map(({ latitude, longitude }) => ({
    x: (longitude! - east) * METRES_PER_DEGREE * Math.cos((north * Math.PI) / 180),
    y: (north - latitude!) * METRES_PER_DEGREE,
  }));
  const span = (values: number[]) => Math.max(...values) - Math.min(...values);
  const wide = Math.max(200, span(metres.map(({ x }) => x)));
  const high = Math.max(200, span(metres.map(({ y }) => y)));
  const scale = Math.min((frame.width - 190) / wide, (frame.height - 84) / high);
  const most = Math.max(1, ...points.map(({ encounters }) => encounters));
  const placed = metres.map(({ x, y }, i) => ({
    x: frame.x + frame.width / 2 + x * scale,
    y: frame.y + frame.height / 2 - 4 + y * scale,
    radius: 3.5 + 9 * Math.sqrt(points[i]!.encounters / most),
    name: points[i]!.name,
  }));
  for (let step = 1; step < 6; step++) {
    book.line(
      frame.x + (frame.width * step) / 6,
      frame.y,
      frame.x + (frame.width * step) / 6,
      frame.y + frame.height,
      sand,
      0.4,
    );
    if (step < 4) book.rule(frame.x, frame.y + (frame.height * step) / 4, frame.x + frame.width, sand, 0.4);
  }
  for (const { x, y, radius } of [...placed].sort((a, b) => b.radius - a.radius)) book.dot(x, y, radius, forest, white);
  labelPoints(book, placed, frame);
  drawScale(book, frame, scale);
  const [nx, ny] = [frame.x + frame.width - 22, frame.y + 20];
  book.shape('M 0 -9 L 4 4 L 0 1.5 L -4 4 Z', nx, ny, { fill: ochre });
  book.text('N', nx, ny + 15, { face: 'bold', size: 7.5, colour: moss, align: 'centre' });
  book.y += tall;
  book.text(note, book.left, book.y + 12, { size: 7, colour: quiet });
  book.y += 28;
}

interface Placed {
  x: number;
  y: number;
  radius: number;
  name: string;
}

/** Puts each name right, left, below or above its point, wherever it covers nothing; moves it down where it always would. */
function labelPoints(
  book: Book,
  placed: readonly Placed[],
  frame: { x: number; y: number; width: number; height: number },
): void {
  const size = 8;
  const taken = placed.map(({ x, y, radius }) => ({
    x: x - radius,
    y: y - radius,
    width: radius * 2,
    height: radius * 2,
  }));
  type Area = (typeof taken)[number];
  const clash = (a: Area, b: Area) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const inside = (a: Area) =>
    a.x >= frame.x + 3 &&
    a.x + a.width <= frame.x + frame.width - 3 &&
    a.y >= frame.y + 3 &&
    a.y + a.height <= frame.y + frame.height - 3;
  placed.forEach(({ x, y, radius, name }, i) => {
    const text = book.type.fit(name, 'sans', size, 130);
    const [width, height] = [book.type.width(text, 'sans', size), size + 2];
    const spots: Area[] = [];
    for (let down = 0; down < 8; down++) {
      const shift = down * (height + 1);
      spots.push(
        { x: x + radius + 4, y: y - height / 2 + shift, width, height },
        { x: x - radius - 4 - width, y: y - height / 2 + shift, width, height },
        { x: x - width / 2, y: y + radius + 3 + shift, width, height },
        { x: x - width / 2, y: y - radius - 3 - height - shift, width, height },
      );
    }
    const free = spots.find((spot) => inside(spot) && !taken.some((other, j) => j !== i && clash(spot, other)));
    if (free === undefined) return;
    taken.push(free);
    book.text(text, free.x, free.y + size, { size, colour: ink });
  });
}

function drawScale(book: Book, frame: { x: number; y: number; height: number }, pointsPerMetre: number): void {
  const lengths = [
    10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
  ];
  const metres = lengths.findLast((length) => length * pointsPerMetre <= 120) ?? lengths[0]!;
  const width = metres * pointsPerMetre;
  const [x, y] = [frame.x + 14, frame.y + frame.height - 14];
  book.rule(x, y, x + width, ink, 1);
  book.line(x, y - 4, x, y, ink, 1);
  book.line(x + width, y - 4, x + width, y, ink, 1);
  book.text(metres >= 1000 ? `${count(metres / 1000)} km` : `${count(metres)} m`, x + width / 2, y - 6, {
    size: 7.5,
    colour: ink,
    align: 'centre',
  });
}
