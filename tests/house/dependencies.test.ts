// Every dependency is there for a written reason; one without is either not needed or not explained.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkout } from './checkout.ts';

const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const declared = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
  Object.keys(manifest[kind] ?? {}),
);
const explained = [...readFileSync(join(checkout, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
  (match) => match[1]!,
);

test('every dependency of package.json has its reason in docs/dependencies.md', () => {
  assert.deepEqual(
    declared.filter((name) => !explained.includes(name)),
    [],
  );
});

test('docs/dependencies.md explains nothing that is no longer a dependency', () => {
  assert.deepEqual(
    explained.filter((name) => !declared.includes(name)),
    [],
  );
});
