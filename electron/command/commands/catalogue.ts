// Looking at the library from the command line: status, media, locations, jobs.

import type { Input } from '../../../shared/contract/contract.ts';
import type { JobId, LocationId, MediaId } from '../../../shared/domain/ids.ts';
import { JobState, MediaStatus, Species } from '../../../shared/domain/words.ts';
import { type Command, type Invocation, number, oneOf, text, word } from '../command.ts';
import { table } from '../table.ts';
import { waitForJob } from '../wait.ts';

const locationOptions = {
  lat: { type: 'string', about: 'latitude, degrees' },
  lon: { type: 'string', about: 'longitude, degrees' },
  notes: { type: 'string', about: 'notes' },
} as const;

function locationFields(invocation: Invocation): { latitude?: number; longitude?: number; notes?: string } {
  const latitude = number(invocation, 'lat');
  const longitude = number(invocation, 'lon');
  const notes = text(invocation, 'notes');
  return {
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
    ...(notes === undefined ? {} : { notes }),
  };
}

export const catalogueCommands: Command[] = [
  {
    name: 'status',
    usage: '',
    about: 'Count everything in the library.',
    async run({ client }) {
      const value = await client.call('library.status', {});
      const rows = [
        ['Photographs', value.images],
        ['Videos', value.videos],
        ['  pending / processing', `${value.media.pending} / ${value.media.processing}`],
        ['  completed / failed', `${value.media.completed} / ${value.media.failed}`],
        ['Events', value.events],
        ['Detections', value.detections],
        ['Individuals', value.individuals],
        [
          'Identifications',
          `${value.identifications.proposed} proposed, ${value.identifications.confirmed} confirmed, ${value.identifications.rejected} rejected`,
        ],
        ['Jobs', `${value.jobs.queued} queued, ${value.jobs.running} running, ${value.jobs.failed} failed`],
      ];
      return { value, text: table(['', ''], rows).trimStart() };
    },
  },
  {
    name: 'media list',
    usage: '',
    about: 'All media with their fields and detections.',
    options: {
      status: { type: 'string', about: MediaStatus.options.join(', ') },
      species: { type: 'string', about: Species.options.join(', ') },
      location: { type: 'string', about: 'name of a location' },
      from: { type: 'string', about: 'first day, YYYY-MM-DD' },
      to: { type: 'string', about: 'last day, YYYY-MM-DD' },
    },
    async run(invocation) {
      const { client } = invocation;
      const filter: NonNullable<Input<'media.list'>['filter']> = {};
      const status = oneOf(invocation, 'status', MediaStatus.options);
      const species = oneOf(invocation, 'species', Species.options);
      const from = text(invocation, 'from');
      const to = text(invocation, 'to');
      const location = text(invocation, 'location');
      if (status !== undefined) filter.status = status;
      if (species !== undefined) filter.species = species;
      if (from !== undefined) filter.from = from;
      if (to !== undefined) filter.to = to;
      if (location !== undefined) {
        const found = (await client.call('locations.list', {})).find(
          ({ name }) => name.toLowerCase() === location.toLowerCase(),
        );
        filter.locationId = found?.id ?? (location as LocationId);
      }
      const value = await client.call('media.list', { filter });
      return {
        value,
        text: table(
          ['id', 'captured', 'location', 'status', 'detections', 'file'],
          value.map((media) => [
            media.id,
            media.capturedAt,
            media.locationName,
            media.status,
            media.detections.length,
            media.name,
          ]),
        ),
      };
    },
  },
  {
    name: 'media show',
    usage: '<id>',
    about: 'One media item.',
    async run(invocation) {
      const value = await invocation.client.call('media.show', {
        id: word(invocation, 0, 'the id of a media item') as MediaId,
      });
      return { value, text: JSON.stringify(value, null, 2) };
    },
  },
  {
    name: 'locations list',
    usage: '',
    about: 'All locations.',
    async run({ client }) {
      const value = await client.call('locations.list', {});
      return {
        value,
        text: table(
          ['id', 'name', 'latitude', 'longitude', 'media'],
          value.map((l) => [l.id, l.name, l.latitude, l.longitude, l.media]),
        ),
      };
    },
  },
  {
    name: 'locations add',
    usage: '<name>',
    about: 'Add a location.',
    library: 'make',
    options: locationOptions,
    check: (typed) => void word(typed, 0, 'the name of the location'),
    async run(invocation) {
      const value = await invocation.client.call('locations.add', {
        name: word(invocation, 0, 'the name of the location'),
        ...locationFields(invocation),
      });
      return { value, text: `Added ${value.name} (${value.id}).` };
    },
  },
  {
    name: 'locations update',
    usage: '<id>',
    about: 'Change a location.',
    options: { name: { type: 'string', about: 'new name' }, ...locationOptions },
    async run(invocation) {
      const name = text(invocation, 'name');
      const value = await invocation.client.call('locations.update', {
        id: word(invocation, 0, 'the id of a location') as LocationId,
        ...(name === undefined ? {} : { name }),
        ...locationFields(invocation),
      });
      return { value, text: `Changed ${value.name}.` };
    },
  },
  {
    name: 'locations remove',
    usage: '<id>',
    about: 'Remove a location that no deployment uses.',
    async run(invocation) {
      const value = await invocation.client.call('locations.remove', {
        id: word(invocation, 0, 'the id of a location') as LocationId,
      });
      return { value, text: 'Removed.' };
    },
  },
  {
    name: 'jobs list',
    usage: '',
    about: 'Jobs, newest first.',
    options: { state: { type: 'string', about: JobState.options.join(', ') } },
    async run(invocation) {
      const state = oneOf(invocation, 'state', JobState.options);
      const value = await invocation.client.call('jobs.list', state === undefined ? {} : { state });
      return {
        value,
        text: table(
          ['id', 'kind', 'state', 'progress', 'attempts', 'error'],
          value.map((job) => [
            job.id,
            job.kind,
            job.state,
            `${Math.round(job.progress * 100)} %`,
            job.attempts,
            job.error,
          ]),
        ),
      };
    },
  },
  {
    name: 'jobs show',
    usage: '<id>',
    about: 'One job.',
    async run(invocation) {
      const value = await invocation.client.call('jobs.show', { id: word(invocation, 0, 'the id of a job') as JobId });
      return { value, text: JSON.stringify(value, null, 2) };
    },
  },
  {
    name: 'jobs retry',
    usage: '<id>',
    about: 'Run a failed or cancelled job again and wait for it.',
    works: true,
    async run(invocation) {
      const { id } = await invocation.client.call('jobs.retry', {
        id: word(invocation, 0, 'the id of a job') as JobId,
      });
      const value = await waitForJob(invocation.client, id, invocation.say);
      return { value, text: `${value.title}: ${value.state}` };
    },
  },
];
