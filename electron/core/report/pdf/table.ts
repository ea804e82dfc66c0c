// Tables in a report: a quiet header, hairlines, numbers to the right, and the header again on every page they run over.
import type { Book } from './book.ts';
import { ink, ochre, quiet, sand } from './palette.ts';

export interface Heading {
  title: string;
  /** Share of the width, relative to the other columns'. */
  share: number;
  align?: 'left' | 'right';
}

const ROW = 17;

/** Draws rows of text from `book.y` on. A row in `strong` is the sum. */
export function drawTable(book: Book, headings: Heading[], rows: string[][], sum?: string[]): void {
  const shares = headings.reduce((total, { share }) => total + share, 0);
  const columns = headings.map(({ share }) => (share / shares) * book.measure);
  const starts = columns.map((_, i) => book.left + columns.slice(0, i).reduce((a, b) => a + b, 0));
  const drawRow = (cells: string[], style: { bold?: boolean; header?: boolean }) => {
    const size = style.header ? 7 : 8.5;
    const face = style.bold || style.header ? 'bold' : 'sans';
    cells.forEach((cell, i) => {
      const align = headings[i]!.align ?? 'left';
      const room = columns[i]! - 8;
      const x = align === 'right' ? starts[i]! + columns[i]! - (i === columns.length - 1 ? 0 : 8) : starts[i]!;
      book.text(book.type.fit(cell, face, size, room), x, book.y + 11.5, {
        face,
        size,
        align,
        colour: style.header ? quiet : ink,
      });
    });
    book.y += ROW;
  };
  const header = () => {
    drawRow(
      headings.map(({ title }) => title),
      { header: true },
    );
    book.rule(book.left, book.y, book.right, ochre, 0.8);
  };
  book.room(ROW * 3);
  header();
  for (const row of rows) {
    if (book.room(ROW)) header();
    drawRow(row, {});
    book.rule(book.left, book.y, book.right, sand, 0.5);
  }
  if (sum !== undefined) {
    if (book.room(ROW)) header();
    drawRow(sum, { bold: true });
  }
  book.y += 14;
}
