// `herdbook import` and `herdbook analyse`: rooms 1 to 3 from the command line.
import { resolve } from 'node:path';
import type { Client, Input } from '../../../shared/contract/contract.ts';
import type { ImportResult } from '../../../shared/contract/import.ts';
import { RegisterSpecies } from '../../../shared/domain/words.ts';
import { type Command, number, oneOf, text, word } from '../command.ts';
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
    async run(invocation) {
      const { client, words, say } = invocation;
      word(invocation, 0, 'at least one folder or file');
      const started = performance.now();
      const before = await client.call('library.status', {});
      const analyse = invocation.options['no-analyse'] !== true;
      const defaults: Input<'import.start'>['defaults'] = {};
      const location = text(invocation, 'location');
      const latitude = number(invocation, 'lat');
      const longitude = number(invocation, 'lon');
      const timezone = text(invocation, 'timezone');
      const species = oneOf(invocation, 'species', RegisterSpecies.options);
      if (location !== undefined) defaults.location = location;
      if (latitude !== undefined) defaults.latitude = latitude;
      if (longitude !== undefined) defaults.longitude = longitude;
      if (timezone !== undefined) defaults.timezone = timezone;
      if (species !== undefined) defaults.species = species;
      const { jobId } = await client.call('import.start', {
        paths: words.map((path) => resolve(path)),
        mode: invocation.options.reference === true ? 'reference' : 'copy',
        defaults,
        analyse,
      });
      const job = await waitForJob(client, jobId, say);
      if (analyse) await waitForKinds(client, ['analyse', 'match'], say);
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
