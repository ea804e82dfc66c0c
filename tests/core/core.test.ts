import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type Core, startCore } from '../../electron/core/core.ts';
import type { Client } from '../../shared/contract/contract.ts';
import type { Topic } from '../../shared/contract/events.ts';
import { InvalidInputError } from '../../shared/errors.ts';

const HERDBOOK = join(import.meta.dirname, '../../electron/command/herdbook.ts');

describe('core', () => {
  let area: string;
  let core: Core;
  let client: Client;
  let number = 0;
  before(() => {
    area = mkdtempSync(join(tmpdir(), 'herdbook-core-'));
  });
  after(() => rmSync(area, { recursive: true, force: true }));
  beforeEach(async () => {
    core = await startCore({ environment: { ...process.env, HERDBOOK_HOME: join(area, 'home') } });
    client = core.client();
  });
  afterEach(async () => {
    client.close();
    await core.close();
  });
  const fresh = () => join(area, `library ${++number}`);

  test('remembers the libraries opened before, newest first, and whether they are still there', async () => {
    const [first, second] = [fresh(), fresh()];
    await client.call('library.create', { folder: first, name: 'First' });
    await client.call('library.create', { folder: second, name: 'Second' });
    rmSync(second, { recursive: true });
    const { open, recent } = await client.call('library.current', {});
    assert.equal(open?.name, 'Second');
    assert.deepEqual(
      recent.slice(0, 2).map(({ name, present }) => [name, present]),
      [
        ['Second', false],
        ['First', true],
      ],
    );
  });

  test('makes a library only in a folder of its own', async () => {
    const folder = fresh();
    await client.call('library.create', { folder });
    await assert.rejects(
      client.call('library.create', { folder }),
      (error) => error instanceof InvalidInputError && error.field === 'folder',
    );
    await assert.rejects(client.call('library.create', { folder: area }), InvalidInputError);
    await assert.rejects(client.call('library.create', { folder: 'relative' }), InvalidInputError);
  });

  test('keeps the open library when another one cannot be opened', async () => {
    const folder = fresh();
    await client.call('library.create', { folder });
    await assert.rejects(client.call('library.open', { folder: join(area, 'nothing') }));
    assert.equal((await client.call('library.current', {})).open?.folder, folder);
    assert.equal((await client.call('library.status', {})).images, 0);
  });

  test('starts as many workers as the library asks for', async () => {
    const folder = fresh();
    await client.call('library.create', { folder });
    await client.call('settings.set', { workers: 3 });
    await client.call('library.open', { folder });
    assert.equal((await client.call('doctor.report', {})).workers.length, 3);
  });

  test('a window hears what another process wrote', async () => {
    const folder = fresh();
    await client.call('library.create', { folder });
    const heard = new Promise<Topic[]>((resolve) => {
      client.on('catalogue.changed', ({ topics }) => topics.includes('locations') && resolve(topics));
    });
    await promisify(execFile)(process.execPath, [HERDBOOK, 'locations', 'add', 'Waterhole', '--library', folder], {
      env: { ...process.env, HERDBOOK_HOME: join(area, 'home') },
    });
    assert.ok((await heard).includes('locations'));
    assert.deepEqual(
      (await client.call('locations.list', {})).map(({ name }) => name),
      ['Waterhole'],
    );
  });
});
