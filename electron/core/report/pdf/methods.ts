// "How this report was made": definitions, models with their versions, thresholds, who confirmed what, and what was left out, so that
// every number can be argued with.
import type { Settings } from '../../../../shared/domain/settings.ts';
import type { SeasonTables } from '../../../store/report-tables.ts';
import type { Precision } from '../coordinates.ts';
import type { Season } from '../season.ts';
import type { Book } from './book.ts';
import { count, counted, ink, quiet } from './palette.ts';
import { drawTable } from './table.ts';

export interface Making {
  tables: SeasonTables;
  season: Season;
  settings: Settings;
  precision: Precision;
  blurPeople: boolean;
  /** Photographs that could not be shown. */
  unavailable: number;
  version: string;
}

export function drawMethods(book: Book, making: Making): void {
  const { tables, season, settings } = making;
  book.chapter('How this report was made');
  entry(book, 'Counting', [
    'A photograph belongs to the period when the camera’s clock says so. Photographs that belong together (a burst, or triggers close in time) are one event; a photograph that belongs to none counts as an event of its own.',
    'An encounter is one individual in one event. It is counted when at least one detection carries the individual’s identity, confirmed or proposed; rejected identities count nowhere.',
  ]);
  entry(book, 'Identities', [
    `Herdbook proposes who an animal is; only people confirm. ${identitiesSentence(season)}`,
    `A known individual is proposed at a similarity of ${settings.bodyThreshold} or above.`,
  ]);
  if (season.deciders.length > 0)
    drawTable(
      book,
      [
        { title: 'Decided by', share: 4 },
        { title: 'Confirmed', share: 1, align: 'right' },
        { title: 'Rejected', share: 1, align: 'right' },
      ],
      season.deciders.map(({ person, confirmed, rejected }) => [person, count(confirmed), count(rejected)]),
    );
  const sources = sourcesOf(tables);
  if (sources.length > 0) {
    entry(book, 'Who found the animals', [
      `Boxes count from a confidence of ${settings.thresholds.animal} for animals, ${settings.thresholds.person} for people and ${settings.thresholds.vehicle} for vehicles.`,
    ]);
    drawTable(
      book,
      [
        { title: 'Source and version', share: 3 },
        { title: 'Used for', share: 2 },
        { title: 'Detections', share: 1, align: 'right' },
      ],
      sources,
    );
  }
  entry(book, 'What was left out', leftOut(making));
  entry(book, 'Privacy', [
    making.blurPeople
      ? 'People on photographs are blurred where they were found.'
      : 'People on photographs are shown as they were taken.',
    {
      exact: 'Coordinates are given as recorded.',
      coarse: 'Coordinates are rounded to a hundredth of a degree.',
      withheld: 'Coordinates are withheld.',
    }[making.precision],
  ]);
  entry(book, 'Made with', [`Herdbook ${making.version}.`]);
}

function entry(book: Book, title: string, sentences: string[]): void {
  book.room(60);
  book.text(title, book.left, book.y + 12, { face: 'serif', size: 14, colour: ink });
  book.y += 21;
  for (const sentence of sentences) book.paragraph(sentence, { size: 9, leading: 14, colour: quiet });
  book.y += 4;
}

function identitiesSentence({ identities }: Season): string {
  const all = identities.confirmed + identities.proposed;
  if (all === 0) return 'No identity has been proposed or confirmed in this period.';
  const rejected =
    identities.rejected === 0
      ? ''
      : `; ${counted(identities.rejected, 'proposal')} ${identities.rejected === 1 ? 'was' : 'were'} rejected`;
  return `Of ${counted(all, 'identity', 'identities')} in this report, ${count(identities.confirmed)} were confirmed and ${count(identities.proposed)} are proposals${rejected}.`;
}

function sourcesOf(tables: SeasonTables): string[][] {
  const found = new Map<string, number>();
  for (const { source } of tables.detections) found.set(source, (found.get(source) ?? 0) + 1);
  const named: Record<string, string> = {
    motion: 'Motion between photographs (built in)',
    person: 'Drawn by a person',
  };
  return [
    ...[...found]
      .sort(([, a], [, b]) => b - a)
      .map(([source, n]) => [named[source] ?? source, 'finding animals, people and vehicles', count(n)]),
    ...tables.descriptors.map(({ model, detections }) => [model, 'comparing individuals', count(detections)]),
  ];
}

function leftOut({ tables, season, unavailable }: Making): string[] {
  const { withoutTime, failed, waiting } = tables.leftOut;
  const corrected = season.deployments.filter(({ clockCorrected }) => clockCorrected).length;
  const sentences = [
    withoutTime > 0 &&
      `${counted(withoutTime, 'photograph')} of the library ${withoutTime === 1 ? 'has' : 'have'} no capture time and can belong to no period.`,
    waiting > 0 &&
      `${counted(waiting, 'photograph')} of the period ${waiting === 1 ? 'has' : 'have'} not been analysed yet: animals on them are not counted.`,
    failed > 0 && `${counted(failed, 'photograph')} of the period could not be analysed.`,
    unavailable > 0 &&
      `${counted(unavailable, 'photograph')} chosen for this report could not be read and ${unavailable === 1 ? 'is' : 'are'} not shown.`,
    tables.scope.species !== null &&
      `This report is about ${tables.scope.species === 'deer' ? 'deer' : 'horses'} alone: photographs without them are counted only in the effort of the cameras.`,
    tables.scope.locationIds !== null &&
      `It is about ${counted(tables.scope.locationIds.length, 'chosen place')} alone.`,
    corrected > 0 && `The clock of ${counted(corrected, 'deployment')} was corrected by a person.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? sentences : ['Nothing: every photograph of the period is counted.'];
}
