// Plain tables for people at a terminal.
type Cell = string | number | null | undefined;

/** Columns padded to their widest cell; nothing else. */
export function table(head: string[], rows: Cell[][]): string {
  if (rows.length === 0) return 'None.';
  const cells = [
    head,
    ...rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '–' : String(cell)))),
  ];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
