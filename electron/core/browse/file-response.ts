// A file as the answer to a request: whole, unchanged since last time, or the part a video player asks for.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

export interface FileToSend {
  path: string;
  type: string;
  /** Changes whenever the bytes change; without quotes. */
  tag: string;
  /** For how long a browser may keep it without asking again. */
  caching: 'immutable' | 'ask-again';
  /** Offered for saving under this name rather than shown. */
  saveAs?: string;
}

const CACHING = { immutable: 'private, max-age=31536000, immutable', 'ask-again': 'private, no-cache' };

/** Null where there is no such file. */
export async function sendFile(request: Request, file: FileToSend): Promise<Response | null> {
  const found = await stat(file.path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const tag = `"${file.tag}"`;
  const headers = new Headers({
    'content-type': file.type,
    etag: tag,
    'cache-control': CACHING[file.caching],
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  });
  if (file.saveAs !== undefined) {
    headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.saveAs)}`);
  }
  const known = request.headers.get('if-none-match');
  if (known?.split(',').some((one) => one.trim() === tag || one.trim() === '*')) {
    return new Response(null, { status: 304, headers });
  }
  const range = rangeAsked(request, tag, found.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${found.size}`);
    headers.delete('content-type');
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range !== null) headers.set('content-range', `bytes ${start}-${end}/${found.size}`);
  const body = request.method === 'HEAD' || found.size === 0 ? null : streamOf(file.path, start, end);
  return new Response(body, { status: range === null ? 200 : 206, headers });
}

function streamOf(path: string, start: number, end: number): ReadableStream {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream;
}

/** The one range asked for; null for the whole file (no range, several ranges, or a file that changed since the first part). */
function rangeAsked(
  request: Request,
  tag: string,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const condition = request.headers.get('if-range');
  if (condition !== null && condition !== tag) return null;
  return parseRange(request.headers.get('range'), size);
}

/**
 * RFC 9110 section 14: `bytes=0-499`, `bytes=500-`, `bytes=-500`. Null where the header is absent, is not understood, or names several
 * ranges (the whole file is then a correct answer).
 */
export function parseRange(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}
