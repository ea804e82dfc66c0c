import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { adviceFor, findChromium } from '../../scripts/chromium.mjs';
import { explainDownloadFailure } from '../../scripts/electron-binary.mjs';
import { callersFolder, explainNpmFailure, node26Path } from '../../scripts/setup.mjs';

describe("npm's failure is told in words", () => {
  const cases: [string, string, RegExp][] = [
    ['without a network', 'npm error code ENOTFOUND\nnpm error network request failed', /needs the network once/],
    ['on a full disk', 'npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device', /disk is full/],
    ['in a folder of someone else', 'npm error code EACCES', /may not be written to/],
    ['when npm is missing', 'spawn npm ENOENT', /npm was not found/],
    ['when nobody foresaw it', 'npm error something new', /npm says why above/],
  ];
  for (const [when, output, expected] of cases) {
    test(when, () => assert.match(explainNpmFailure(output), expected));
  }
});

test('a platform without a Node package uses a Node that is new enough', () => {
  assert.equal(node26Path('freebsd-x64'), process.execPath);
});

test("Electron's unreachable server is told in words", () => {
  assert.equal(
    explainDownloadFailure('TypeError: fetch failed\n  cause: ECONNREFUSED'),
    'its download server cannot be reached',
  );
});

describe('a relative path on the command line', () => {
  test('is meant from the folder in which npm was called', () => {
    assert.equal(callersFolder({ npm_lifecycle_event: 'herdbook', INIT_CWD: tmpdir() }), tmpdir());
  });
  test('is meant from the current folder when another script of npm is running', () => {
    assert.equal(callersFolder({ npm_lifecycle_event: 'test', INIT_CWD: tmpdir() }), process.cwd());
  });
});

describe('a browser for the tests', () => {
  test('is the one that HERDBOOK_CHROMIUM names', () => {
    assert.equal(findChromium({ HERDBOOK_CHROMIUM: process.execPath, PATH: '' }), process.execPath);
  });
  test('that is missing on Linux comes with the command that installs it', () => {
    assert.match(adviceFor(['chromium', 'qpdf'], 'linux'), /"sudo apt-get install chromium qpdf"/);
  });
  test('that is missing on macOS comes with the command that installs it', () => {
    assert.match(adviceFor(['chromium'], 'darwin'), /Run "npx playwright-core install chromium", then/);
  });
});
