import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { storageTrouble } from '../../electron/store/trouble.ts';
import { DiskFullError, FolderNotWritableError } from '../../shared/errors.ts';

const failed = (code: string) => storageTrouble(Object.assign(new Error('disk I/O error'), { code }), tmpdir());

test('a full disk is said to be full', () => assert.ok(failed('SQLITE_FULL') instanceof DiskFullError));

test('a library on a write-protected disk is said to be', () => {
  assert.ok(failed('SQLITE_READONLY_DIRECTORY') instanceof FolderNotWritableError);
  assert.ok(failed('SQLITE_CANTOPEN') instanceof FolderNotWritableError);
});

test('a disk that does not answer is named with its folder', () =>
  assert.ok(failed('SQLITE_IOERR_READ')?.message.includes(tmpdir())));

test('what is no fault of the disk is left as it is', () => assert.equal(failed('SQLITE_CONSTRAINT_UNIQUE'), null));
