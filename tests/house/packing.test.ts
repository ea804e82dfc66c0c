// The installer leaves out the window's libraries, because they are inside the built window. Nothing that core needs may be among them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importsOf } from '../../scripts/folder-rules.mjs';
import { checkout, filesOfCheckout } from './checkout.ts';

const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');
const nameOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Packages that the programs behind the window name in their sources. */
function namedBehindWindow(): Set<string> {
  const sources = filesOfCheckout().filter((file) =>
    /^(shared|electron\/(core|store|inference|web|command))\/.*\.ts$/.test(file),
  );
  const specifiers = sources.flatMap((file) => importsOf(read(file)));
  return new Set(specifiers.filter((name) => !name.startsWith('.') && !name.startsWith('node:')).map(nameOf));
}

/** Those and all that they depend on, by the lock file. */
function neededBehindWindow(): Set<string> {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dependencies?: Record<string, string> } | undefined>;
  };
  const needed = new Set<string>();
  const waiting = [...namedBehindWindow()];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    waiting.push(...Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return needed;
}

test('no package that core needs is left out of the installer', () => {
  const lists = [...read('electron-builder.yml').matchAll(/'!node_modules\/\{([^}]+)\}\/\*\*'/g)];
  const leftOut = new Set(lists.flatMap(([, list]) => list!.split(',')));
  assert.ok(leftOut.has('react'), 'the list of packages left out was not found');
  const missing = [...neededBehindWindow()].filter((name) => leftOut.has(name) || leftOut.has(name.split('/')[0]!));
  assert.deepEqual(missing, []);
});
