// The cover: the season's best photograph, what the report is about, and the period; without a photograph, a hillside in contour lines.
import type { Photograph } from '../pictures.ts';
import type { Book } from './book.ts';
import { forest, ink, moss, ochre, paper, quiet } from './palette.ts';

export interface CoverText {
  title: string;
  /** Where the animals were looked for. */
  area: string;
  period: string;
  /** Who and what made it, and when. */
  imprint: string;
  caption: string | null;
}

export async function drawCover(
  book: Book,
  text: CoverText,
  photograph: { picture: Photograph; focus: readonly [number, number] } | null,
): Promise<void> {
  book.newPage();
  const split = Math.round(book.height * 0.595);
  book.fill(0, 0, book.width, book.height, paper);
  const frame = { x: 0, y: 0, width: book.width, height: split };
  if (photograph === null) drawHillside(book, split);
  else await book.photograph(photograph.picture, frame, photograph.focus);
  book.fill(0, split, book.width, 4, ochre);
  if (text.caption !== null)
    book.text(text.caption, book.right, split + 19, { size: 7, colour: quiet, align: 'right' });

  let y = split + 62;
  book.text('SEASON REPORT', book.left, y, { face: 'bold', size: 7.5, colour: ochre, spacing: 2.2 });
  y += 16;
  const size = book.type.wrap(text.title, 'serif', 42, book.measure).length > 2 ? 32 : 42;
  for (const line of book.type.wrap(text.title, 'serif', size, book.measure, 3)) {
    y += size * 1.02;
    book.text(line, book.left, y, { face: 'serif', size, colour: forest });
  }
  y += 38;
  book.text(book.type.fit(text.period, 'serif', 17, book.measure), book.left, y, {
    face: 'serif',
    size: 17,
    colour: ink,
  });
  y += 8;
  for (const line of book.type.wrap(text.area, 'sans', 9.5, book.measure * 0.8, 2)) {
    y += 15;
    book.text(line, book.left, y, { size: 9.5, colour: quiet });
  }

  book.rule(book.left, book.height - 58, book.right);
  book.text('Herdbook', book.left, book.height - 38, { face: 'serif', size: 13, colour: forest });
  book.text(book.type.fit(text.imprint, 'sans', 7.5, book.measure - 90), book.right, book.height - 38, {
    size: 7.5,
    colour: quiet,
    align: 'right',
  });
}

/** Contour lines of a hill that lies off the middle; drawn by a fixed rule, the same on every report. */
function drawHillside(book: Book, height: number): void {
  book.fill(0, 0, book.width, height, forest);
  const [x, y] = [book.width * 0.66, height * 0.46];
  for (let ring = 1; ring <= 15; ring++) {
    const points: string[] = [];
    for (let step = 0; step <= 120; step++) {
      const angle = (step / 120) * 2 * Math.PI;
      const radius =
        ring *
        20 *
        (1 + 0.16 * Math.sin(2 * angle + 0.6) + 0.07 * Math.sin(3 * angle + ring * 0.22) + 0.03 * Math.cos(5 * angle));
      const [px, py] = [x + radius * Math.cos(angle) * 1.3, y + radius * Math.sin(angle) * 0.9];
      const inside = px >= 0 && px <= book.width && py >= 0 && py <= height;
      if (inside)
        points.push(`${points.length === 0 || points.at(-1) === '' ? 'M' : 'L'} ${px.toFixed(1)} ${py.toFixed(1)}`);
      else if (points.length > 0) points.push('');
    }
    book.shape(points.filter((point) => point !== '').join(' '), 0, 0, {
      stroke: moss,
      thickness: ring % 5 === 0 ? 1 : 0.5,
      opacity: 0.8,
    });
  }
}
