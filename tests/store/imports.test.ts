// The fate of files in the catalogue: what makes an import resumable.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import * as imports from '../../electron/store/imports.ts';
import { findMediaByHash, type NewMedia } from '../../electron/store/media-writing.ts';
import { openStore, type Store } from '../../electron/store/open.ts';
import { ImportRequest } from '../../shared/contract/import.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import { mediaRow } from '../support/rows.ts';

let folder: string;
let store: Store;
let id: ImportId;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'herdbook-store-'));
  store = openStore(folder, { create: true });
  id = await imports.createImport(store.db, ImportRequest.parse({ paths: ['/card'] }));
  await imports.addFiles(store.db, id, files('/card/a.jpg', '/card/b.jpg', '/card/c.txt'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const files = (...paths: string[]) => paths.map((path) => ({ path, source: '/card', sizeBytes: 7 }));
function mediaOf(path: string): NewMedia {
  const { event_id, status, attempts, error, retry_at, thumbnail, imported_at, ...media } = mediaRow({
    path,
    import_id: id,
  });
  return media;
}
const fate = (path: string, of: Partial<imports.Fate>): imports.Fate => ({
  path,
  state: 'imported',
  reason: null,
  mediaId: null,
  sameAs: null,
  ...of,
});

test('a file listed twice is one row', async () => {
  await imports.addFiles(store.db, id, files('/card/a.jpg'));
  assert.deepEqual(await imports.countFiles(store.db, id), { waiting: 3, total: 3 });
});

test('a file with a fate waits no more, and keeps its source and size', async () => {
  const media = mediaOf('originals/a.jpg');
  await imports.recordFates(store.db, id, [{ fate: fate('/card/a.jpg', { mediaId: media.id }), media }]);
  assert.deepEqual(
    (await imports.waitingFiles(store.db, id, '', 10)).map((file) => file.path),
    ['/card/b.jpg', '/card/c.txt'],
  );
  const row = await store.db.selectFrom('import_file').selectAll().where('path', '=', '/card/a.jpg').executeTakeFirst();
  assert.deepEqual([row?.source, row?.size_bytes, row?.state], ['/card', 7, 'imported']);
});

test('media and fates are written together or not at all', async () => {
  const media = mediaOf('originals/a.jpg');
  const twice = [
    { fate: fate('/card/a.jpg', { mediaId: media.id }), media },
    { fate: fate('/card/b.jpg', { mediaId: media.id }), media },
  ];
  await assert.rejects(imports.recordFates(store.db, id, twice));
  assert.deepEqual(await imports.countFiles(store.db, id), { waiting: 3, total: 3 });
});

test('known bytes name the file of the same import that they came from', async () => {
  const media = mediaOf('originals/a.jpg');
  await imports.recordFates(store.db, id, [{ fate: fate('/card/a.jpg', { mediaId: media.id }), media }]);
  assert.equal((await findMediaByHash(store.db, media.sha256, id))?.sourcePath, '/card/a.jpg');
  const other = await imports.createImport(store.db, ImportRequest.parse({ paths: ['/card'] }));
  assert.equal((await findMediaByHash(store.db, media.sha256, other))?.sourcePath, null);
});

test('listing anew forgets an unfinished list', async () => {
  await imports.forgetFiles(store.db, id);
  assert.deepEqual(await imports.countFiles(store.db, id), { waiting: 0, total: 0 });
});

test('files that failed while their card was pulled out wait again, and nothing else does', async () => {
  await imports.addFiles(store.db, id, files('/card/locked/'));
  const failed = (path: string) => ({ fate: fate(path, { state: 'failed', reason: 'it is not there' }), media: null });
  await imports.recordFates(store.db, id, [failed('/card/a.jpg'), failed('/card/locked/')]);
  await imports.recordFates(store.db, id, [{ fate: fate('/card/c.txt', { state: 'skipped' }), media: null }]);
  await imports.waitAgain(store.db, id, ['/card']);
  assert.deepEqual(
    (await imports.waitingFiles(store.db, id, '', 10)).map((file) => file.path),
    ['/card/a.jpg', '/card/b.jpg'],
  );
});
