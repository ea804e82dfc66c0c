// CSV as RFC 4180 asks: commas, double quotes, CRLF, UTF-8 without a byte-order mark (R and Python read it as it is). Text that a
// spreadsheet would run as a formula gets an apostrophe in front; numbers are numbers and are left alone.
export type Cell = string | number | boolean | null | undefined;

const runsAsFormula = /^[=+\-@\t\r]/;

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  const text = runsAsFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
