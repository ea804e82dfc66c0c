import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { type Core, startCore } from '../../electron/core/core.ts';
import { createLibrary } from '../../electron/core/library.ts';
import { startWebServer, type WebServer } from '../../electron/web/server.ts';

describe('the browser host', () => {
  let area: string;
  let core: Core;
  let server: WebServer;
  let base: string;
  let cookie: string;
  before(async () => {
    area = mkdtempSync(join(tmpdir(), 'herdbook-web-'));
    mkdirSync(join(area, 'window', 'assets'), { recursive: true });
    writeFileSync(join(area, 'window', 'index.html'), '<title>Herdbook</title>');
    writeFileSync(join(area, 'window', 'assets', 'main-1.js'), 'void 0');
    writeFileSync(join(area, 'outside.txt'), 'secret');
    await createLibrary(join(area, 'library'));
    core = await startCore({ environment: { ...process.env, HERDBOOK_HOME: join(area, 'home') } });
    await core.open(join(area, 'library'));
    server = await startWebServer(core, { window: join(area, 'window') });
    base = `http://127.0.0.1:${server.port}`;
    const welcome = await fetch(server.address, { redirect: 'manual' });
    cookie = welcome.headers.get('set-cookie')!.split(';')[0]!;
  });
  after(async () => {
    await server.close();
    await core.close();
    rmSync(area, { recursive: true, force: true });
  });
  const get = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${base}${path}`, { redirect: 'manual', ...init, headers: { cookie, ...headers } });

  test('the printed address sets an HttpOnly, SameSite cookie and leads to the window', async () => {
    const welcome = await fetch(server.address, { redirect: 'manual' });
    assert.equal(welcome.status, 302);
    assert.equal(welcome.headers.get('location'), '/');
    assert.match(welcome.headers.get('set-cookie')!, /HttpOnly; SameSite=Strict/);
  });

  test('without the key nothing but the health answer is reachable', async () => {
    for (const path of [
      '/',
      '/index.html',
      '/assets/main-1.js',
      '/media/1',
      '/crops/1',
      '/individuals/1',
      '/exports/1',
      '/metrics',
      '/rpc',
      '/upload/x/y',
    ]) {
      assert.deepEqual([path, (await fetch(base + path)).status], [path, 401]);
    }
    assert.deepEqual(await (await fetch(`${base}/healthz`)).json(), { ok: true });
    const put = await fetch(`${base}/upload/0b4e3b7e-1d4c-4d7a-9c1f-0123456789ab/a.jpg`, { method: 'PUT', body: 'x' });
    assert.equal(put.status, 401);
  });

  test('a page of another origin gets nothing even with the cookie', async () => {
    assert.equal((await get('/metrics', { origin: 'http://evil.example' })).status, 403);
  });

  test('serves the window, its files for ever, and index.html for every screen', async () => {
    assert.match(await (await get('/')).text(), /Herdbook/);
    assert.match((await get('/')).headers.get('content-security-policy')!, /default-src 'none'/);
    assert.match((await get('/assets/main-1.js')).headers.get('cache-control')!, /immutable/);
    assert.match(await (await get('/individuals/42', { accept: 'text/html' })).text(), /Herdbook/);
    assert.equal((await get('/nothing.js')).status, 404);
  });

  test('never serves what lies outside the window', async () => {
    for (const path of [
      '/..%2foutside.txt',
      '/%2e%2e/outside.txt',
      '/assets/..%2f..%2foutside.txt',
      '/..%5coutside.txt',
    ]) {
      const answer = await get(path);
      assert.ok(!(await answer.text()).includes('secret'), path);
    }
  });

  test('metrics are Prometheus text', async () => {
    const answer = await get('/metrics');
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /^herdbook_media\{status="pending"\} 0$/m);
  });

  test('a browser that is gone before its WebSocket was refused does no harm', async () => {
    const ends: Error[] = [];
    const end = (error: Error) => ends.push(error);
    process.on('uncaughtException', end);
    for (let n = 0; n < 20; n++) {
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${'x'.repeat(100_000)}`,
      );
      socket.resetAndDestroy();
      await once(socket, 'close');
    }
    assert.deepEqual(await (await get('/healthz')).json(), { ok: true });
    process.off('uncaughtException', end);
    assert.deepEqual(ends, []);
  });

  test('a WebSocket needs the key and our own origin', async () => {
    const refused = (headers: Record<string, string>) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers });
        socket.once('open', () => resolve(false)).once('error', () => resolve(true));
      });
    assert.equal(await refused({}), true);
    assert.equal(await refused({ cookie, origin: 'http://evil.example' }), true);
    assert.equal(await refused({ cookie: 'herdbook=guess' }), true);
    assert.equal(await refused({ cookie, origin: base }), false);
  });

  test('takes an upload into the staging folder of the library', async () => {
    const client = core.client((await import('../../electron/web/host.ts')).browserHost(core.house) as never);
    const { session, folder } = await client.call('host.beginUpload', {});
    const answer = await get(`/upload/${session}/DCIM/IMG%200001.JPG`, {}, { method: 'PUT', body: 'picture' });
    assert.equal(answer.status, 201);
    assert.equal(readFileSync(join(folder, 'DCIM', 'IMG 0001.JPG'), 'utf8'), 'picture');
    assert.equal((await get(`/upload/${session}/..%2f..%2fx`, {}, { method: 'PUT', body: 'x' })).status, 400);
    assert.equal(existsSync(join(area, 'library', 'x')), false);
    client.close();
  });

  test('an upload that is not imported after all leaves nothing behind', async () => {
    const client = core.client((await import('../../electron/web/host.ts')).browserHost(core.house) as never);
    const { session, folder } = await client.call('host.beginUpload', {});
    await get(`/upload/${session}/DCIM/a.jpg`, {}, { method: 'PUT', body: 'picture' });
    assert.deepEqual(await client.call('host.dropUpload', { session: '../originals' }), { dropped: false });
    assert.deepEqual(await client.call('host.dropUpload', { session }), { dropped: true });
    assert.equal(existsSync(folder), false);
    client.close();
  });

  test('lists folders of this computer for choosing, and names one that cannot be read', async () => {
    const client = core.client((await import('../../electron/web/host.ts')).browserHost(core.house) as never);
    const listed = await client.call('host.listFolder', { path: area });
    assert.ok(listed.folders.some(({ name }) => name === 'library'));
    await assert.rejects(client.call('host.listFolder', { path: join(area, 'gone') }), /gone/);
    client.close();
  });

  test('lists the files of the kinds asked for beside the folders', async () => {
    const client = core.client((await import('../../electron/web/host.ts')).browserHost(core.house) as never);
    for (const name of ['yolo.ONNX', 'notes.txt']) writeFileSync(join(area, name), '');
    const { matching } = await client.call('host.listFolder', { path: area, endings: ['onnx'] });
    assert.deepEqual(matching, [{ name: 'yolo.ONNX', path: join(area, 'yolo.ONNX') }]);
    client.close();
  });
});
