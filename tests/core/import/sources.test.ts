import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { checkSources, isStillThere, listFiles, refuseLibraryItself } from '../../../electron/core/import/sources.ts';
import { InvalidInputError, SourceUnreadableError } from '../../../shared/errors.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'herdbook-sources-'));
  const files = ['b.jpg', 'DCIM/100A/2.jpg', 'DCIM/100A/10.jpg', 'a b é 🦌.jpg', '._b.jpg', 'Thumbs.db', 'desktop.ini'];
  for (const file of [...files, 'System Volume Information/x.jpg', '.Spotlight-V100/y.jpg', 'z/deep/er/q.jpg']) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), 'x');
  }
  await symlink(join(folder, 'b.jpg'), join(folder, 'link.jpg'));
  await symlink(join(folder, 'DCIM'), join(folder, 'linked folder'));
});
after(() => rm(folder, { recursive: true, force: true }));

const list = async (source: string, without: string | null = null) => Array.fromAsync(listFiles(source, without));
const names = (files: { path: string; fate?: unknown }[]) =>
  files.filter((file) => file.fate === undefined).map((file) => relative(folder, file.path));

test('files of any depth are found in a stable order, hidden and system files passed over', async () => {
  assert.deepEqual(names(await list(folder)), [
    'a b é 🦌.jpg',
    'b.jpg',
    'DCIM/100A/10.jpg',
    'DCIM/100A/2.jpg',
    'z/deep/er/q.jpg',
  ]);
});

test('links are not followed but named with the reason', async () => {
  const links = (await list(folder)).filter((file) => file.fate?.state === 'skipped');
  assert.deepEqual(
    links.map((file) => relative(folder, file.path)),
    ['link.jpg', 'linked folder'],
  );
});

test('a file can be given by itself', async () => {
  assert.deepEqual(names(await list(join(folder, 'b.jpg'))), ['b.jpg']);
});

test('one folder can be left out', async () => {
  assert.ok(!names(await list(folder, join(folder, 'z'))).includes('z/deep/er/q.jpg'));
});

test('a path that is not there is an error that names it', async () => {
  await assert.rejects(checkSources([folder, join(folder, 'gone')]), (error: Error) => {
    assert.ok(error instanceof SourceUnreadableError);
    assert.match(error.message, /gone cannot be read/);
    return true;
  });
});

test('a folder given twice is one source', async () => {
  assert.deepEqual(await checkSources([folder, `${folder}/`]), [folder]);
});

test('a subfolder that cannot be read is named as failed', {
  skip: process.getuid?.() === 0 ? 'the system lets this user read everything' : process.platform === 'win32',
}, async () => {
  const closed = join(folder, 'closed');
  await mkdir(closed, { mode: 0o000 });
  const row = (await list(folder)).find((file) => file.path.includes('closed'));
  await rm(closed, { recursive: true });
  assert.equal(row?.fate?.state, 'failed');
  assert.match(row?.fate?.reason ?? '', /no permission/);
});

test('a mount point without its card is no longer there', async () => {
  const mount = await mkdtemp(join(folder, 'mount'));
  assert.equal(await isStillThere(mount, join(mount, 'a.jpg')), false);
  await rm(mount, { recursive: true });
});

test('the library itself is refused as a source, its uploads are not', () => {
  assert.throws(() => refuseLibraryItself(['/lib/originals'], '/lib', '/lib/staging'), InvalidInputError);
  assert.doesNotThrow(() => refuseLibraryItself(['/lib/staging/1', '/library 2'], '/lib', '/lib/staging'));
});
