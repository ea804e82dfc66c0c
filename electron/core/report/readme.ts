// What travels with the tables so that they can be read in ten years: a README in plain words and a manifest for machines.
import type { PackedFile } from './package.ts';
import type { Packing, Remark } from './season-package.ts';
import type { Table } from './tables.ts';

type About = Pick<Packing, 'season' | 'request' | 'precision' | 'blurPeople' | 'library' | 'version'>;

export function readmeOf(about: About, tables: readonly Table[], remarks: readonly Remark[]): string {
  const { season, request, precision, blurPeople, library, version } = about;
  const photographs = {
    none: 'none',
    crops: 'one picture per animal, cut from the photograph',
    downsized: 'whole photographs, at most 1600 pixels wide, without metadata',
    originals: 'the files as they came from the cameras; those listed below under "Remarks" differ',
  }[request.photographs];
  const lines = [
    `${library}: ${season.from} to ${season.to}`,
    `Written by Herdbook ${version}.`,
    '',
    'What is in here',
    `  report.pdf       the season on paper`,
    `  tables/          tables as CSV (described below)`,
    `  photographs/ or crops/   ${photographs}`,
    `  manifest.json    size and SHA-256 of every other file`,
    '',
    'Privacy',
    `  People on photographs: ${blurPeople ? 'blurred where they were found' : 'as they were taken'}.`,
    `  Coordinates: ${{ exact: 'as recorded', coarse: 'rounded to 0.01 degrees', withheld: 'withheld' }[precision]}.`,
    '',
    'How the tables are written',
    '  UTF-8 without a byte-order mark, comma, double quotes, CRLF (RFC 4180); in Excel use Data > From Text/CSV.',
    '  Empty means not known. Text that a spreadsheet would run as a formula (beginning with = + - @, tab or return)',
    "  has an apostrophe (') in front. Times without a zone are those of the camera's own clock.",
    '',
    ...tables.flatMap(describeTable),
    ...(remarks.length === 0 ? [] : ['Remarks', ...remarks.map(({ name, reason }) => `  ${name}: ${reason}`), '']),
  ];
  return lines.join('\r\n');
}

export function describeTable({ name, about, columns }: Table): string[] {
  const widest = Math.max(...columns.map((column) => column.name.length));
  return [
    `${name}.csv`,
    `  ${about}`,
    ...columns.map((column) => `  ${column.name.padEnd(widest)}  ${column.about}`),
    '',
  ];
}

export function manifestOf(about: About, files: readonly PackedFile[], remarks: readonly Remark[]): string {
  const { season, request, library, version, precision, blurPeople } = about;
  // Where the export was written to is nobody else's business.
  const { out: _, ...asked } = request;
  return `${JSON.stringify(
    {
      format: 'herdbook-season',
      formatVersion: 1,
      madeBy: `Herdbook ${version}`,
      createdAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
      library,
      period: { from: season.from, to: season.to },
      request: { ...asked, coordinates: precision, blurPeople },
      files,
      remarks,
    },
    null,
    2,
  )}\n`;
}
