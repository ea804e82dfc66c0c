// The six tables on their own, with the README that explains their columns.
import { describeTable } from '../readme.ts';
import { csvLines, tablesOf } from '../tables.ts';
import type { Format } from './format.ts';

export const csv: Format = {
  shape: 'tables',
  files({ tables, season, precision, library, version }) {
    const all = tablesOf(tables, season, precision);
    const readme = [
      `${library}: ${season.from} to ${season.to}`,
      `Written by Herdbook ${version}. UTF-8 without a byte-order mark, comma, double quotes, CRLF (RFC 4180). Empty means not known.`,
      "Text that a spreadsheet would run as a formula has an apostrophe (') in front.",
      '',
      ...all.flatMap(describeTable),
    ].join('\r\n');
    return [
      ...all.map((table) => ({ name: `${table.name}.csv`, content: csvLines(table) })),
      { name: 'README.txt', content: [readme] },
    ];
  },
};
