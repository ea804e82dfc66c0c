// Files with a word on each, as a table for a letter or a bug report.

export interface Reason {
  path: string;
  note: string;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
/** CSV with a heading; text that a spreadsheet would run as a formula is defused. */
export const reasonsAsCsv = (entries: readonly Reason[]): string =>
  [
    'path,note',
    ...entries.map((one) => [one.path, one.note].map((text) => quote(text.replace(/^([=+\-@\t\r])/, "'$1"))).join(',')),
  ].join('\r\n');
