// Paths as people choose and read them, on every system that core may run on (a browser's own system says nothing about it).

/** `/home/anna/cards` → its folders from the root down, each with its path. */
export function crumbs(path: string): { name: string; path: string }[] {
  const separator = path.includes('\\') ? '\\' : '/';
  const parts = path.split(separator).filter((part) => part !== '');
  const root = path.startsWith('/') ? '/' : '';
  const found = root === '' ? [] : [{ name: '/', path: '/' }];
  parts.forEach((name, at) => {
    const joined = root + parts.slice(0, at + 1).join(separator);
    found.push({ name, path: /^[A-Za-z]:$/.test(joined) ? `${joined}\\` : joined });
  });
  return found;
}

/** A folder beside the suggested one, named like the library; characters that file systems refuse are left out. */
export function folderFor(name: string, parent: string): string {
  const separator = parent.includes('\\') ? '\\' : '/';
  const safe = name
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, '')
    .trim()
    .replace(/[. ]+$/, '');
  return `${parent.replace(/[\\/]+$/, '')}${separator}${safe === '' ? 'Herdbook' : safe}`;
}

/** The folder above. */
export const parentOf = (path: string) => path.replace(/[\\/]+[^\\/]*$/, '') || '/';

/** A path for people: without the staging folder that a browser's upload or the sample passed through. */
export const withoutStaging = (path: string): string =>
  path.replace(/^.*[\\/]staging[\\/](?:[0-9a-f-]{36}|sample-cards)(?=[\\/]|$)[\\/]?/, '');

/** A folder's name for people: what lies below the staging folder, or its last three parts. */
export function shortFolder(folder: string, base: string | null): string {
  if (base !== null && folder.startsWith(base))
    return folder.slice(base.length).replace(/^[\\/]+/, '') || 'Dropped files';
  const parts = folder.split(/[\\/]+/);
  return parts.length > 3 ? `…/${parts.slice(-3).join('/')}` : folder;
}
