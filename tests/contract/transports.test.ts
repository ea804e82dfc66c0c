import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CallName } from '../../shared/contract/contract.ts';
import type { ToClient } from '../../shared/contract/frames.ts';
import {
  CoreGoneError,
  InvalidInputError,
  LibraryNotFoundError,
  NoLibraryOpenError,
  UnknownCallError,
} from '../../shared/errors.ts';
import { type Connected, transports } from './carriers.ts';

for (const transport of transports) {
  describe(`the contract over ${transport.name}`, () => {
    let connected: Connected;
    let folder: string;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'herdbook-contract-'));
      connected = await transport.connect();
    });
    after(async () => {
      await connected.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const any = (name: string, input: unknown) => connected.client.call(name as CallName, input as never);
    const answerTo = async (id: number): Promise<ToClient> => {
      for (;;) {
        const found = connected.frames.find((frame) => frame.type !== 'event' && frame.id === id);
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };

    test('a call comes back with its output, defaults filled in on the way', async () => {
      const { open } = await connected.client.call('library.current', {});
      assert.equal(open, null);
    });

    test('an error arrives as its own class with its message and field', async () => {
      await assert.rejects(connected.client.call('library.status', {}), NoLibraryOpenError);
      await assert.rejects(
        connected.client.call('library.open', { folder: join(folder, 'nothing') }),
        (error) =>
          error instanceof LibraryNotFoundError && error.field === 'folder' && error.message.includes('nothing'),
      );
    });

    test('wrong input is refused, naming every field at fault', async () => {
      await assert.rejects(any('media.tiles', { offset: -1, limit: 'many' }), (error) => {
        assert.ok(error instanceof InvalidInputError);
        assert.deepEqual((error.details as { path: string }[]).map(({ path }) => path).sort(), ['limit', 'offset']);
        return true;
      });
      await assert.rejects(any('library.create', null), InvalidInputError);
      await assert.rejects(any('library.create', 'folder'), InvalidInputError);
    });

    test('names that are not calls are unknown, those of every object included', async () => {
      for (const name of [
        'media.everything',
        '',
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        '__defineGetter__',
        'prototype',
      ]) {
        await assert.rejects(any(name, {}), UnknownCallError, name);
      }
    });

    test('prototype keys inside input change nothing', async () => {
      const before = connected.frames.length;
      connected.sendRaw(
        JSON.parse(
          '{"type":"call","id":900001,"name":"library.current","input":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}',
        ),
      );
      const answer = await answerTo(900001);
      assert.equal(answer.type, 'result');
      assert.equal(({} as { polluted?: boolean }).polluted, undefined);
      assert.ok(connected.frames.length > before);
    });

    test('what is not a frame is answered where it has an id and dropped where it has none; the connection lives on', async () => {
      for (const frame of [null, 42, 'text', [], {}, { type: 'result', output: 1 }, { type: 'call' }])
        connected.sendRaw(frame);
      connected.sendRaw({ type: 'dance', id: 900002 });
      const answer = await answerTo(900002);
      assert.ok(answer.type === 'failure' && answer.error.code === 'invalid-input');
      assert.equal((await connected.client.call('library.current', {})).open, null);
    });

    test('events reach the client', async () => {
      const heard = new Promise<string | undefined>((resolve) =>
        connected.client.on('library.changed', ({ library }) => resolve(library?.folder)),
      );
      await connected.client.call('library.create', { folder: join(folder, 'library') });
      assert.equal(await heard, join(folder, 'library'));
    });

    test('when core dies a waiting call is rejected with core-gone, and after a restart everything saved is there', async () => {
      await connected.client.call('locations.add', { name: 'Waterhole' });
      const waiting = connected.client.call('doctor.report', {}).then(
        () => null,
        (error: unknown) => error,
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
      await connected.killCore();
      const error = await waiting;
      assert.ok(error instanceof CoreGoneError, String(error));
      await connected.restartCore();
      const { open } = await connected.client.call('library.current', {});
      if (open === null) await connected.client.call('library.open', { folder: join(folder, 'library') });
      assert.deepEqual(
        (await connected.client.call('locations.list', {})).map(({ name }) => name),
        ['Waterhole'],
      );
    });
  });
}
