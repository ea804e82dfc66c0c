// Which files a run of tests, drills or measurements takes.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * Files below a folder whose path has the ending and, where patterns are given, contains one of them; sorted by path.
 * Hidden files and folders are passed over.
 * @param {string} root paths are compared relative to this folder, with `/`
 * @param {string} folder relative to root; none where it does not exist
 * @param {string} ending such as `.test.ts`
 * @param {string[]} patterns parts of paths
 * @returns {string[]} absolute paths
 */
export function findFiles(root, folder, ending, patterns) {
  const wanted = patterns.map((pattern) => pattern.replace(/^\.\//, ''));
  return filesBelow(join(root, folder))
    .filter((file) => file.endsWith(ending))
    .filter((file) => wanted.length === 0 || wanted.some((part) => shownPath(root, file).includes(part)))
    .sort();
}

/** A path as people read it: relative to root, with `/`. @param {string} root @param {string} file */
export function shownPath(root, file) {
  return relative(root, file).split(sep).join('/');
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
