// What both hosts of the window agree on when they serve its files: what may run in it, what kind of file each one is, and which
// addresses are answered with bytes from core rather than with a screen.

/** Only our own code runs in the window, and it talks to nobody but core. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
};

/** MIME type by a file name's ending. */
export const contentType = (name: string): string =>
  TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/**
 * Which file of the window an address names, as a path below the window's folder with forward slashes, empty for the front page; null for
 * an address that is not written correctly or would leave the folder. Backslashes and drives count too, since Windows follows them.
 * @param pathname percent-encoded, as in `URL.pathname`
 */
export function windowFile(pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  return parts.some((part) => part === '..' || /[:\0]/.test(part)) ? null : parts.join('/');
}

/** Whether a path of `windowFile` is that of a file; all others are addresses of screens, which index.html shows. */
export const namesFile = (path: string): boolean => /\.[^./]+$/.test(path);

const BYTES = /^\/(media|crops|individuals|exports)\/[^/]+$/;

/**
 * Whether core answers an address with bytes. `/media/<id>` and `/individuals/<id>` are screens as well: a browser that goes
 * there asks for a page first of all, a picture never does.
 */
export const isBytes = (pathname: string, accept: string | null | undefined): boolean =>
  BYTES.test(pathname) && (pathname.startsWith('/exports/') || accept?.startsWith('text/html') !== true);
