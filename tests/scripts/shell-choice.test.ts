import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decideShell, fallbackSentence } from '../../scripts/shell-choice.mjs';

const present = { hasBinary: true };

describe('Herdbook opens a window', () => {
  const cases: [string, NodeJS.ProcessEnv, NodeJS.Platform][] = [
    ['on Linux with X', { DISPLAY: ':0' }, 'linux'],
    ['on Linux with Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux'],
    ['on macOS', {}, 'darwin'],
    ['on Windows', {}, 'win32'],
  ];
  for (const [where, env, platform] of cases) {
    test(where, () => assert.deepEqual(decideShell(env, platform, present), { shell: 'electron' }));
  }
});

describe('Herdbook opens in the browser', () => {
  test('on Linux without a display', () => {
    assert.deepEqual(decideShell({}, 'linux', present), { shell: 'browser', because: 'there is no display here' });
  });
  test('for the root user of Linux', () => {
    assert.equal(decideShell({ DISPLAY: ':0' }, 'linux', { hasBinary: true, isRoot: true }).shell, 'browser');
  });
  test("without Electron's program, saying why it is missing", () => {
    const choice = decideShell({}, 'darwin', {
      hasBinary: false,
      missingBecause: 'its download server cannot be reached',
    });
    assert.deepEqual(choice, {
      shell: 'browser',
      because: "Electron's program could not be had (its download server cannot be reached)",
    });
  });
});

test('the reason is told in one sentence', () => {
  assert.equal(
    fallbackSentence('there is no display here'),
    'Herdbook opens in the browser instead of a window of its own, because there is no display here.',
  );
});
