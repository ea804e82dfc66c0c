// Tells from a file's bytes, never from its name, whether it is a photograph or a video that Herdbook takes; and, when it is not, what it
// is, so that a person reading the list understands why it was left out.
import { fileTypeFromBuffer } from 'file-type';

export interface MediaFileKind {
  kind: 'image' | 'video';
  /** MIME type. */
  format: string;
}
export type FileKind = MediaFileKind | { kind: 'other'; reason: string };

/** How many bytes from the beginning are needed. */
export const HEAD_BYTES = 65_536;

const IMAGES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  apng: 'image/png',
  webp: 'image/webp',
  tif: 'image/tiff',
};
const VIDEOS: Record<string, string> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  '3gp': 'video/mp4',
  '3g2': 'video/mp4',
  mov: 'video/quicktime',
  avi: 'video/x-msvideo',
  mkv: 'video/matroska',
  webm: 'video/matroska',
  asf: 'video/x-ms-asf',
};
const NAMES: Record<string, string> = {
  bmp: 'a BMP image',
  gif: 'a GIF image',
  heic: 'a HEIC image',
  avif: 'an AVIF image',
  pdf: 'a PDF document',
  zip: 'a ZIP archive',
  xml: 'an XML text',
  sqlite: 'an SQLite database',
  exe: 'a Windows program',
};

/** @param head the first HEAD_BYTES of the file, or all of it when it is smaller */
export async function recogniseFile(head: Uint8Array): Promise<FileKind> {
  if (head.length === 0) return { kind: 'other', reason: 'empty file (0 bytes)' };
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const ext: string = found?.ext ?? '';
  if (IMAGES[ext] !== undefined) return { kind: 'image', format: IMAGES[ext] };
  if (VIDEOS[ext] !== undefined) return { kind: 'video', format: VIDEOS[ext] };
  return { kind: 'other', reason: `not a photograph or video: ${describe(ext, found?.mime, head)}` };
}

function describe(ext: string, mime: string | undefined, head: Uint8Array): string {
  if (NAMES[ext] !== undefined) return NAMES[ext];
  if (ext !== '') return mime?.startsWith('image/') ? `an image of a kind not taken (${ext})` : `${mime} (${ext})`;
  if (head.every((byte) => byte === 0)) return 'nothing but zeros';
  return isText(head) ? 'plain text' : 'contents of an unknown kind';
}

function isText(head: Uint8Array): boolean {
  const sample = head.subarray(0, 4096);
  try {
    // A character cut in two at the end of the sample is no reason to doubt the rest.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from data
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
  } catch {
    return false;
  }
}
