// `herdbook streams …` as it is typed: a stream, two videos one after the other, the registry as text and as JSON, and what is refused.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runCommand } from '../../electron/command/run.ts';
import { createLibrary } from '../../electron/core/library.ts';
import type { Output } from '../../shared/contract/contract.ts';
import { makeHorseVideo } from '../support/video.ts';

let area: string;
let library: string;
const said: string[] = [];

before(async () => {
  area = mkdtempSync(join(tmpdir(), 'herdbook-streams-command-'));
  library = join(area, 'library');
  await createLibrary(library, 'Streams');
  const walk = (name: string) => [{ name, fromSecond: 1, untilSecond: 7, scale: 0.5 }];
  await makeHorseVideo(join(area, 'one.mp4'), 9, 4, walk('Amber'));
  await makeHorseVideo(join(area, 'two.mp4'), 9, 4, walk('Amber'));
});
after(() => rmSync(area, { recursive: true, force: true }));

const herdbook = (...args: string[]) =>
  runCommand([...args, '--library', library], (line) => said.push(line), { HERDBOOK_HOME: join(area, 'home') });
const asJson = async <T>(...args: string[]): Promise<T> => JSON.parse((await herdbook(...args, '--json')).text) as T;

test('a stream is added, filled and shown', async () => {
  assert.equal((await herdbook('streams', 'add', 'North paddock')).code, 0);
  const done = await herdbook('streams', 'process', 'north paddock', join(area, 'one.mp4'));
  assert.equal(done.code, 0, done.text);
  assert.match(done.text, /one\.mp4 +completed +9\.0 s +9\.0 s +horse_001/);
  assert.ok(said.some((line) => line.includes('Following horses through one.mp4')));
  // Another process, another day: the same horse.
  await herdbook('streams', 'process', 'North paddock', join(area, 'two.mp4'));
  const shown = await asJson<Output<'streams.show'>>('streams', 'show', 'North paddock');
  assert.deepEqual(
    shown.individuals.map(({ label }) => label),
    ['horse_001'],
  );
  const [stream] = await asJson<Output<'streams.list'>>('streams', 'list');
  assert.deepEqual([stream!.name, stream!.chunks, stream!.individuals], ['North paddock', 2, 1]);
});

test('a stream that is not there is an error with exit 1, a missing argument wrong usage with exit 2', async () => {
  const unknown = await herdbook('streams', 'show', 'Nowhere', '--json');
  assert.deepEqual([unknown.code, JSON.parse(unknown.text).error.code], [1, 'not-found']);
  assert.equal((await herdbook('streams', 'process', 'North paddock')).code, 2);
  assert.equal((await herdbook('streams')).code, 2);
});

test('without confirmed identities the measure of recognition is a sentence', async () => {
  const { code, text } = await herdbook('analysis', 'identity', '--json');
  const { queries, message } = JSON.parse(text) as Output<'analysis.identity'>;
  assert.deepEqual([code, queries], [0, 0]);
  assert.match(message, /^Nobody has confirmed an identity yet/);
});
