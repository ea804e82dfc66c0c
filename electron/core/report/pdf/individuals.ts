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
/** Points that a block takes below its large photograph: caption, strip and the space to the next block. */
const BELOW = 92;
/** The side of the large photograph, so that two blocks fill a page, its heading included. */
const largeSide = (book: Book): number => Math.floor((book.floor - 132) / 2 - BELOW);

/** Draws the block of one individual, turning the page where it does not fit. `portraits`: best first, at most four. */
export async function drawIndividual(
  book: Book,
  season: Season,
  profile: Profile,
  portraits: Portrait[],
): Promise<void> {
  const large = largeSide(book);
  const tall = large + BELOW;
  const turned = book.room(tall);
  const top = book.y;
  if (!turned && top > tall) book.rule(book.left, top - 20, book.right, sand, 0.5);
  const { individual } = profile;
  book.sections.push({ title: individual.name, page: book.page, level: 1 });

  await drawPortrait(book, portraits[0], book.left, top, large);
  const x = book.left + large + 18;
  const width = book.right - x;
  const small = (width - 2 * GAP) / 3;
  let y = top;
  const size = book.type.width(individual.name, 'serif', 24) > width ? 18 : 24;
  for (const line of book.type.wrap(individual.name, 'serif', size, width, 2)) {
    y += size * 1.05;
    book.text(line, x, y - 4, { face: 'serif', size, colour: ink });
  }
  y += 12;
  book.text(book.type.fit(describe(profile), 'sans', 8.5, width), x, y, { size: 8.5, colour: quiet });
  if (profile.confirmed === 0) {
    y += 13;
    const words = 'PROPOSED, NOT YET CONFIRMED BY A PERSON';
    book.text(words, x, y, { face: 'bold', size: 6.5, colour: ochre, spacing: 0.5 });
  }
  y += 12;
  const facts: [label: string, value: string, share: number][] = [
    ['First seen', wallDay(profile.firstSeen), 0],
    ['Last seen', wallDay(profile.lastSeen), 0.28],
    ['Encounters', count(profile.encounters.length), 0.56],
    ['Photographs', count(profile.photographs), 0.78],
  ];
  for (const [label, value, share] of facts) {
    book.text(label, x + width * share, y + 7, { size: 6.5, colour: quiet });
    book.text(value, x + width * share, y + 18, { size: 9, colour: ink });
  }
  y += 30;
  const places = profile.places.map(({ name, encounters }) => `${name ?? nowhere} (${count(encounters)})`).join(', ');
  const lines = Math.max(1, Math.floor((top + large - small - 14 - y) / 11));
  book.text('Places', x, y + 4, { size: 6.5, colour: quiet });
  for (const [i, line] of book.type.wrap(places, 'sans', 8.5, width, lines).entries())
    book.text(line, x, y + 15 + i * 11, { size: 8.5, colour: ink });

  const bottom = top + large - small;
  for (const [i, portrait] of portraits.slice(1, 4).entries())
    await drawPortrait(book, portrait, x + i * (small + GAP), bottom, small);

  const strip = top + large + 22;
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
  book.y -= 6;
  book.text(counted(here.length, 'individual'), book.right, book.y - 24, {
    size: 9,
    colour: speciesColour(species),
    align: 'right',
  });
}
