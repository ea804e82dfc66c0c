// The book being made: pages, a pen that measures from the top left in points, sections for contents and bookmarks, and the running
// header and page numbers that are put on at the end, when the number of pages is known.
import {
  type Color,
  clip,
  endPath,
  PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setCharacterSpacing,
} from '@cantoo/pdf-lib';
import type { Photograph } from '../pictures.ts';
import { ink, moss, ochre, quiet, sand } from './palette.ts';
import { type FaceName, Type } from './type.ts';

const sizes = { a4: [595.28, 841.89], letter: [612, 792] } as const;
const SIDE = 54;
const TOP = 78;
const BOTTOM = 66;

export interface Section {
  title: string;
  page: PDFPage;
  /** 0: a chapter; 1: within one (an individual). */
  level: 0 | 1;
}

export interface TextStyle {
  face?: FaceName;
  size?: number;
  colour?: Color;
  /** Points between letters. */
  spacing?: number;
  align?: 'left' | 'right' | 'centre';
  opacity?: number;
}

export class Book {
  readonly pdf: PDFDocument;
  readonly type: Type;
  readonly width: number;
  readonly height: number;
  readonly sections: Section[] = [];
  page!: PDFPage;
  /** Points from the top of the page to where the next thing goes. */
  y = TOP;

  constructor(pdf: PDFDocument, type: Type, paper: 'a4' | 'letter') {
    this.pdf = pdf;
    this.type = type;
    [this.width, this.height] = sizes[paper];
  }

  static async open(paper: 'a4' | 'letter'): Promise<Book> {
    const pdf = await PDFDocument.create();
    return new Book(pdf, await Type.load(pdf), paper);
  }

  get left(): number {
    return SIDE;
  }
  get right(): number {
    return this.width - SIDE;
  }
  /** Points between the side margins. */
  get measure(): number {
    return this.width - 2 * SIDE;
  }
  get floor(): number {
    return this.height - BOTTOM;
  }

  newPage(at?: number): PDFPage {
    this.page =
      at === undefined
        ? this.pdf.addPage([this.width, this.height])
        : this.pdf.insertPage(at, [this.width, this.height]);
    this.y = TOP;
    return this.page;
  }

  /** Turns the page where less than `height` points are left. */
  room(height: number): boolean {
    if (this.y + height <= this.floor) return false;
    this.newPage();
    return true;
  }

  /** Begins a chapter on a page of its own. */
  chapter(title: string, introduction?: string): void {
    this.newPage();
    this.sections.push({ title, page: this.page, level: 0 });
    this.text(title, this.left, this.y + 18, { face: 'serif', size: 30, colour: ink });
    this.rule(this.left, this.y + 32, this.left + 36, ochre, 1.6);
    this.y += 54;
    if (introduction !== undefined) this.paragraph(introduction, { size: 9.5, colour: quiet });
  }

  /** A smaller heading, kept together with at least `keep` points below it. */
  heading(title: string, keep = 80): void {
    this.room(keep + 30);
    this.text(title, this.left, this.y + 16, { face: 'serif', size: 17, colour: ink });
    this.y += 30;
  }

  /** A line of text with its baseline at `y`. Answers with its width. */
  text(text: string, x: number, y: number, style: TextStyle = {}): number {
    const { face = 'sans', size = 9, colour = ink, spacing = 0, align = 'left', opacity } = style;
    const written = this.type.write(text, face);
    const width = written.font.widthOfTextAtSize(written.text, size) + spacing * [...written.text].length;
    const from = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    if (spacing !== 0) this.page.pushOperators(setCharacterSpacing(spacing));
    this.page.drawText(written.text, {
      x: from,
      y: this.height - y,
      size,
      font: written.font,
      color: colour,
      ...(opacity === undefined ? {} : { opacity }),
    });
    if (spacing !== 0) this.page.pushOperators(setCharacterSpacing(0));
    return width;
  }

