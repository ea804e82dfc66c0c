// `npm ci` refuses a lock file in which a platform's optional package is missing, and so would the first start on every
// machine. npm leaves such a package out without a word where it cannot find it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkout } from './checkout.ts';

type Entry = { optionalDependencies?: Record<string, string> };
const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>;
};

/** Whether a package inside `path` would find one of that name, looking outwards as Node does. */
function isFound(path: string, name: string): boolean {
  if (packages[`${path ? `${path}/` : ''}node_modules/${name}`]) return true;
  return path !== '' && isFound(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

test('the lock file holds the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).flatMap((name) =>
      isFound(path, name) ? [] : [`${name}, for ${path || 'Herdbook'}`],
    ),
  );
  assert.deepEqual(missing, []);
});
