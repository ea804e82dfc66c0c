// The browser host: serves the window, carries its calls over a WebSocket, answers pictures and takes uploads, all on loopback and
// all behind the token. Electron's shell uses the same server for bytes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { WebSocketServer } from 'ws';
import type { AnyHandlers } from '../../shared/contract/answer.ts';
import type { HostHandlers } from '../../shared/contract/contract.ts';
import { isBytes } from '../../shared/contract/window-files.ts';
import { HerdbookError } from '../../shared/errors.ts';
import type { Core } from '../core/core.ts';
import { type Ask, cookieHeader, judge, makeToken } from './gate.ts';
import { browserHost } from './host.ts';
import { prometheusText } from './metrics.ts';
import { staticFile, text } from './static.ts';
import { receiveUpload, uploadTarget } from './upload.ts';

export interface ServerOptions {
  /** 0 picks a free port. */
  port?: number;
  token?: string;
  /** Folder of the built window. */
  window?: string;
  host?: HostHandlers;
}

export interface WebServer {
  port: number;
  token: string;
  /** Address to open, token included. */
  address: string;
  close(): Promise<void>;
}

const WINDOW = join(import.meta.dirname, '../../dist/renderer');
/** A call is text; anything near this size is not one. */
const LARGEST_FRAME = 8 * 1024 * 1024;

export async function startWebServer(core: Core, options: ServerOptions = {}): Promise<WebServer> {
  const token = options.token ?? makeToken();
  const host = (options.host ?? browserHost(core.house)) as unknown as AnyHandlers;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) void send(response, request, failure(error));
      else response.destroy();
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const port = () => (server.address() as AddressInfo).port;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = judge(asked(request), token, port());
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (
      pathname === '/healthz' &&
      verdict.kind !== 'welcome' &&
      !(verdict.kind === 'refuse' && verdict.status === 403)
    ) {
      return send(response, request, Response.json({ ok: true }));
    }
    if (verdict.kind === 'refuse') return send(response, request, text(verdict.status, verdict.message));
    if (verdict.kind === 'welcome') {
      return send(
        response,
        request,
        new Response(null, {
          status: 302,
          headers: { location: verdict.location, 'set-cookie': cookieHeader(token), 'cache-control': 'no-store' },
        }),
      );
    }
    if (request.method === 'PUT' && pathname.startsWith('/upload/')) {
      await receiveUpload(request, uploadTarget(core.house.library().place('staging'), pathname));
      return send(response, request, Response.json({ stored: true }, { status: 201 }));
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, request, text(405, 'Only reading is possible at this address.'));
    if (pathname === '/metrics') return send(response, request, await metrics());
    if (isBytes(pathname, request.headers.accept)) {
      return send(response, request, await core.respond(toRequest(request, port())));
    }
    return send(response, request, await staticFile(options.window ?? WINDOW, pathname));
  }

  async function metrics(): Promise<Response> {
    const client = core.client();
    const status = await client.call('library.status', {}).catch(() => null);
    client.close();
    return new Response(prometheusText(status, core.house.inference().stats().workers), {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    });
  }

  server.on('upgrade', (request, socket, head) => {
    // From here on nobody else listens: a browser that is gone before it was answered must not end core.
    socket.on('error', () => socket.destroy());
    const verdict = judge(asked(request), token, port());
    // A socket without an Origin is not a browser; it may come in with the token in its Authorization header.
    if (verdict.kind !== 'pass' || new URL(request.url ?? '/', 'http://localhost').pathname !== '/rpc') {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const carrier = core.attach(
        (frame) => webSocket.readyState === webSocket.OPEN && webSocket.send(JSON.stringify(frame)),
        host,
      );
      webSocket.on('message', (data, isBinary) => {
        if (!isBinary) carrier.receive(parseFrame(String(data)));
      });
      webSocket.on('close', carrier.detach);
      webSocket.on('error', () => webSocket.terminate());
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  return {
    port: port(),
    token,
    address: `http://127.0.0.1:${port()}/?token=${token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function asked(request: IncomingMessage): Ask {
  const { host, origin, cookie, authorization } = request.headers;
  return { host, origin, cookie, authorization, url: request.url ?? '/' };
}

function parseFrame(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toRequest(request: IncomingMessage, port: number): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
  return new Request(new URL(request.url ?? '/', `http://127.0.0.1:${port}`), {
    method: request.method ?? 'GET',
    headers,
  });
}

async function send(response: ServerResponse, request: IncomingMessage, answer: Response): Promise<void> {
  answer.headers.set('x-content-type-options', 'nosniff');
  answer.headers.set('referrer-policy', 'no-referrer');
  answer.headers.set('cross-origin-resource-policy', 'same-origin');
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null || request.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  const body = Readable.fromWeb(answer.body as NodeReadableStream);
  response.on('close', () => body.destroy());
  body.on('error', () => response.destroy());
  body.pipe(response);
}

function failure(error: unknown): Response {
  if (error instanceof HerdbookError)
    return Response.json({ error: { code: error.code, message: error.message } }, { status: 400 });
  return text(500, error instanceof Error ? error.message : String(error));
}
