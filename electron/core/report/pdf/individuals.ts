// The herd, one block per individual: its best photographs, when and where it was met, and a strip of the season with its encounters.
import { wallDay } from '../groups.ts';
import type { Photograph } from '../pictures.ts';
import type { Profile, Season } from '../season.ts';
import type { Book } from './book.ts';
import { drawStrip } from './charts.ts';
import {
  count,
  counted,
  forest,
  ink,
  nowhere,
  ochre,
  paper,
  quiet,
  sand,
  speciesColour,
  speciesName,
} from './palette.ts';

export interface Portrait {
  picture: Photograph | null;
  /** When, and which flank. */
  caption: string;
}

const GAP = 8;
/** Points; with the strip and its heading, two blocks fill a page. */
const LARGE = 214;

/** Draws the block of one individual, turning the page where it does not fit. `portraits`: best first, at most four. */
export async function drawIndividual(
  book: Book,
  season: Season,
  profile: Profile,
  portraits: Portrait[],
): Promise<void> {
  const tall = LARGE + 96;
  book.room(tall);
  const top = book.y;
  const { individual } = profile;
  book.sections.push({ title: individual.name, page: book.page, level: 1 });

  await drawPortrait(book, portraits[0], book.left, top, LARGE);
  const x = book.left + LARGE + 18;
  const width = book.right - x;
  const small = (width - 2 * GAP) / 3;
  let y = top + 4;
  for (const line of book.type.wrap(individual.name, 'serif', 23, width, 2)) {
    book.text(line, x, y + 18, { face: 'serif', size: 23, colour: ink });
    y += 25;
  }
  book.text(book.type.fit(describe(profile), 'sans', 8.5, width), x, y + 8, { size: 8.5, colour: quiet });
  y += 14;
  if (profile.confirmed === 0) {
    book.text('PROPOSED, NOT YET CONFIRMED BY A PERSON', x, y + 8, {
      face: 'bold',
      size: 6.5,
      colour: ochre,
      spacing: 0.5,
    });
    y += 13;
  }
  y += 6;
  const facts: [string, string][] = [
    ['First seen', wallDay(profile.firstSeen)],
    ['Last seen', wallDay(profile.lastSeen)],
    ['Encounters', count(profile.encounters.length)],
    ['Photographs', count(profile.photographs)],
  ];
  facts.forEach(([label, value], i) => {
    const left = x + (i % 2) * (width / 2);
    const at = y + Math.floor(i / 2) * 25;
    book.text(label, left, at + 7, { size: 6.5, colour: quiet });
    book.text(value, left, at + 18, { size: 9, colour: ink });
  });
  y += 54;
  const places = profile.places.map(({ name, encounters }) => `${name ?? nowhere} (${count(encounters)})`).join(', ');
  const roomForPlaces = top + LARGE - small - 16 - y;
  const lines = Math.max(1, Math.floor((roomForPlaces - 8) / 11));
  book.text('Places', x, y + 4, { size: 6.5, colour: quiet });
  for (const [i, line] of book.type.wrap(places, 'sans', 8.5, width, lines).entries())
    book.text(line, x, y + 15 + i * 11, { size: 8.5, colour: ink });

  const bottom = top + LARGE - small;
  for (const [i, portrait] of portraits.slice(1, 4).entries())
    await drawPortrait(book, portrait, x + i * (small + GAP), bottom, small);

  const strip = top + LARGE + 22;
  book.text(
    `${counted(profile.encounters.length, 'encounter')} in the period; ${count(profile.confirmed)} of ${counted(profile.confirmed + profile.proposed, 'detection')} confirmed`,
    book.left,
    strip + 3,
    { size: 7, colour: quiet },
  );
  drawStrip(
    book,
    season,
    profile.encounters.map(({ startedAt, confirmed }) => ({ at: startedAt, colour: confirmed > 0 ? forest : ochre })),
    book.left,
    strip + 10,
    book.measure,
  );
  book.y = top + tall;
  if (book.y + tall <= book.floor) book.rule(book.left, book.y - 14, book.right, sand, 0.5);
}

async function drawPortrait(
  book: Book,
  portrait: Portrait | undefined,
  x: number,
  y: number,
  size: number,
): Promise<void> {
  if (portrait?.picture) {
    await book.photograph(portrait.picture, { x, y, width: size, height: size });
    book.text(book.type.fit(portrait.caption, 'sans', 6, size), x, y + size + 8, { size: 6, colour: quiet });
    return;
  }
  book.fill(x, y, size, size, paper);
  const words = portrait === undefined ? 'No photograph' : 'Photograph not available';
  book.text(book.type.fit(words, 'sans', 7.5, size - 8), x + size / 2, y + size / 2, {
    size: 7.5,
    colour: quiet,
    align: 'centre',
  });
}

function describe({ individual }: Profile): string {
  const species = individual.species === 'deer' ? 'Deer' : 'Horse';
  return [
    species,
    individual.sex === 'unknown' ? null : individual.sex,
    individual.class === null || individual.class === 'unknown' ? null : individual.class,
    individual.status === 'alive' || individual.status === 'unknown' ? null : individual.status,
  ]
    .filter((word) => word !== null)
    .join(' · ');
}

/** Opens the chapter of a species. */
export function openHerd(book: Book, season: Season, species: Profile['individual']['species']): void {
  const here = season.profiles.filter(({ individual }) => individual.species === species);
  book.chapter(speciesName(species));
  book.y -= 14;
  book.text(counted(here.length, 'individual'), book.right, book.y - 16, {
    size: 9,
    colour: speciesColour(species),
    align: 'right',
  });
}
