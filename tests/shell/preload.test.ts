import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const source = readFileSync(join(import.meta.dirname, '../../electron/preload.ts'), 'utf8');

test('the preload gives the window three things and never grows: calls belong into the contract', () => {
  assert.deepEqual(
    [...source.matchAll(/^ {2}(\w+): \(/gm)].map(([, name]) => name),
    ['send', 'onFrame', 'pathsOf'],
  );
  assert.ok(source.trim().split('\n').length <= 15);
  assert.equal(source.match(/exposeInMainWorld/g)?.length, 1);
  assert.doesNotMatch(source, /ipcRenderer\.invoke|require\(|sendSync/);
});
