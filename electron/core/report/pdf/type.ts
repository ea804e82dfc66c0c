// The report's typefaces, and text that fits: what a typeface cannot write is written with another, or marked, and never stops the
// report; long names are wrapped and, where they still do not fit, end in an ellipsis.
import { readFile } from 'node:fs/promises';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import fontkit from '@pdf-lib/fontkit';

export type FaceName = 'serif' | 'sans' | 'bold';

const files: Record<FaceName, string> = {
  serif: 'EBGaramond-Regular.ttf',
  sans: 'NotoSans-Regular.ttf',
  bold: 'NotoSans-Bold.ttf',
};
const folder = new URL('../../../../resources/fonts/', import.meta.url);
/** Stands for what no typeface of ours can write. */
const MISSING = '\u25a1';

interface Face {
  font: PDFFont;
  knows: Set<number>;
}

export interface Written {
  text: string;
  font: PDFFont;
}

export class Type {
  readonly #faces: Record<FaceName, Face>;
  readonly #graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

  constructor(faces: Record<FaceName, Face>) {
    this.#faces = faces;
  }

  static async load(pdf: PDFDocument): Promise<Type> {
    pdf.registerFontkit({ create: withStreamedSubset });
    const load = async (name: FaceName): Promise<Face> => {
      const bytes = await readFile(new URL(files[name], folder));
      // Ligatures are off: text taken out of the report (search, copy) stays what was written. Figures stand on the line.
      const features = { liga: false, clig: false, dlig: false, lnum: true };
      const font = await pdf.embedFont(bytes, { subset: true, features });
      return { font, knows: new Set(font.getCharacterSet()) };
    };
    return new Type({ serif: await load('serif'), sans: await load('sans'), bold: await load('bold') });
  }

  /** The text and the font that can write it. */
  write(text: string, face: FaceName): Written {
    const clean = text.normalize('NFC').replaceAll(/\s+/g, ' ');
    const wanted = this.#faces[face];
    if (covers(wanted, clean)) return { text: clean, font: wanted.font };
    const other = this.#faces[face === 'serif' ? 'sans' : face];
    const marked = [...this.#graphemes.segment(clean)]
      .map(({ segment }) => {
        if (covers(other, segment)) return segment;
        const plain = segment.normalize('NFKD').replaceAll(/\p{M}+/gu, '');
        return plain !== '' && covers(other, plain) ? plain : MISSING;
      })
      .join('');
    return { text: marked, font: other.font };
  }

  /** Points. */
  width(text: string, face: FaceName, size: number): number {
    const written = this.write(text, face);
    return written.font.widthOfTextAtSize(written.text, size);
  }

  /** One line of at most `width` points. */
  fit(text: string, face: FaceName, size: number, width: number): string {
    if (this.width(text, face, size) <= width) return text;
    const letters = [...this.#graphemes.segment(text)].map(({ segment }) => segment);
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.width(`${letters.slice(0, middle).join('').trimEnd()}…`, face, size) <= width) low = middle;
      else high = middle - 1;
    }
    return `${letters.slice(0, low).join('').trimEnd()}…`;
  }

  /** Lines of at most `width` points; words longer than a line are broken; past `most` lines an ellipsis ends the text. */
  wrap(text: string, face: FaceName, size: number, width: number, most = Number.POSITIVE_INFINITY): string[] {
    const lines: string[] = [];
    let line = '';
    const words = text.split(/\s+/).filter((word) => word !== '');
    for (const word of words.flatMap((one) => this.#broken(one, face, size, width))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line === '' || this.width(longer, face, size) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    if (line !== '') lines.push(line);
    if (lines.length <= most) return lines;
    return [...lines.slice(0, most - 1), this.fit(`${lines.slice(most - 1).join(' ')}`, face, size, width)];
  }

  #broken(word: string, face: FaceName, size: number, width: number): string[] {
    if (this.width(word, face, size) <= width) return [word];
    const parts = [''];
    for (const { segment } of this.#graphemes.segment(word)) {
      const longer = parts.at(-1)! + segment;
      if (parts.at(-1) === '' || this.width(longer, face, size) <= width) parts[parts.length - 1] = longer;
      else parts.push(segment);
    }
    return parts;
  }
}

type FontEngine = Parameters<PDFDocument['registerFontkit']>[0];
type CreatedFont = Extract<Awaited<ReturnType<FontEngine['create']>>, { createSubset(): unknown }>;
type Subset = ReturnType<CreatedFont['createSubset']> & { cff?: unknown };
interface StreamingFont extends CreatedFont {
  createSubset(): Subset & Required<Pick<Subset, 'encodeStream'>>;
}

/**
 * Fonts as pdf-lib's continuation expects them: it takes a subset that has `encode` for one that answers at once, as newer fontkits
 * do; that of @pdf-lib/fontkit writes to a stream, so only its `encodeStream` is shown.
 */
const withStreamedSubset: FontEngine['create'] = (bytes, postscriptName) => {
  const font = fontkit.create(bytes, postscriptName) as unknown as StreamingFont;
  const createSubset = font.createSubset.bind(font);
  font.createSubset = () => {
    const subset = createSubset();
    return {
      cff: subset.cff,
      includeGlyph: (glyph) => subset.includeGlyph(glyph),
      encodeStream: () => subset.encodeStream(),
    };
  };
  return font;
};

const covers = ({ knows }: Face, text: string): boolean =>
  [...text].every((letter) => knows.has(letter.codePointAt(0)!));
