// `herdbook import` and `herdbook analyse`: rooms 1 to 3 from the command line.
import { resolve } from 'node:path';
import type { Client } from '../../../shared/contract/contract.ts';
import type { ImportResult } from '../../../shared/contract/import.ts';
import { RegisterSpecies } from '../../../shared/domain/words.ts';
import { type Command, number, oneOf, type Typed, text, word } from '../command.ts';
import { waitForJob, waitForKinds } from '../wait.ts';

export const importCommands: Command[] = [
  {
    name: 'import',
    usage: '<path…>',
    about: 'Take in folders and files, find the animals, and propose who they are.',
    library: 'make',
    works: true,
    options: {
      location: { type: 'string', about: 'name of the location (made when it is new)' },
      lat: { type: 'string', about: 'latitude of the location, degrees' },
      lon: { type: 'string', about: 'longitude of the location, degrees' },
      timezone: { type: 'string', about: 'time zone of the camera clock, for example Europe/Berlin' },
      species: { type: 'string', about: 'deer or horse: what the animals are where a model cannot tell' },
      reference: { type: 'boolean', about: 'leave the files where they are instead of copying them' },
      'no-analyse': { type: 'boolean', about: 'only store; look for animals later' },
    },
    check: importRequest,
    async run(invocation) {
      const { client, say } = invocation;
      const started = performance.now();
      const before = await client.call('library.status', {});
      const request = importRequest(invocation);
      const { jobId } = await client.call('import.start', request);
      const job = await waitForJob(client, jobId, say);
      if (request.analyse) await waitForKinds(client, ['analyse', 'match'], say);
      const after = await client.call('library.status', {});
      const result: ImportResult = {
        ...(job.result as ImportResult),
        detections: after.detections - before.detections,
        proposals: Math.max(0, after.identifications.proposed - before.identifications.proposed),
        seconds: (performance.now() - started) / 1000,
      };
      return { value: result, text: describeImport(result) };
    },
  },
  {
    name: 'analyse',
    usage: '',
    about: 'Look for animals in everything pending and propose who they are.',
    works: true,
    options: { again: { type: 'boolean', about: 'also analyse what was analysed before; what people decided stays' } },
    async run({ client, options, say }) {
      const started = performance.now();
      const before = await client.call('library.status', {});
      const { jobId } = await client.call('analyse.start', { again: options.again === true });
      await waitForJob(client, jobId, say);
      await waitForKinds(client, ['analyse', 'match'], say);
      const after = await client.call('library.status', {});
      const value = {
        ...(await summary(client)),
        detections: after.detections,
        newDetections: after.detections - before.detections,
        proposals: after.identifications.proposed,
        seconds: (performance.now() - started) / 1000,
      };
      return {
        value,
        text: `${after.media.completed} analysed, ${after.media.failed} failed, ${after.detections} detections, ${after.identifications.proposed} proposals.`,
      };
    },
  },
];

/** @throws UsageError */
function importRequest(typed: Typed) {
  word(typed, 0, 'at least one folder or file');
  const given = {
    location: text(typed, 'location'),
    latitude: number(typed, 'lat'),
    longitude: number(typed, 'lon'),
    timezone: text(typed, 'timezone'),
    species: oneOf(typed, 'species', RegisterSpecies.options),
  };
  return {
    paths: typed.words.map((path) => resolve(path)),
    mode: typed.options.reference === true ? ('reference' as const) : ('copy' as const),
    defaults: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    analyse: typed.options['no-analyse'] !== true,
  };
}

async function summary(client: Client): Promise<{ media: number; completed: number; failed: number }> {
  const { media, images, videos } = await client.call('library.status', {});
  return { media: images + videos, completed: media.completed, failed: media.failed };
}

function describeImport(result: ImportResult): string {
  const lines = [
    `${result.media} media found: ${result.imported} imported, ${result.duplicates.length} already there, ${result.failed.length} failed; ${result.skipped.length} other files passed over.`,
  ];
  lines.push(
    `${result.events} events, ${result.detections} detections, ${result.proposals} proposals, in ${result.seconds.toFixed(1)} s.`,
  );
  for (const { path, reason } of result.failed) lines.push(`failed   ${path}: ${reason}`);
  for (const { path, reason } of result.skipped) lines.push(`skipped  ${path}: ${reason}`);
  for (const { path, sameAs } of result.duplicates) lines.push(`same     ${path} = ${sameAs}`);
  return lines.join('\n');
}
