// The contract: every call and every event between a window (or the command line) and core, named once. Handlers, clients,
// validation at the boundary and docs/contract.md all come from here.
import type { z } from 'zod';
import { InvalidInputError, UnknownCallError } from '../errors.ts';
import { analyseCalls } from './analyse.ts';
import type { EventName, Events } from './events.ts';
import { hostCalls } from './host.ts';
import { importCalls } from './import.ts';
import { libraryCalls } from './library.ts';
import { mediaCalls } from './media.ts';
import { reportCalls } from './report.ts';
import { reviewCalls } from './review.ts';
import { streamCalls } from './streams.ts';

/** Calls that core answers. */
export const coreCalls = {
  ...libraryCalls,
  ...importCalls,
  ...mediaCalls,
  ...analyseCalls,
  ...reviewCalls,
  ...reportCalls,
  ...streamCalls,
};
/** All calls a window can make: core's and the host's. */
export const calls = { ...coreCalls, ...hostCalls };
export { hostCalls };

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CoreCallName = keyof typeof coreCalls;
export type HostCallName = keyof typeof hostCalls;
/** What a caller writes (defaults may be left out). */
export type Input<K extends CallName> = z.input<Calls[K]['input']>;
/** What a handler receives (defaults filled in). */
export type Parsed<K extends CallName> = z.output<Calls[K]['input']>;
export type Output<K extends CallName> = z.output<Calls[K]['output']>;

export interface CallContext {
  /** Aborted when the caller is gone. */
  signal: AbortSignal;
}
export type Handler<K extends CallName> = (input: Parsed<K>, context: CallContext) => Promise<Output<K>> | Output<K>;
export type CoreHandlers = { [K in CoreCallName]: Handler<K> };
export type HostHandlers = { [K in HostCallName]: Handler<K> };

/** How every client looks, whatever carries its frames. */
export interface Client {
  call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>>;
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void;
  close(): void;
}

export type { EventName, Events };

/** @throws UnknownCallError for names that are not calls, those of Object's prototype included. */
export function assertCallName(name: unknown): asserts name is CallName {
  if (typeof name !== 'string' || !Object.hasOwn(calls, name))
    throw new UnknownCallError(`There is no call named "${String(name).slice(0, 80)}".`);
}

/** @throws InvalidInputError naming the first field that is wrong; `details` lists all of them as `{path, message}`. */
export function parseInput<K extends CallName>(name: K, input: unknown): Parsed<K> {
  const result = calls[name].input.safeParse(input ?? {});
  if (result.success) return result.data as Parsed<K>;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  const first = issues[0] ?? { path: '', message: 'the input is not valid' };
  throw new InvalidInputError(`${name}: ${first.path === '' ? '' : `${first.path}: `}${first.message}`, {
    field: first.path === '' ? undefined : first.path,
    details: issues,
  });
}
