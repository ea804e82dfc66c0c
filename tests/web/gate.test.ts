import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Ask, judge, makeToken } from '../../electron/web/gate.ts';

const token = makeToken();
const ask = (changes: Partial<Ask>): Ask => ({
  host: '127.0.0.1:4000',
  origin: undefined,
  cookie: undefined,
  authorization: undefined,
  url: '/',
  ...changes,
});
const verdict = (changes: Partial<Ask>) => judge(ask(changes), token, 4000);

describe('the gate of the browser host', () => {
  test('refuses everything without the token', () => {
    assert.deepEqual(verdict({}).kind, 'refuse');
    assert.deepEqual(verdict({ url: '/?token=guess' }).kind, 'refuse');
    assert.deepEqual(verdict({ cookie: `herdbook=${token.slice(0, -1)}` }).kind, 'refuse');
    assert.deepEqual(verdict({ cookie: 'herdbook=' }).kind, 'refuse');
    assert.deepEqual(verdict({ authorization: 'Bearer ' }).kind, 'refuse');
  });

  test('takes the token from the address once and sends on to the clean address', () => {
    assert.deepEqual(verdict({ url: `/review?detection=1&token=${token}` }), {
      kind: 'welcome',
      location: '/review?detection=1',
    });
  });

  test('lets pass who carries the cookie or the bearer token', () => {
    assert.equal(verdict({ cookie: `a=b; herdbook=${token}` }).kind, 'pass');
    assert.equal(verdict({ authorization: `Bearer ${token}` }).kind, 'pass');
  });

  test('refuses a Host that is not ours, token or not, against DNS rebinding', () => {
    for (const host of [undefined, 'evil.example', '127.0.0.1:4001', '127.0.0.1', 'localhost.evil.example:4000']) {
      assert.deepEqual([host, verdict({ host, cookie: `herdbook=${token}` }).kind], [host, 'refuse']);
    }
    assert.equal(verdict({ host: 'LOCALHOST:4000', cookie: `herdbook=${token}` }).kind, 'pass');
  });

  test('refuses a foreign Origin, token or not', () => {
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1:4000', 'http://127.0.0.1:4001']) {
      assert.deepEqual([origin, verdict({ origin, cookie: `herdbook=${token}` }).kind], [origin, 'refuse']);
    }
    assert.equal(verdict({ origin: 'http://127.0.0.1:4000', cookie: `herdbook=${token}` }).kind, 'pass');
  });

  test('never leads away from this host', () => {
    const found = verdict({ url: `//evil.example/?token=${token}` });
    assert.ok(found.kind !== 'welcome' || !found.location.startsWith('//'), JSON.stringify(found));
  });
});
