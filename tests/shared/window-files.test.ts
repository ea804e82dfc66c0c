import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isBytes, namesFile, windowFile } from '../../shared/contract/window-files.ts';

describe('an address of the window', () => {
  test('names a file below its folder, or the front page', () => {
    assert.equal(windowFile('/assets/main-1.js'), 'assets/main-1.js');
    assert.equal(windowFile('//assets/./main-1.js'), 'assets/main-1.js');
    assert.equal(windowFile('/'), '');
    assert.equal(windowFile('/Gr%C3%BCn.svg'), 'Grün.svg');
  });

  for (const address of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/C:%5cWindows%5cwin.ini',
    '/C:/Windows/win.ini',
    '/index.html::$DATA',
    '/main.js%00.png',
    '/%E0%A4%A',
  ]) {
    test(`is refused where it leaves the folder or cannot be read: ${address}`, () => {
      assert.equal(windowFile(address), null);
    });
  }

  test('is that of a screen where it has no ending', () => {
    assert.deepEqual(['', 'gallery', 'individuals/0192', 'assets/main-1.js', 'favicon.svg'].map(namesFile), [
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test('is answered with bytes for a picture and with a page for a person', () => {
    assert.equal(isBytes('/media/1', 'image/avif,*/*'), true);
    assert.equal(isBytes('/media/1', 'text/html,application/xhtml+xml'), false);
    assert.equal(isBytes('/exports/1', 'text/html'), true);
    assert.equal(isBytes('/media/1/more', '*/*'), false);
  });
});
