// Who may talk to the browser host. It listens on loopback only, but any web page open on this computer can send requests to
// loopback: so the Host header must be ours (against DNS rebinding), a foreign Origin is refused, and without the token nothing is
// answered. The token is given once in the address and then lives in an HttpOnly cookie.
import { randomBytes, timingSafeEqual } from 'node:crypto';

export const COOKIE = 'herdbook';

export interface Ask {
  host: string | undefined;
  origin: string | undefined;
  cookie: string | undefined;
  authorization: string | undefined;
  /** Path with query. */
  url: string;
}

export type Verdict =
  | { kind: 'pass' }
  /** The token came in the address: set the cookie and go to the clean address. */
  | { kind: 'welcome'; location: string }
  | { kind: 'refuse'; status: 400 | 401 | 403; message: string };

/** 256 random bits, URL-safe. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

export function judge(ask: Ask, token: string, port: number): Verdict {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (ask.host === undefined || !names.includes(ask.host.toLowerCase()))
    return { kind: 'refuse', status: 403, message: "This address is not Herdbook's." };
  if (ask.origin !== undefined && !names.some((name) => ask.origin === `http://${name}`))
    return { kind: 'refuse', status: 403, message: 'Another web page may not talk to Herdbook.' };
  let url: URL;
  try {
    url = new URL(ask.url, 'http://localhost');
  } catch {
    return { kind: 'refuse', status: 400, message: 'This address cannot be read.' };
  }
  const offered = url.searchParams.get('token');
  if (offered !== null && equal(offered, token)) {
    url.searchParams.delete('token');
    return { kind: 'welcome', location: `${url.pathname}${url.search}` };
  }
  const bearer = ask.authorization?.startsWith('Bearer ') ? ask.authorization.slice(7) : undefined;
  if (equal(readCookie(ask.cookie), token) || equal(bearer, token)) return { kind: 'pass' };
  return {
    kind: 'refuse',
    status: 401,
    message: 'Open the address that Herdbook printed when it started: it carries the key to this library.',
  };
}

export const cookieHeader = (token: string): string => `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/`;

function readCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, ...value] = part.trim().split('=');
    if (name === COOKIE) return value.join('=');
  }
  return undefined;
}

/** Compares in constant time. */
function equal(offered: string | undefined, token: string): boolean {
  if (offered === undefined) return false;
  const a = Buffer.from(offered);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
