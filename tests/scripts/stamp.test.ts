import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { contentHash, installedMatches, readStamp, setupKey, writeStamp } from '../../scripts/stamp.mjs';

const folder = mkdtempSync(join(tmpdir(), 'herdbook-stamp-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the key of a set-up', () => {
  test('stays the same for the same lock file and platform', () => {
    assert.equal(setupKey('{}', 'linux-x64'), setupKey(Buffer.from('{}'), 'linux-x64'));
  });
  test('changes with the lock file', () => {
    assert.notEqual(setupKey('{}', 'linux-x64'), setupKey('{ }', 'linux-x64'));
  });
  test('changes with the platform', () => {
    assert.notEqual(setupKey('{}', 'linux-x64'), setupKey('{}', 'linux-arm64'));
  });
});

describe('the hash of what a build is made from', () => {
  writeFileSync(join(folder, 'a.ts'), 'one');
  const before = contentHash(folder, ['a.ts', 'missing']);

  test('changes with a byte', () => {
    writeFileSync(join(folder, 'a.ts'), 'two');
    assert.notEqual(contentHash(folder, ['a.ts', 'missing']), before);
  });
  test('returns when the bytes return', () => {
    writeFileSync(join(folder, 'a.ts'), 'one');
    assert.equal(contentHash(folder, ['a.ts', 'missing']), before);
  });
  test('changes when a file appears', () => {
    writeFileSync(join(folder, 'missing'), '');
    assert.notEqual(contentHash(folder, ['a.ts', 'missing']), before);
  });
});

describe('a stamp', () => {
  test('is read as it was written', () => {
    writeStamp(join(folder, 'deeper', 'stamp'), { key: 'k' });
    assert.deepEqual(readStamp(join(folder, 'deeper', 'stamp')), { key: 'k' });
  });
  test('that is missing or torn counts as none', () => {
    writeFileSync(join(folder, 'torn'), '{"key":');
    assert.deepEqual([readStamp(join(folder, 'nowhere')), readStamp(join(folder, 'torn'))], [null, null]);
  });
});

describe('installed packages', () => {
  const machine = { platform: 'linux', arch: 'x64' };
  const plain = { version: '1.0.0', integrity: 'sha512-a' };
  const forLinux = { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] };
  const forMac = { version: '2.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] };
  const lock = { packages: { '': {}, 'node_modules/a': plain, 'node_modules/l': forLinux, 'node_modules/m': forMac } };

  test('match their lock file without what is for other platforms', () => {
    assert.equal(
      installedMatches(lock, { packages: { 'node_modules/a': plain, 'node_modules/l': forLinux } }, machine),
      true,
    );
  });
  test('do not match when a version differs', () => {
    const other = { ...plain, version: '1.0.1' };
    assert.equal(
      installedMatches(lock, { packages: { 'node_modules/a': other, 'node_modules/l': forLinux } }, machine),
      false,
    );
  });
  test('do not match when this platform lacks its own package', () => {
    assert.equal(installedMatches(lock, { packages: { 'node_modules/a': plain } }, machine), false);
  });
  test('do not match when nothing is installed', () => {
    assert.equal(installedMatches(lock, null, machine), false);
  });
});
