// A checkout means the same on every machine: nothing in it may point at a place that exists on one of them only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkout, filesOfCheckout } from './checkout.ts';

/** Text files only; pictures and archives hold any bytes. */
const isText = (file: string): boolean =>
  /\.(?:[cm]?[jt]sx?|json|md|ya?ml|css|html|svg|txt|toml|sh)$/.test(file) || /(^|\/)\.?[a-z]+$/i.test(file);

// Written so that this file does not hold what it looks for.
const machinePlaces = new RegExp(
  String.raw`(?<![\w.~}$/-])/(?:${['work', 'root', 'home/[a-z]+', 'Users/[a-z]+'].join('|')})/`,
);

test('no file names a folder of one particular machine', () => {
  const found = filesOfCheckout()
    .filter(isText)
    .flatMap((file) =>
      readFileSync(join(checkout, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          machinePlaces.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
        ),
    );
  assert.deepEqual(found, []);
});
