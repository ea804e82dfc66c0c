// The built window as files: dist/renderer, with index.html for every address that is a screen.
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { CONTENT_SECURITY_POLICY, contentType } from '../../shared/contract/window-files.ts';

export async function staticFile(folder: string, pathname: string): Promise<Response> {
  const relative = normalize(decode(pathname)).replace(/^[/\\]+/, '');
  const file = join(folder, relative);
  if (!file.startsWith(folder + sep) && file !== folder) return text(404, 'There is nothing at this address.');
  const isFile =
    relative !== '' &&
    relative !== '.' &&
    (await stat(file).then(
      (s) => s.isFile(),
      () => false,
    ));
  if (!isFile && extname(relative) !== '') return text(404, 'There is nothing at this address.');
  const found = isFile ? file : join(folder, 'index.html');
  const body = await readFile(found).catch(() => null);
  if (body === null) return text(503, 'The window has not been built yet. Run: npm run build');
  const immutable = /[\\/]assets[\\/]/.test(found);
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': contentType(found),
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    },
  });
}

export const text = (status: number, message: string): Response =>
  new Response(`${message}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replaceAll('\0', '');
  } catch {
    return '/';
  }
}
