import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
  appendToCopy,
  beginCopy,
  clearIncoming,
  incomingFolder,
  inWords,
  proveCopy,
  settleCopy,
} from '../../../electron/core/import/keep.ts';
import { CopyMismatchError, DiskFullError } from '../../../shared/errors.ts';

const desk = Buffer.alloc(5);
const { signal } = new AbortController();
const BYTES = Buffer.from('a photograph');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
let originals: string;
beforeEach(async () => {
  originals = await mkdtemp(join(tmpdir(), 'herdbook-keep-'));
});
afterEach(() => rm(originals, { recursive: true, force: true }));

async function copyOf(bytes: Buffer) {
  const copy = await beginCopy(originals, 'import-1');
  await appendToCopy(copy, bytes);
  return copy;
}
async function provenCopy() {
  const copy = await copyOf(BYTES);
  await proveCopy(copy, SHA256, desk, signal);
  return copy;
}
const named = (prefix: string) => join(originals, '2024', `${prefix}-a.jpg`);

test('a proven copy gets its name and leaves nothing behind', async () => {
  const path = await settleCopy(await provenCopy(), SHA256, named, signal);
  assert.deepEqual(await readFile(path), BYTES);
  assert.deepEqual(await readdir(incomingFolder(originals)), []);
});

test('a copy that reads back differently is refused', async () => {
  const copy = await copyOf(Buffer.from('a photogrbph'));
  await assert.rejects(proveCopy(copy, SHA256, desk, signal), CopyMismatchError);
});

test('the same file under the same name, left by a killed run, is taken over', async () => {
  const first = await settleCopy(await provenCopy(), SHA256, named, signal);
  assert.equal(await settleCopy(await provenCopy(), SHA256, named, signal), first);
  assert.deepEqual(await readdir(incomingFolder(originals)), []);
});

test('another file under the same name is never overwritten', async () => {
  const first = await settleCopy(await provenCopy(), SHA256, named, signal);
  await writeFile(first, 'something else');
  const second = await settleCopy(await provenCopy(), SHA256, named, signal);
  assert.notEqual(second, first);
  assert.equal(await readFile(first, 'utf8'), 'something else');
});

test('what dead runs left is cleared away', async () => {
  await (await copyOf(BYTES)).handle.close();
  await clearIncoming(originals);
  assert.deepEqual(await readdir(originals), []);
});

test('a full disk is said in words', () => {
  const error = inWords(
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
    '/library',
  );
  assert.ok(error instanceof DiskFullError);
  assert.match(error.message, /\/library.*full/);
});
