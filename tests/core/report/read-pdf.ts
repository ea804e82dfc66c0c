// The text of a PDF page by page, read with the reader of browsers.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  pages: string[];
  outline: string[];
  info: Record<string, unknown>;
  /** Points. */
  size: [width: number, height: number];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const content = await (await pdf.getPage(n)).getTextContent();
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const outline = ((await pdf.getOutline()) ?? []) as { title: string; items: { title: string }[] }[];
  const [, , width, height] = (await pdf.getPage(1)).view as [number, number, number, number];
  const info = (await pdf.getMetadata()).info as Record<string, unknown>;
  await task.destroy();
  return {
    pages,
    outline: outline.flatMap(({ title, items }) => [title, ...items.map((item) => item.title)]),
    info,
    size: [width, height],
  };
}
