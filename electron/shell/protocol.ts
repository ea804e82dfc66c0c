// The `app://herdbook/` protocol: the window's own files from disk, and pictures, video and exports from core, which serves them
// on loopback to whoever has the token. The window itself never learns the token.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CONTENT_SECURITY_POLICY,
  contentType,
  isBytes,
  namesFile,
  windowFile,
} from '../../shared/contract/window-files.ts';
import type { CoreAddress } from './core-supervisor.ts';

export const SCHEME = 'app';
export const ORIGIN = 'app://herdbook';

/** Registered before the app is ready, so that fetch, streaming and storage work as on a secure site. */
export const schemePrivileges = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false },
};

export interface ProtocolOptions {
  window: string;
  core: () => CoreAddress | null;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Answers one request of the window. */
export async function answerProtocol(request: Request, options: ProtocolOptions): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== 'herdbook') return new Response('Unknown host.', { status: 404 });
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response('Only reading is possible.', { status: 405 });
  if (isBytes(url.pathname, request.headers.get('accept'))) return fromCore(request, url, options);
  return fromDisk(url.pathname, options.window);
}

async function fromCore(request: Request, url: URL, options: ProtocolOptions): Promise<Response> {
  const core = options.core();
  if (core === null) return new Response("Herdbook's core is starting.", { status: 503 });
  const headers = new Headers({ authorization: `Bearer ${core.token}`, accept: '*/*' });
  for (const name of ['range', 'if-none-match', 'if-range']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  try {
    return await options.fetch(`http://127.0.0.1:${core.port}${url.pathname}${url.search}`, {
      method: request.method,
      headers,
    });
  } catch {
    return new Response("Herdbook's core is not answering.", { status: 503 });
  }
}

async function fromDisk(pathname: string, folder: string): Promise<Response> {
  const path = windowFile(pathname);
  const file = path !== null && namesFile(path) ? path : 'index.html';
  const body = path === null ? null : await readFile(join(folder, file)).catch(() => null);
  if (body === null) return new Response('There is nothing at this address.', { status: 404 });
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType(file), 'content-security-policy': CONTENT_SECURITY_POLICY },
  });
}
