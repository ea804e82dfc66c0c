// A checkout means the same on every machine: nothing in it may point at a place that exists on one of them only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkout, filesOfCheckout } from './checkout.ts';

/** Text files only; pictures and archives hold any bytes. */
const isText = (file: string): boolean =>
  /\.(?:[cm]?[jt]sx?|json|md|ya?ml|css|html|svg|txt|toml|sh)$/.test(file) || /(^|\/)\.?[a-z]+$/i.test(file);

// Written so that this file does not hold what it looks for. People's homes in examples (/home/anna) are no one machine's.
const places = [`/${'work'}/`, `/${'root'}/`, join(homedir(), '/')].filter((place) => place.length > 4);
const isPlace = (line: string): boolean =>
  places.some((place) =>
    line
      .split(place)
      .slice(0, -1)
      .some((before) => !/[\w.~}$/-]$/.test(before)),
  );

test('no file names a folder of one particular machine', () => {
  const found = filesOfCheckout()
    .filter(isText)
    .flatMap((file) =>
      readFileSync(join(checkout, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (isPlace(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
    );
  assert.deepEqual(found, []);
});
