// `herdbook export <kind>`: room 5 from the command line.
import { resolve } from 'node:path';
import { ExportKind, RegisterSpecies } from '../../../shared/domain/words.ts';
import { type Command, oneOf, text } from '../command.ts';
import { waitForJob } from '../wait.ts';

const options = {
  from: { type: 'string', about: 'first day, YYYY-MM-DD' },
  to: { type: 'string', about: 'last day, YYYY-MM-DD' },
  'group-by': { type: 'string', about: 'day, week or month' },
  out: { type: 'string', about: "file or folder to write to (default: the library's exports folder)" },
  species: { type: 'string', about: 'only deer or horse' },
  photographs: { type: 'string', about: 'in a ZIP: none, crops, downsized, originals' },
  coordinates: { type: 'string', about: 'exact, coarse or withheld' },
  title: { type: 'string', about: 'title of the report' },
  paper: { type: 'string', about: 'a4 or letter' },
} as const;

export const reportCommands: Command[] = ExportKind.options.map((kind) => ({
  name: `export ${kind}`,
  usage: '',
  about: `Write ${kind === 'pdf' ? "the season's report" : kind === 'zip' ? 'report, tables and photographs as one ZIP' : `${kind} files`}.`,
  works: true,
  options,
  async run(invocation) {
    const { client, say } = invocation;
    const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value });
    const out = text(invocation, 'out');
    const started = await client.call('export.start', {
      kind,
      startDate: text(invocation, 'from') ?? '',
      endDate: text(invocation, 'to') ?? '',
      ...given('groupBy', text(invocation, 'group-by')),
      ...given('out', out === undefined ? undefined : resolve(out)),
      ...given('species', oneOf(invocation, 'species', RegisterSpecies.options)),
      ...given('photographs', oneOf(invocation, 'photographs', ['none', 'crops', 'downsized', 'originals'])),
      ...given('coordinates', oneOf(invocation, 'coordinates', ['exact', 'coarse', 'withheld'])),
      ...given('title', text(invocation, 'title')),
      ...given('paper', oneOf(invocation, 'paper', ['a4', 'letter'])),
    });
    const { attempts } = await waitForJob(client, started.id, say);
    const value = { ...(await client.call('export.show', { id: started.id })), attempts };
    return { value, text: value.file ?? '' };
  },
}));
