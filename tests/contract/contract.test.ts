import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { calls, coreCalls, hostCalls } from '../../shared/contract/contract.ts';
import { describeContract } from '../../shared/contract/describe.ts';
import { createFrameClient } from '../../shared/contract/frame-client.ts';
import {
  CoreGoneError,
  ExportRequestError,
  fromFrame,
  HerdbookError,
  NotFoundError,
  toFrame,
  UnexpectedError,
} from '../../shared/errors.ts';

describe('the contract', () => {
  test('core and host share no call', () => {
    assert.deepEqual(
      Object.keys(coreCalls).filter((name) => Object.hasOwn(hostCalls, name)),
      [],
    );
  });

  test('every call says in a sentence what it is about', () => {
    for (const [name, { about }] of Object.entries(calls)) assert.match(about, /^[A-Z].*[.]$/s, name);
  });

  test('a change of some fields never fills in the others', () => {
    assert.deepEqual(calls['settings.set'].input.parse({ person: 'Ada' }), { person: 'Ada' });
    assert.deepEqual(calls['locations.update'].input.parse({ id: '1', name: 'Pond' }), { id: '1', name: 'Pond' });
    assert.deepEqual(calls['detections.update'].input.parse({ id: '1', flank: 'left' }), { id: '1', flank: 'left' });
  });
});

describe('errors as frames', () => {
  test('come back as the same class with code, message, field and details', () => {
    const sent = new ExportRequestError('start_date must be before end_date', {
      field: 'startDate',
      details: [{ field: 'startDate' }],
    });
    const arrived = fromFrame(JSON.parse(JSON.stringify(toFrame(sent))));
    assert.ok(arrived instanceof ExportRequestError);
    assert.deepEqual(
      [arrived.code, arrived.message, arrived.field, arrived.details],
      [sent.code, sent.message, sent.field, sent.details],
    );
  });

  test('an error nobody foresaw keeps its message and not its stack', () => {
    const frame = toFrame(new TypeError('x is not a function'));
    assert.deepEqual(frame, { code: 'unexpected', message: 'x is not a function' });
    assert.ok(fromFrame(frame) instanceof UnexpectedError);
  });

  test('a code this program does not know still arrives as an error of ours', () => {
    assert.ok(fromFrame({ code: 'from-the-future', message: 'm' }) instanceof HerdbookError);
  });
});

describe('a client over frames', () => {
  test('gives each answer to its own call, whatever their order', async () => {
    const sent: { id: number; name: string }[] = [];
    const client = createFrameClient((frame) => void sent.push(frame));
    const [first, second] = [client.call('library.current', {}), client.call('library.close', {})];
    await Promise.resolve();
    client.receive({ type: 'failure', id: sent[1]!.id, error: toFrame(new NotFoundError('none')) });
    client.receive({ type: 'result', id: sent[0]!.id, output: 'one' });
    assert.equal(await first, 'one');
    await assert.rejects(second, NotFoundError);
  });

  test('rejects everything that waits when the other side is lost', async () => {
    const client = createFrameClient(() => {});
    const call = client.call('library.current', {});
    client.lost();
    await assert.rejects(call, CoreGoneError);
  });

  test('rejects a call that could not be sent', async () => {
    const client = createFrameClient(() => {
      throw new CoreGoneError('not connected');
    });
    await assert.rejects(client.call('library.current', {}), CoreGoneError);
  });
});

describe('docs/contract.md', () => {
  test('is what the contract says (make it again with: node scripts/write-contract.ts)', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/contract.md'), 'utf8');
    assert.equal(written, describeContract());
  });
});