  /** Wrapped text from `this.y` on, turning pages as needed. */
  paragraph(text: string, style: TextStyle & { leading?: number; width?: number; most?: number } = {}): void {
    const { face = 'sans', size = 9.5, leading = size * 1.5, width = this.measure, most } = style;
    for (const line of this.type.wrap(text, face, size, width, most)) {
      this.room(leading);
      this.text(line, this.left, this.y + size, style);
      this.y += leading;
    }
    this.y += leading * 0.5;
  }

  fill(x: number, y: number, width: number, height: number, colour: Color, opacity?: number): void {
    this.page.drawRectangle({
      x,
      y: this.height - y - height,
      width,
      height,
      color: colour,
      ...(opacity === undefined ? {} : { opacity }),
    });
  }

  rule(x: number, y: number, toX: number, colour: Color = sand, thickness = 0.6): void {
    this.line(x, y, toX, y, colour, thickness);
  }

  line(x: number, y: number, toX: number, toY: number, colour: Color, thickness = 0.6): void {
    this.page.drawLine({
      start: { x, y: this.height - y },
      end: { x: toX, y: this.height - toY },
      color: colour,
      thickness,
    });
  }

  dot(x: number, y: number, radius: number, colour: Color, border?: Color): void {
    this.page.drawCircle({
      x,
      y: this.height - y,
      size: radius,
      color: colour,
      ...(border === undefined ? {} : { borderColor: border, borderWidth: 1 }),
    });
  }

  /** A shape as an SVG path whose origin lies at (x, y) and whose y grows downwards. */
  shape(
    path: string,
    x: number,
    y: number,
    style: { fill?: Color; stroke?: Color; thickness?: number; opacity?: number },
  ) {
    this.page.drawSvgPath(path, {
      x,
      y: this.height - y,
      ...(style.fill === undefined ? {} : { color: style.fill }),
      ...(style.stroke === undefined ? {} : { borderColor: style.stroke, borderWidth: style.thickness ?? 0.6 }),
      ...(style.opacity === undefined ? {} : { opacity: style.opacity, borderOpacity: style.opacity }),
    });
  }

  /** A photograph that fills a frame; what is too much is cut off around `focus` (fractions of the picture). */
  async photograph(
    picture: Photograph,
    frame: { x: number; y: number; width: number; height: number },
    focus: readonly [number, number] = [0.5, 0.5],
  ): Promise<void> {
    const image = await this.pdf.embedJpg(picture.jpeg);
    const scale = Math.max(frame.width / image.width, frame.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const slide = (size: number, room: number, at: number) => Math.min(0, Math.max(room - size, room / 2 - at * size));
    const bottom = this.height - frame.y - frame.height;
    this.page.pushOperators(
      pushGraphicsState(),
      rectangle(frame.x, bottom, frame.width, frame.height),
      clip(),
      endPath(),
    );
    this.page.drawImage(image, {
      x: frame.x + slide(width, frame.width, focus[0]),
      y: bottom + frame.height - slide(height, frame.height, focus[1]) - height,
      width,
      height,
    });
    this.page.pushOperators(popGraphicsState());
  }

  /** Running header and page numbers on all pages but the cover. */
  number(title: string): void {
    const pages = this.pdf.getPages();
    const chapters = this.sections.filter(({ level }) => level === 0);
    let chapter = '';
    pages.forEach((page, index) => {
      chapter = chapters.find((one) => one.page === page)?.title ?? chapter;
      if (index === 0) return;
      this.page = page;
      this.text(this.type.fit(title, 'sans', 7.5, this.measure * 0.6), this.left, 44, { size: 7.5, colour: quiet });
      if (chapter !== '') this.text(chapter, this.right, 44, { size: 7.5, colour: quiet, align: 'right' });
      this.rule(this.left, 51, this.right);
      this.text(`${index + 1}`, this.right, this.height - 34, { size: 8, colour: moss, align: 'right' });
      this.text('Herdbook', this.left, this.height - 34, { face: 'serif', size: 9, colour: moss });
    });
  }
}
