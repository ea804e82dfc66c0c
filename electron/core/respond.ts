// Answers the addresses of shared/contract/urls.ts with bytes. One function behind the window's protocol and the browser's server;
// files are found by id through the catalogue, never by a path out of the address.

import { realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import type { IndividualId } from '../../shared/domain/ids.ts';
import {
  HerdbookError,
  InvalidInputError,
  NoLibraryOpenError,
  NotFoundError,
  PictureUnreadableError,
} from '../../shared/errors.ts';
import { bestPictures, momentOf } from '../store/best-pictures.ts';
import { findPlacedBox } from '../store/detections.ts';
import { findJob } from '../store/jobs.ts';
import { findFile } from '../store/media.ts';
import { findPortrait } from '../store/portraits.ts';
import { THUMBNAIL_WIDTH } from './analyse/thumbnail.ts';
import { sendFile } from './browse/file-response.ts';
import { noSuchMedia } from './browse/handlers.ts';
import { type Crop, cropOf, cropTag, LARGEST_CROP, SMALLEST_CROP, viewOf, widthFor } from './browse/made-pictures.ts';
import type { House } from './house.ts';

/** Pixels of an individual's picture. */
const PORTRAIT = 200;
const ID = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;

const answers: Record<string, (house: House, id: string, url: URL, request: Request) => Promise<Response>> = {
  media: (house, id, url, request) =>
    url.searchParams.has('w') ? sendView(house, id, url, request) : sendOriginal(house, id, request),
  crops: sendCrop,
  individuals: sendPortrait,
  exports: sendExport,
};

/** Never rejects: what goes wrong is an answer with a sentence in it. */
export async function respond(house: House, request: Request): Promise<Response> {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD') return inWords(405, 'Only reading is possible here.');
    const url = new URL(request.url);
    const [room = '', id = '', ...rest] = url.pathname.split('/').slice(1).map(decode);
    if (!Object.hasOwn(answers, room) || rest.length > 0) return inWords(404, 'There is nothing at this address.');
    if (!ID.test(id)) return inWords(400, 'This address names no id.');
    return await answers[room]!(house, id, url, request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return inWords(statusOf(error), message);
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InvalidInputError('This address is not written correctly.');
  }
}

function statusOf(error: unknown): number {
  if (error instanceof InvalidInputError) return 400;
  if (error instanceof NotFoundError || error instanceof NoLibraryOpenError) return 404;
  if (error instanceof PictureUnreadableError) return 422;
  return error instanceof HerdbookError ? 503 : 500;
}

const inWords = (status: number, message: string): Response =>
  new Response(message, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });

const gone = (what: string) => new NotFoundError(`${what} is not where it was. Is a drive or card missing?`);

function number(url: URL, name: string, least: number, most: number): number {
  const text = url.searchParams.get(name) ?? '';
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 1) {
    throw new InvalidInputError(`"${name}" must be a number of pixels, not "${text.slice(0, 40)}".`, { field: name });
  }
  return Math.round(Math.min(most, Math.max(least, value)));
}

async function media(house: House, id: string) {
  const found = await findFile(house.library().store.db, id);
  if (found === undefined) throw noSuchMedia(id);
  return found;
}

async function sendOriginal(house: House, id: string, request: Request): Promise<Response> {
  const file = await media(house, id);
  const path = house.library().locate(file.path);
  const sent = await sendFile(request, { path, type: file.format, tag: file.sha256, caching: 'immutable' });
  return sent ?? Promise.reject(gone(`${file.name} (${path})`));
}

