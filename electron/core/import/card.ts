// Names: which folder stands for the card or station a file came from, what to call it, and file names that every system accepts.
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';

/** `DCIM`, and the numbered folders inside it: three digits and five characters (`100RECNX`, `101_PANA`). */
const CAMERA_FOLDER = /^(dcim|\d{3}[a-z0-9_]{5})$/i;

/** What uploads are called that came without a folder of their own. */
const UPLOADED = 'Uploaded photographs';

/**
 * The folder that stands for the card of a file: the nearest one above it that the camera did not name itself.
 * @param folder folder of the file; @param staging where uploads lie, each in a folder of its own above which nothing is looked at
 */
export function cardOf(folder: string, staging: string): string {
  let card = folder;
  while (CAMERA_FOLDER.test(basename(card)) && dirname(card) !== card && dirname(card) !== staging)
    card = dirname(card);
  return card;
}

/** What to call a card after its folder; a drive's own root has no name, so it is called by its letter. */
export function cardName(card: string, staging: string): string {
  if (dirname(card) === staging) return UPLOADED;
  const name = basename(card).trim();
  if (name !== '') return name.slice(0, 120);
  const drive = /^[a-z]/i.exec(card)?.[0];
  return drive === undefined ? 'Card' : `Card ${drive.toUpperCase()}`;
}

/** How a deployment remembers the folder it came from; of an upload only what the person saw. */
export function rememberedFolder(card: string, staging: string): string {
  const inside = relative(staging, card);
  if (inside.startsWith('..') || isAbsolute(inside)) return card;
  return inside.split(sep).slice(1).join('/') || UPLOADED;
}

/** Make, model and serial as one line for people, or null when the photographs name no camera. */
export function cameraLabel(camera: {
  make: string | null;
  model: string | null;
  serial: string | null;
}): string | null {
  const { make, model, serial } = camera;
  const type = make !== null && model?.toLowerCase().startsWith(make.toLowerCase()) ? [model] : [make, model];
  const parts = [...type, serial === null ? null : `(${serial})`].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

/** A folder name from a location's name: letters, digits and hyphens of any script. */
export function slug(name: string): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return shorten(words, 80) || 'location';
}

/** Reserved on Windows whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A file name that Windows, macOS and Linux all accept, at most 120 bytes, with its extension kept. */
export function safeFileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  const stem = name.slice(0, name.length - extension.length);
  const clean = (text: string) =>
    text
      .normalize('NFC')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what no file name may hold
      .replaceAll(/[<>:"/\\|?*\u0000-\u001f\u007f\ufffd]/g, '_');
  const whole = `${shorten(clean(stem), 100)}${clean(extension)}`.replace(/[. ]+$/, '');
  return RESERVED.test(whole) || whole === '' ? `_${whole}` : whole;
}

/** Cuts text to at most `bytes` bytes of UTF-8 without cutting a character in two. */
function shorten(text: string, bytes: number): string {
  let used = 0;
  let out = '';
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    out += character;
  }
  return out;
}
