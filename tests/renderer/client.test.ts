import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CarrierEvents } from '../../renderer/carriers.ts';
import { WindowClient } from '../../renderer/client.ts';
import { CoreGoneError, NotFoundError, toFrame } from '../../shared/errors.ts';

interface Sent {
  id: number;
  name: string;
}

/** A client whose carrier is this test. */
function clientByHand() {
  let events: CarrierEvents | undefined;
  const sent: Sent[] = [];
  const client = new WindowClient((given) => {
    events = given;
    return { send: (frame) => void sent.push(frame as Sent), close: () => {} };
  });
  return { client, sent, events: events! };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a call made before the connection is up is sent when it is', async () => {
  const { client, sent, events } = clientByHand();
  const answer = client.call('library.close', {});
  await turn();
  assert.equal(sent.length, 0);
  events.up();
  await turn();
  events.frame({ type: 'result', id: sent[0]!.id, output: { closed: true } });
  assert.deepEqual(await answer, { closed: true });
});

test('a failure arrives as the class it was thrown as', async () => {
  const { client, sent, events } = clientByHand();
  events.up();
  const answer = client.call('media.show', { id: 'm1' });
  await turn();
  events.frame({ type: 'failure', id: sent[0]!.id, error: toFrame(new NotFoundError('There is no such photograph.')) });
  await assert.rejects(answer, (error) => error instanceof NotFoundError && /no such photograph/.test(error.message));
});

test('calls under way when the connection drops are rejected as core gone', async () => {
  const { client, events } = clientByHand();
  events.up();
  const answer = client.call('library.status', {});
  await turn();
  events.down();
  await assert.rejects(answer, CoreGoneError);
  assert.equal(client.connection().state, 'lost');
});

test('while core is away host calls still go through and others wait for it', async () => {
  const { client, sent, events } = clientByHand();
  events.up();
  events.frame({ type: 'event', name: 'core.state', data: { running: false, message: 'Core stopped.' } });
  assert.deepEqual(client.connection(), { state: 'lost', message: 'Core stopped.' });
  void client.call('host.describe', {}).catch(() => {});
  void client.call('library.status', {}).catch(() => {});
  await turn();
  assert.deepEqual(
    sent.map((frame) => frame.name),
    ['host.describe'],
  );
  events.frame({ type: 'event', name: 'core.state', data: { running: true, message: null } });
  await turn();
  assert.deepEqual(
    sent.map((frame) => frame.name),
    ['host.describe', 'library.status'],
  );
  client.close();
});

test('a call that waits ten seconds for core gives up with a sentence', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { client } = clientByHand();
  const answer = client.call('library.status', {});
  t.mock.timers.tick(10_000);
  await assert.rejects(answer, (error) => error instanceof CoreGoneError && /does not answer/.test(error.message));
});

test('events reach their listeners until they are told to stop', () => {
  const { client, events } = clientByHand();
  const heard: string[][] = [];
  const stop = client.on('catalogue.changed', ({ topics }) => heard.push(topics));
  events.frame({ type: 'event', name: 'catalogue.changed', data: { topics: ['media'] } });
  stop();
  events.frame({ type: 'event', name: 'catalogue.changed', data: { topics: ['jobs'] } });
  assert.deepEqual(heard, [['media']]);
});