async function sendView(house: House, id: string, url: URL, request: Request): Promise<Response> {
  const width = widthFor(number(url, 'w', 1, Number.MAX_SAFE_INTEGER));
  const file = await media(house, id);
  const picture = { type: 'image/jpeg', tag: `${file.sha256.slice(0, 32)}-${width}`, caching: 'immutable' as const };
  // Of a video there is one still picture, the poster.
  if ((width <= THUMBNAIL_WIDTH || file.kind === 'video') && file.thumbnail !== null) {
    const thumbnail = await sendFile(request, { path: house.library().locate(file.thumbnail), ...picture });
    if (thumbnail !== null) return thumbnail;
  }
  if (file.kind === 'video') throw new NotFoundError(`${file.name} is a video; there is no still picture of it yet.`);
  const path = await viewOf(house, file, width);
  return (await sendFile(request, { path, ...picture })) ?? Promise.reject(gone(path));
}

async function sendCrop(house: House, id: string, url: URL, request: Request): Promise<Response> {
  const size = url.searchParams.has('s') ? number(url, 's', SMALLEST_CROP, LARGEST_CROP) : PORTRAIT;
  const found = await findPlacedBox(house.library().store.db, id);
  if (found === undefined) throw new NotFoundError(`There is no box ${id} in this library.`);
  return sendCropOf(house, request, {
    detectionId: found.id,
    mediaPath: found.media_path,
    name: found.media_name,
    frameMs: momentOf(found.media_kind, found.frame_ms),
    box: [found.x, found.y, found.width, found.height],
    size,
    fit: url.searchParams.has('whole') ? 'contain' : 'cover',
  });
}

/** A box can be moved under the same address, so a browser asks each time whether its copy still holds. */
async function sendCropOf(house: House, request: Request, crop: Crop): Promise<Response> {
  const path = await cropOf(house, crop);
  const sent = await sendFile(request, { path, type: 'image/jpeg', tag: cropTag(crop), caching: 'ask-again' });
  return sent ?? Promise.reject(gone(path));
}

async function sendPortrait(house: House, id: string, _url: URL, request: Request): Promise<Response> {
  const { db } = house.library().store;
  const portrait = await findPortrait(db, id);
  if (portrait === undefined) throw new NotFoundError(`There is no individual ${id} in this library.`);
  if (portrait.thumbnail !== null) return sendBytes(request, portrait.thumbnail);
  const [best] = await bestPictures(db, [id as IndividualId], 1);
  if (best === undefined) throw new NotFoundError(`There is no photograph of ${portrait.name} yet.`);
  return sendCropOf(house, request, {
    detectionId: best.detectionId,
    mediaPath: best.path,
    name: best.name,
    frameMs: best.frameMs,
    box: best.box,
    size: PORTRAIT,
    fit: 'cover',
  });
}

async function sendBytes(request: Request, bytes: Buffer): Promise<Response> {
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
  const tag = `"${digest.slice(0, 32)}"`;
  const headers = { 'content-type': 'image/jpeg', etag: tag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
  const body = request.method === 'HEAD' ? null : new Uint8Array(bytes);
  return new Response(body, { headers: { ...headers, 'content-length': String(bytes.length) } });
}

async function sendExport(house: House, id: string, _url: URL, request: Request): Promise<Response> {
  const library = house.library();
  const job = await findJob(library.store.db, id);
  if (job === null) throw new NotFoundError(`There is no export ${id} in this library.`);
  if (job.file === null || job.state !== 'completed') throw new NotFoundError('This export has made no file yet.');
  const path = await realpath(job.file).catch(() => null);
  if (path === null) throw new NotFoundError(`The file ${job.file} is no longer there.`);
  if (!isInside(await realpath(library.folder), path)) {
    throw new NotFoundError(`This export was saved outside the library, as ${job.file}.`);
  }
  const name = basename(path);
  const sent = await sendFile(request, {
    path,
    type: typeOf(name),
    tag: `${job.id}-${job.finishedAt ?? ''}`,
    caching: 'ask-again',
    saveAs: name,
  });
  return sent ?? Promise.reject(new NotFoundError(`${job.file} is a folder; open it in the file manager.`));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(resolve(folder), path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

const TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  zip: 'application/zip',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};
const typeOf = (name: string): string =>
  TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
