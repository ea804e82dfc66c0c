// Answers frames: checks the name and the input against the contract, runs the handler, and sends the result or the error back.
// Used by every transport, so that wrong input is refused in the same words everywhere.

import { InvalidInputError, toFrame, UnknownCallError } from '../errors.ts';
import { assertCallName, type CallContext, type CallName, parseInput } from './contract.ts';
import { CallFrame, type ToClient } from './frames.ts';

export type AnyHandlers = { [name: string]: ((input: never, context: CallContext) => unknown) | undefined };

/**
 * Runs one call by name with input of any origin.
 * @throws UnknownCallError, InvalidInputError, and whatever the handler throws
 */
export async function callByName(
  handlers: AnyHandlers,
  name: unknown,
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  assertCallName(name);
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler === undefined) throw new UnknownCallError(`The call "${name}" is not answered here.`);
  return handler(parseInput(name as CallName, input) as never, { signal });
}

/** Answers one frame of unknown shape. Never throws; a frame that is not a call and carries no id is dropped. */
export async function answerFrame(
  handlers: AnyHandlers,
  frame: unknown,
  signal: AbortSignal,
  send: (frame: ToClient) => void,
): Promise<void> {
  const parsed = CallFrame.safeParse(frame);
  if (!parsed.success) {
    const id = (frame as { id?: unknown } | null)?.id;
    if (typeof id === 'number')
      send({ type: 'failure', id, error: toFrame(new InvalidInputError('That is not a call frame.')) });
    return;
  }
  const { id, name, input } = parsed.data;
  try {
    send({ type: 'result', id, output: await callByName(handlers, name, input, signal) });
  } catch (error) {
    send({ type: 'failure', id, error: toFrame(error) });
  }
}
