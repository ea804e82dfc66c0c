// The built window as files: dist/renderer, with index.html for every address that is a screen.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTENT_SECURITY_POLICY, contentType, namesFile, windowFile } from '../../shared/contract/window-files.ts';

/** @param folder of the built window; @param pathname percent-encoded, as in `URL.pathname` */
export async function staticFile(folder: string, pathname: string): Promise<Response> {
  const path = windowFile(pathname);
  if (path === null) return text(404, 'There is nothing at this address.');
  const isFile = namesFile(path);
  const body = await readFile(join(folder, isFile ? path : 'index.html')).catch(() => null);
  if (body === null)
    return isFile
      ? text(404, 'There is nothing at this address.')
      : text(503, 'The window has not been built yet. Run: npm run build');
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': contentType(isFile ? path : 'index.html'),
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    },
  });
}

export const text = (status: number, message: string): Response =>
  new Response(`${message}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
