// The contents page, with links, and the same sections as bookmarks of the file.
import { PDFArray, PDFHexString, PDFName, PDFNumber, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';
import type { Book, Section } from './book.ts';
import { ink, ochre, quiet, sand } from './palette.ts';

const CHAPTER = 24;
const NAME = 13;
const COLUMNS = 3;

/** Puts the contents after the cover. Individuals are listed in columns below their chapter. */
export function drawContents(book: Book): void {
  const chapters = group(book.sections);
  const pages = new Map<PDFPage, number>();
  let inserted = 0;
  const turn = (title: string) => {
    inserted++;
    book.newPage(inserted);
    book.text(title, book.left, book.y + 18, { face: 'serif', size: 30, colour: ink });
    book.rule(book.left, book.y + 32, book.left + 36, ochre, 1.6);
    book.y += 62;
  };
  // Page numbers are those after insertion: the contents are laid out once to know how many pages they take.
  const taken = countPages(book, chapters);
  book.pdf.getPages().forEach((page, index) => void pages.set(page, index + 1 + (index > 0 ? taken : 0)));
  turn('Contents');
  for (const { chapter, names } of chapters) {
    if (book.y + CHAPTER > book.floor) turn('Contents');
    line(book, chapter.title, pages.get(chapter.page)!, chapter.page);
    const column = book.measure / COLUMNS;
    names.forEach((name, i) => {
      const place = i % COLUMNS;
      if (place === 0 && book.y + NAME > book.floor) turn('Contents');
      const x = book.left + place * column;
      const number = String(pages.get(name.page)!);
      const room = column - 22;
      const text = book.type.fit(name.title, 'sans', 8, room - book.type.width(number, 'sans', 8) - 10);
      book.text(text, x + 8, book.y + 8, { size: 8, colour: ink });
      book.text(number, x + room, book.y + 8, { size: 8, colour: quiet, align: 'right' });
      link(book, x, book.y, room, NAME, name.page);
      if (place === COLUMNS - 1 || i === names.length - 1) book.y += NAME;
    });
    if (names.length > 0) book.y += 8;
  }
}

interface Listed {
  chapter: Section;
  names: Section[];
}

function group(sections: readonly Section[]): Listed[] {
  const chapters: Listed[] = [];
  for (const section of sections)
    if (section.level === 0) chapters.push({ chapter: section, names: [] });
    else chapters.at(-1)?.names.push(section);
  return chapters;
}

function countPages(book: Book, chapters: readonly Listed[]): number {
  const top = 78 + 62;
  let [pages, y] = [1, top];
  for (const { names } of chapters) {
    if (y + CHAPTER > book.floor) [pages, y] = [pages + 1, top];
    y += CHAPTER;
    for (let row = 0; row < Math.ceil(names.length / COLUMNS); row++) {
      if (y + NAME > book.floor) [pages, y] = [pages + 1, top];
      y += NAME;
    }
    if (names.length > 0) y += 8;
  }
  return pages;
}

function line(book: Book, title: string, number: number, page: PDFPage): void {
  book.text(title, book.left, book.y + 13, { face: 'serif', size: 14, colour: ink });
  book.text(String(number), book.right, book.y + 13, { face: 'serif', size: 14, colour: quiet, align: 'right' });
  book.rule(book.left, book.y + 19, book.right, sand, 0.5);
  link(book, book.left, book.y, book.measure, CHAPTER, page);
  book.y += CHAPTER;
}

function link(book: Book, x: number, y: number, width: number, height: number, target: PDFPage): void {
  const { context } = book.pdf;
  const bottom = book.height - y - height;
  const annotation = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [x, bottom, x + width, bottom + height],
      Border: [0, 0, 0],
      Dest: [target.ref, 'XYZ', null, null, null],
    }),
  );
  book.page.node.addAnnot(annotation);
}

/** Bookmarks: chapters, and individuals within theirs (PDF 32000-1, 12.3.3). */
export function addBookmarks(book: Book): void {
  const { context, catalog } = book.pdf;
  const root = context.nextRef();
  const chapters = group(book.sections);
  if (chapters.length === 0) return;
  const chapterRefs = chapters.map(() => context.nextRef());
  chapters.forEach(({ chapter, names }, i) => {
    const own = chapterRefs[i]!;
    const nameRefs = names.map(() => context.nextRef());
    names.forEach((name, j) => {
      context.assign(nameRefs[j]!, bookmark(book, name, own, nameRefs[j - 1], nameRefs[j + 1]));
    });
    const item = bookmark(book, chapter, root, chapterRefs[i - 1], chapterRefs[i + 1]);
    if (nameRefs.length > 0) {
      item.set(PDFName.of('First'), nameRefs[0]!);
      item.set(PDFName.of('Last'), nameRefs.at(-1)!);
      item.set(PDFName.of('Count'), PDFNumber.of(-nameRefs.length));
    }
    context.assign(own, item);
  });
  context.assign(
    root,
    context.obj({ Type: 'Outlines', First: chapterRefs[0]!, Last: chapterRefs.at(-1)!, Count: chapters.length }),
  );
  catalog.set(PDFName.of('Outlines'), root);
}

function bookmark(book: Book, { title, page }: Section, parent: PDFRef, before?: PDFRef, after?: PDFRef) {
  const { context } = book.pdf;
  const item = context.obj({});
  const destination = PDFArray.withContext(context);
  destination.push(page.ref);
  destination.push(PDFName.of('Fit'));
  item.set(PDFName.of('Title'), PDFHexString.fromText(title));
  item.set(PDFName.of('Parent'), parent);
  item.set(PDFName.of('Dest'), destination);
  if (before !== undefined) item.set(PDFName.of('Prev'), before);
  if (after !== undefined) item.set(PDFName.of('Next'), after);
  return item;
}
