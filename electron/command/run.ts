// Runs one command line: finds the command, opens (or makes) the library, and turns what comes of it into text and an exit code.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HerdbookError, toFrame, UsageError } from '../../shared/errors.ts';
import { startCore } from '../core/core.ts';
import { createLibrary, isLibrary } from '../core/library.ts';
import { commands, helpText } from './all.ts';
import type { Command, Invocation } from './command.ts';

export interface Outcome {
  code: 0 | 1 | 2;
  /** For standard output. */
  text: string;
}

/** Codes of mistakes in what was typed, as against failures of what was done. */
const USAGE_CODES = new Set(['usage', 'invalid-input', 'export-request', 'unknown-call']);

/** @param say Receives lines of progress, for standard error. */
export async function runCommand(
  args: string[],
  say: (line: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Outcome> {
  const json = args.includes('--json');
  try {
    if (args.length === 0 || args.includes('--help') || args[0] === 'help')
      return { code: args.length === 0 ? 2 : 0, text: helpText() };
    const { command, rest } = findCommand(args);
    const { options, words } = parseOptions(command, rest);
    command.check?.({ options, words });
    const answer = await withLibrary(command, options, environment, (client) =>
      command.run({ client, words, options, say }),
    );
    return { code: answer.bad === true ? 1 : 0, text: json ? JSON.stringify(answer.value, null, 2) : answer.text };
  } catch (error) {
    const frame = toFrame(error);
    const wrongUsage = USAGE_CODES.has(frame.code);
    if (!(error instanceof HerdbookError) && environment.HERDBOOK_DEBUG) say((error as Error).stack ?? String(error));
    if (json) return { code: wrongUsage ? 2 : 1, text: JSON.stringify({ error: frame }, null, 2) };
    const details = Array.isArray(frame.details)
      ? frame.details.map((d: { field?: string; message?: string }) => `  ${d.field ?? ''}: ${d.message ?? ''}`)
      : [];
    say([`herdbook: ${frame.message}`, ...(frame.code === 'export-request' ? details : [])].join('\n'));
    return { code: wrongUsage ? 2 : 1, text: '' };
  }
}

function findCommand(args: string[]): { command: Command; rest: string[] } {
  const positions = args.flatMap((argument, index) =>
    argument.startsWith('-') || args[index - 1] === '--library' ? [] : [index],
  );
  for (const length of [2, 1]) {
    const taken = positions.slice(0, length);
    const name = taken.map((index) => args[index]).join(' ');
    const command = commands.find((known) => known.name === name);
    if (command !== undefined && taken.length === length)
      return { command, rest: args.filter((_, index) => !taken.includes(index)) };
  }
  const first = args[positions[0] ?? 0] ?? '';
  const family = commands
    .filter(({ name }) => name.startsWith(`${first} `))
    .map(({ name }) => name.slice(first.length + 1));
  throw new UsageError(
    family.length > 0
      ? `"${first}" needs one of: ${family.join(', ')}.`
      : `There is no command "${first}". Try: herdbook --help`,
    { field: 'command' },
  );
}

function parseOptions(command: Command, args: string[]): { options: Invocation['options']; words: string[] } {
  const known = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { type, multiple }]) => [
      name,
      { type, multiple: multiple ?? false },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: joinNegative(args),
      allowPositionals: true,
      strict: true,
      options: { ...known, library: { type: 'string' }, json: { type: 'boolean' } },
    });
    return { options: values as Invocation['options'], words: positionals };
  } catch (error) {
    throw new UsageError(`herdbook ${command.name}: ${(error as Error).message}`);
  }
}

/** `--lat -33.9` is a value to everybody but an option parser; `--lat=-33.9` is one to it as well. */
function joinNegative(args: string[]): string[] {
  const joined: string[] = [];
  for (const argument of args) {
    const option = joined.at(-1);
    if (/^-\d/.test(argument) && option?.startsWith('--') === true && !option.includes('='))
      joined[joined.length - 1] = `${option}=${argument}`;
    else joined.push(argument);
  }
  return joined;
}

async function withLibrary<T>(
  command: Command,
  options: Invocation['options'],
  environment: NodeJS.ProcessEnv,
  work: (client: ReturnType<Awaited<ReturnType<typeof startCore>>['client']>) => Promise<T>,
): Promise<T> {
  const named = typeof options.library === 'string' && options.library !== '' ? resolve(options.library) : undefined;
  if (named === undefined && command.library !== 'none')
    throw new UsageError('Say which library: --library <folder>.', { field: 'library' });
  if (named !== undefined && command.library === 'make' && !isLibrary(named)) await createLibrary(named);
  const core = await startCore({ environment, runJobs: command.works === true });
  try {
    if (named !== undefined) await core.open(named);
    const client = core.client();
    try {
      return await work(client);
    } finally {
      client.close();
    }
  } finally {
    await core.close();
  }
}
