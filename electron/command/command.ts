// What a command of `herdbook` is: words, options, and work that answers with a value (for --json) and a text (for people).
import type { Client } from '../../shared/contract/contract.ts';
import { UsageError } from '../../shared/errors.ts';

export type OptionSpec = { type: 'string' | 'boolean'; about: string; multiple?: boolean };

/** What was typed after the command's own words. */
export interface Typed {
  words: string[];
  options: Record<string, string | boolean | string[] | undefined>;
}

export interface Invocation extends Typed {
  client: Client;
  /** A line about progress, on standard error. */
  say(line: string): void;
}

export interface Answer {
  value: unknown;
  text: string;
  /** The command did its work and found something wrong (exit 1). */
  bad?: boolean;
}

export interface Command {
  /** `import`, or `media list`. */
  name: string;
  /** Arguments as shown in the help, for example `<path…>`. */
  usage: string;
  about: string;
  options?: Record<string, OptionSpec>;
  /** `none`: needs no library. `make`: a missing library is made. Default: it must be there. */
  library?: 'none' | 'make';
  /** Whether this command works on jobs (its own and those left waiting). Default false. */
  works?: boolean;
  /** Looks at what was typed before a library is opened or made. @throws UsageError */
  check?(typed: Typed): void;
  run(invocation: Invocation): Promise<Answer>;
}

/** @throws UsageError when the argument is missing */
export function word(typed: Typed, index: number, what: string): string {
  const found = typed.words[index];
  if (found === undefined)
    throw new UsageError(`This command needs ${what}.`, { field: what.replace(/^(a|an|the) /, '') });
  return found;
}

export function text(typed: Typed, name: string): string | undefined {
  const value = typed.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError when it is not a number */
export function number(typed: Typed, name: string): number | undefined {
  const value = text(typed, name);
  if (value === undefined) return undefined;
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed))
    throw new UsageError(`--${name} needs a number; "${value}" is not one.`, { field: name });
  return parsed;
}

/** @throws UsageError when it is none of the allowed words */
export function oneOf<T extends string>(typed: Typed, name: string, allowed: readonly T[]): T | undefined {
  const value = text(typed, name);
  if (value === undefined) return undefined;
  if (!allowed.includes(value as T))
    throw new UsageError(`--${name} must be one of: ${allowed.join(', ')}; "${value}" is not.`, { field: name });
  return value as T;
}
