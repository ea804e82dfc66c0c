import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CoreChild } from '../../electron/shell/core-supervisor.ts';
import type { Places } from '../../electron/shell/places.ts';
import { startShell } from '../../electron/shell/shell.ts';
import { makeStandIn, PreventableEvent, type StandIn, StandInCore } from '../support/electron-stand-in.ts';

const settle = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the shell, against a stand-in for Electron', () => {
  let folder: string;
  let places: Places;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'herdbook-shell-'));
    mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'window', 'index.html'), '<title>Herdbook</title>');
    writeFileSync(join(folder, 'window', 'assets', 'main.js'), 'void 0');
    writeFileSync(join(folder, 'secret.txt'), 'outside');
    places = {
      node: 'node',
      coreEntry: 'process.ts',
      window: join(folder, 'window'),
      preload: join(folder, 'preload.cjs'),
    };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function started(options: { lock?: boolean; library?: string; fetch?: (url: string) => Response } = {}) {
    const electron = makeStandIn(options);
    const cores: StandInCore[] = [];
    const { core } = await startShell(electron.parts, {
      places,
      library: options.library ?? null,
      forkCore: () => {
        const made = new StandInCore();
        cores.push(made);
        return made as unknown as CoreChild;
      },
    });
    return { electron, cores, core };
  }
  const fromWindow = (electron: StandIn, frame: unknown, changes: object = {}) => {
    const contents = electron.windows[0]!.webContents;
    electron.ipc.emit('herdbook:frame', { sender: contents, senderFrame: contents.mainFrame, ...changes }, frame);
  };
  const sent = (electron: StandIn) =>
    electron.windows[0]!.webContents.sent.map(
      ({ frame }) => frame as { type: string; id?: number; name?: string; error?: { code: string }; output?: unknown },
    );

  test('opens an isolated, sandboxed window without Node and shows it once it is ready', async () => {
    const { electron } = await started();
    const window = electron.windows[0]!;
    const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = window.options.webPreferences!;
    assert.deepEqual(
      { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag },
      { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
    );
    assert.deepEqual(window.webContents.loaded, ['app://herdbook/']);
    assert.equal(window.shown, false);
    window.emit('ready-to-show');
    assert.equal(window.shown, true);
  });

  test('a second Herdbook gives way to the first, which comes to the front', async () => {
    const second = await started({ lock: false });
    assert.equal(second.electron.app.quits, 1);
    assert.equal(second.electron.windows.length, 0);
    const first = await started();
    first.electron.windows[0]!.minimized = true;
    first.electron.app.emit('second-instance');
    assert.deepEqual([first.electron.windows[0]!.minimized, first.electron.windows[0]!.focused], [false, 1]);
  });

  test('the window cannot navigate away, open windows or use permissions; web links go to the browser', async () => {
    const { electron } = await started();
    const contents = electron.windows[0]!.webContents;
    for (const [address, stopped] of [
      ['https://evil.example/', true],
      ['file:///etc/passwd', true],
      ['app://other/', true],
      ['app://herdbook/review', false],
    ] as const) {
      const event = new PreventableEvent(address);
      contents.emit('will-navigate', event);
      assert.deepEqual([address, event.defaultPrevented], [address, stopped]);
    }
    assert.deepEqual(contents.openHandler!({ url: 'https://example.org/' }), { action: 'deny' });
    assert.deepEqual(contents.openHandler!({ url: 'file:///bin/sh' }), { action: 'deny' });
    assert.deepEqual(electron.opened, ['https://example.org/']);
    for (const permission of ['media', 'geolocation', 'notifications', 'usb']) {
      electron.session.request!(null, permission, (allowed) =>
        assert.deepEqual([permission, allowed], [permission, false]),
      );
      assert.equal(electron.session.check!(null, permission), false);
    }
  });

  test('frames count only from the main frame of our own window', async () => {
    const { electron, cores } = await started();
    cores[0]!.ready();
    const frame = { type: 'call', id: 1, name: 'library.status', input: {} };
    fromWindow(electron, frame, { senderFrame: { url: 'app://herdbook/' } });
    fromWindow(electron, frame, { sender: {} });
    fromWindow(electron, frame, { senderFrame: null });
    assert.deepEqual(cores[0]!.received, []);
    fromWindow(electron, frame);
    assert.deepEqual(cores[0]!.received, [{ kind: 'frame', frame }]);
  });

  test('calls made while core starts wait for it', async () => {
    const { electron, cores } = await started();
    const frame = { type: 'call', id: 7, name: 'library.status', input: {} };
    fromWindow(electron, frame);
    assert.deepEqual(cores[0]!.received, []);
    cores[0]!.ready();
    assert.deepEqual(cores[0]!.received, [{ kind: 'frame', frame }]);
  });

  test('when core dies, waiting calls fail with core-gone, the window is told, and core is started again with its library', async () => {
    const { electron, cores, core } = await started();
    cores[0]!.ready();
    cores[0]!.emit('message', {
      kind: 'frame',
      frame: {
        type: 'event',
        name: 'library.changed',
        data: { library: { folder: '/lib', name: 'L', createdAt: '', schemaVersion: 1 } },
      },
    });
    fromWindow(electron, { type: 'call', id: 3, name: 'library.status', input: {} });
    fromWindow(electron, { type: 'call', id: 4, name: 'jobs.list', input: {} });
    cores[0]!.emit('message', { kind: 'frame', frame: { type: 'result', id: 4, output: [] } });
    cores[0]!.die();
    const failures = sent(electron).filter(({ type }) => type === 'failure');
    assert.deepEqual(
      failures.map(({ id, error }) => [id, error?.code]),
      [[3, 'core-gone']],
    );
    assert.ok(sent(electron).some((frame) => frame.name === 'core.state'));
    while (cores.length < 2) await settle();
    cores[1]!.ready();
    assert.deepEqual(cores[1]!.received, [{ kind: 'open', folder: '/lib' }]);
    core.stop();
    assert.equal(cores[1]!.killed, 'SIGTERM');
    cores[1]!.die();
    await settle(300);
    assert.equal(cores.length, 2);
  });

  test('answers host calls itself and refuses wrong input in the same words as core', async () => {
    const { electron, cores } = await started();
    cores[0]!.ready();
    fromWindow(electron, { type: 'call', id: 1, name: 'host.describe', input: {} });
    fromWindow(electron, { type: 'call', id: 2, name: 'host.pickFolders', input: { title: 'Card' } });
    fromWindow(electron, { type: 'call', id: 3, name: 'host.reveal', input: { path: '' } });
    fromWindow(electron, { type: 'call', id: 4, name: 'host.reveal', input: { path: '/exports/a.pdf' } });
    await settle();
    const byId = new Map(
      sent(electron)
        .filter(({ id }) => id !== undefined)
        .map((frame) => [frame.id, frame]),
    );
    assert.equal((byId.get(1)!.output as { kind: string }).kind, 'electron');
    assert.deepEqual(byId.get(2)!.output, { paths: ['/cards/a', '/cards/b'] });
    assert.equal(byId.get(3)!.error?.code, 'invalid-input');
    assert.deepEqual(electron.revealed, ['/exports/a.pdf']);
    assert.deepEqual(cores[0]!.received, []);
  });

  test('opens what exports are and nothing that could run', async () => {
    const { electron, cores } = await started();
    cores[0]!.ready();
    const program = join(folder, 'Games.app');
    mkdirSync(program);
    const wished = [
      '/exports/season.pdf',
      folder,
      '/usr/bin/env',
      'C:\\Windows\\System32\\calc.exe',
      program,
      '/exports/missing.zip',
    ];
    wished.forEach((path, id) => void fromWindow(electron, { type: 'call', id, name: 'host.open', input: { path } }));
    await settle(100);
    const answers = new Map(sent(electron).map(({ id, output }) => [id, output]));
    assert.deepEqual(
      wished.map((_, id) => answers.get(id)),
      [true, true, false, false, false, false].map((opened) => ({ opened })),
    );
    assert.deepEqual(
      electron.openedFiles.toSorted(),
      ['/exports/season.pdf', '/exports/missing.zip', folder].toSorted(),
    );
  });

  test('files of the kinds asked for can be chosen with the native dialog', async () => {
    const { electron, cores } = await started();
    cores[0]!.ready();
    const input = { title: 'A model pack', multiple: false, endings: ['onnx', 'zip'] };
    fromWindow(electron, { type: 'call', id: 1, name: 'host.pickFolders', input });
    await settle();
    assert.deepEqual(electron.dialogs, [
      {
        title: 'A model pack',
        properties: ['openFile'],
        filters: [{ name: 'A model pack', extensions: ['onnx', 'zip'] }],
      },
    ]);
  });

  test('app:// serves the window from disk, pictures from core with the token, and nothing else', async () => {
    const { electron, cores } = await started({ fetch: () => new Response('jpeg', { status: 206 }) });
    assert.deepEqual(
      electron.schemes.map(({ scheme }) => scheme),
      ['app'],
    );
    const get = (address: string, headers: Record<string, string> = {}) =>
      electron.protocolHandlers.get('app')!(new Request(address, { headers }));
    assert.match(await (await get('app://herdbook/')).text(), /Herdbook/);
    assert.match(await (await get('app://herdbook/individuals/1', { accept: 'text/html' })).text(), /Herdbook/);
    assert.equal(await (await get('app://herdbook/assets/main.js')).text(), 'void 0');
    assert.match((await get('app://herdbook/')).headers.get('content-security-policy')!, /default-src 'none'/);
    for (const address of [
      'app://herdbook/..%2fsecret.txt',
      'app://herdbook/%2e%2e/secret.txt',
      'app://herdbook/nothing.js',
      'app://elsewhere/index.html',
    ]) {
      assert.deepEqual([address, (await get(address)).status], [address, 404]);
    }
    assert.equal((await get('app://herdbook/media/1?w=320')).status, 503);
    cores[0]!.ready();
    const picture = await get('app://herdbook/media/1?w=320', { range: 'bytes=0-3' });
    assert.equal(picture.status, 206);
    const { url, init } = electron.fetched[0]!;
    assert.equal(url, 'http://127.0.0.1:5000/media/1?w=320');
    assert.deepEqual(
      [new Headers(init.headers).get('authorization'), new Headers(init.headers).get('range')],
      ['Bearer secret', 'bytes=0-3'],
    );
  });

  test('the menu leads to the rooms and opens a library', async () => {
    const { electron, cores } = await started();
    cores[0]!.ready();
    const items = electron.menu.template.flatMap(({ submenu }) => submenu ?? []);
    items.find(({ label }) => label === 'Review')!.click!();
    assert.deepEqual(electron.windows[0]!.webContents.loaded.at(-1), 'app://herdbook/review');
    items.find(({ label }) => label === 'Open Library…')!.click!();
    await settle();
    assert.deepEqual(cores[0]!.received.at(-1), { kind: 'open', folder: '/cards/a' });
  });
});
