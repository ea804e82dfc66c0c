// Streams from the command line: a fixed camera's videos, chunk after chunk, with a registry of its horses.
import { resolve } from 'node:path';
import type { Output } from '../../../shared/contract/contract.ts';
import type { Stream } from '../../../shared/contract/streams.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { type Command, type Invocation, word } from '../command.ts';
import { table } from '../table.ts';
import { waitForJob, waitForKinds } from '../wait.ts';

async function named(invocation: Invocation): Promise<Stream> {
  const name = word(invocation, 0, 'the name of a stream');
  const streams = await invocation.client.call('streams.list', {});
  const found =
    streams.find((stream) => stream.id === name) ??
    streams.find((stream) => stream.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const known = streams.length === 0 ? 'There are none yet.' : `There are: ${streams.map((s) => s.name).join(', ')}.`;
  throw new NotFoundError(`There is no stream "${name}". ${known}`, { field: 'stream' });
}

const seconds = (ms: number | null) => (ms === null ? null : `${(ms / 1000).toFixed(1)} s`);

export const streamCommands: Command[] = [
  {
    name: 'streams list',
    usage: '',
    about: 'All streams.',
    async run({ client }) {
      const value = await client.call('streams.list', {});
      return {
        value,
        text: table(
          ['id', 'name', 'chunks', 'horses'],
          value.map(({ id, name, chunks, individuals }) => [id, name, chunks, individuals]),
        ),
      };
    },
  },
  {
    name: 'streams add',
    usage: '<name>',
    about: 'Add a stream: one fixed camera with its own registry of horses.',
    async run(invocation) {
      const value = await invocation.client.call('streams.add', { name: word(invocation, 0, 'a name') });
      return { value, text: `Added the stream ${value.name}.` };
    },
  },
  {
    name: 'streams process',
    usage: '<stream> <video…>',
    about: 'Follow the horses of a stream through videos, or a folder of them, in the order given.',
    works: true,
    async run(invocation) {
      const { client, words, say } = invocation;
      const stream = await named(invocation);
      word(invocation, 1, 'at least one video');
      const paths = words.slice(1).map((path) => resolve(path));
      const { chunks } = await client.call('streams.process', { id: stream.id, paths });
      for (const { jobId } of chunks) if (jobId !== null) await waitForJob(client, jobId, say);
      await waitForKinds(client, ['stream', 'match'], say);
      const shown = await client.call('streams.show', { id: stream.id });
      const wanted = new Set(chunks.map(({ chunkId }) => chunkId));
      const value = { ...shown, chunks: shown.chunks.filter(({ id }) => wanted.has(id)) };
      return { value, text: describe(value) };
    },
  },
  {
    name: 'streams show',
    usage: '<stream>',
    about: 'The registry of a stream and its chunks.',
    async run(invocation) {
      const { id } = await named(invocation);
      const value = await invocation.client.call('streams.show', { id });
      return { value, text: describe(value) };
    },
  },
];

function describe({ stream, individuals, chunks }: Output<'streams.show'>): string {
  const horses = table(
    ['horse', 'name', 'detections', 'last seen'],
    individuals.map(({ label, name, detections, lastSeen }) => [label, name, detections, lastSeen]),
  );
  const parts = table(
    ['chunk', 'state', 'looked through', 'of', 'horses'],
    chunks.map(({ name, state, doneMs, durationMs, tracks }) => [
      name,
      state,
      seconds(doneMs),
      seconds(durationMs),
      [...new Set(tracks.flatMap(({ label }) => label ?? []))].join(' '),
    ]),
  );
  return `${stream.name}\n\n${horses}\n\n${parts}`;
}
