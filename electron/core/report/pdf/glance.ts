// "The season at a glance": what was done and found, in one sentence, a grid of numbers and two small tables.
import type { Season } from '../season.ts';
import type { Book } from './book.ts';
import { count, counted, forest, ink, listed, ochre, paper, quiet, sand, speciesName } from './palette.ts';
import { drawTable } from './table.ts';

export function drawGlance(book: Book, season: Season): void {
  book.chapter('The season at a glance');
  book.paragraph(openingSentence(season), { face: 'serif', size: 14.5, leading: 21, colour: ink });
  book.y += 6;
  drawGrid(book, [
    [count(season.cameraDays), 'camera-days'],
    [count(season.photographs), 'photographs'],
    ...(season.videos > 0 ? [[count(season.videos), 'videos'] as [string, string]] : []),
    [count(season.events), 'events'],
    [count(season.individuals), 'individuals'],
    [count(season.encounters.length), 'encounters'],
    [count(season.identities.confirmed), 'identities confirmed'],
    [count(season.identities.proposed), 'identities proposed'],
  ]);
  drawIdentities(book, season);
  if (season.species.length > 0) {
    book.heading('By species');
    drawTable(
      book,
      [
        { title: 'Species', share: 3 },
        { title: 'Detections', share: 1.4, align: 'right' },
        { title: 'Events', share: 1.4, align: 'right' },
        { title: 'Individuals', share: 1.4, align: 'right' },
        { title: 'Encounters', share: 1.4, align: 'right' },
      ],
      season.species.map((one) => [
        speciesName(one.species),
        count(one.detections),
        count(one.events),
        count(one.individuals),
        count(one.encounters),
      ]),
    );
  }
  drawHerd(book, season);
}

function openingSentence(season: Season): string {
  const places = season.places.filter(({ name }) => name !== null).length;
  const where = places === 0 ? '' : ` at ${counted(places, 'place')}`;
  const herd = season.species
    .filter(({ individuals }) => individuals > 0)
    .map(({ species, individuals }) =>
      species === 'deer' ? `${count(individuals)} deer` : counted(individuals, 'horse'),
    );
  const cameras = `${counted(season.deployments.length, 'camera deployment')}${where} watched for ${counted(season.cameraDays, 'day')} in all`;
  const taken = `took ${counted(season.photographs, 'photograph')} in ${counted(season.events, 'event')}`;
  const met =
    herd.length === 0
      ? 'No individual has been told apart yet.'
      : `${listed(herd)} could be told apart and ${season.individuals === 1 ? 'was' : 'were'} met ${counted(season.encounters.length, 'time')}.`;
  return `${cameras} and ${taken}. ${met}`;
}

/** Numbers large and quiet, four to a row. */
function drawGrid(book: Book, numbers: [value: string, label: string][]): void {
  const columns = 4;
  const width = book.measure / columns;
  const tall = 66;
  book.room(tall * Math.ceil(numbers.length / columns));
  numbers.forEach(([value, label], i) => {
    const x = book.left + (i % columns) * width;
    const y = book.y + Math.floor(i / columns) * tall;
    book.rule(x, y, x + width - 14, sand, 0.8);
    book.text(book.type.fit(value, 'serif', 31, width - 14), x, y + 35, { face: 'serif', size: 31, colour: forest });
    book.text(label, x, y + 49, { size: 8, colour: quiet });
  });
  book.y += tall * Math.ceil(numbers.length / columns) + 10;
}

/** How much of what is said about identities has been seen by a person. */
function drawIdentities(book: Book, { identities }: Season): void {
  const all = identities.confirmed + identities.proposed;
  if (all === 0) return;
  book.room(50);
  const share = identities.confirmed / all;
  book.fill(book.left, book.y, book.measure, 7, paper);
  book.fill(book.left, book.y, book.measure * share, 7, forest);
  if (share < 1) book.fill(book.left + book.measure * share, book.y, book.measure * (1 - share), 7, ochre, 0.35);
  book.text(
    `Of ${counted(all, 'identity', 'identities')}, a person confirmed ${count(identities.confirmed)} (${Math.round(share * 100)} %); ${count(identities.proposed)} ${identities.proposed === 1 ? 'is' : 'are'} proposals of the program that nobody has judged yet.`,
    book.left,
    book.y + 20,
    { size: 8, colour: quiet },
  );
  book.y += 40;
}

/** Individuals by species, class and sex. */
function drawHerd(book: Book, season: Season): void {
  if (season.profiles.length === 0) return;
  const rows = new Map<string, [name: string, female: number, male: number, unknown: number]>();
  for (const { individual } of season.profiles) {
    const name = `${speciesName(individual.species)}${individual.class === null || individual.class === 'unknown' ? ', class not said' : `, ${individual.class}`}`;
    const row = rows.get(name) ?? [name, 0, 0, 0];
    row[individual.sex === 'female' ? 1 : individual.sex === 'male' ? 2 : 3]++;
    rows.set(name, row);
  }
  book.heading('The herd');
  drawTable(
    book,
    [
      { title: 'Species and class', share: 3 },
      { title: 'Female', share: 1.4, align: 'right' },
      { title: 'Male', share: 1.4, align: 'right' },
      { title: 'Sex not known', share: 1.4, align: 'right' },
      { title: 'Individuals', share: 1.4, align: 'right' },
    ],
    [...rows.values()]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, ...n]) => [name, ...n.map(count), count(n.reduce((a, b) => a + b, 0))]),
  );
}
