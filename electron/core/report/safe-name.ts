// Names of files that Windows, macOS and Linux all take: people name places "Weiher / Süd?" and cameras write IMG_0001 on every card.

const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The text as one file or folder name of at most `longest` characters: no separators, no reserved names, never empty. */
export function safeName(text: string, longest = 80): string {
  const cleaned = text
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must go
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '');
  const short = [...cleaned]
    .slice(0, longest)
    .join('')
    .replace(/[ .]+$/, '');
  if (short === '') return '_';
  return windowsDevice.test(short) ? `_${short}` : short;
}

/** Like `safeName`, for the name of an export: lower case, hyphens in place of spaces. */
export const safeSlug = (text: string): string =>
  safeName(text, 60)
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'library';

/** Gives each path once: where it was given before (case does not count), `-2`, `-3`, … goes before the extension. */
export class UniquePaths {
  readonly #given = new Set<string>();

  take(path: string): string {
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? path : numbered(path, n);
      const key = candidate.normalize('NFC').toLowerCase();
      if (this.#given.has(key)) continue;
      this.#given.add(key);
      return candidate;
    }
  }
}

/** `a/b.pdf`, 2 → `a/b-2.pdf` */
export function numbered(path: string, n: number): string {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const dot = path.lastIndexOf('.');
  const end = dot > slash + 1 ? dot : path.length;
  return `${path.slice(0, end)}-${n}${path.slice(end)}`;
}
