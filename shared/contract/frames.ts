// The frames that all three transports carry: JSON-safe values only; bytes travel as URLs, never in a frame.
import { z } from 'zod';
import type { ErrorFrame } from '../errors.ts';
import type { EventName, Events } from './events.ts';

export const CallFrame = z.object({
  type: z.literal('call'),
  id: z.number().int(),
  name: z.string().max(100),
  input: z.unknown(),
});
export type CallFrame = z.infer<typeof CallFrame>;
export type ResultFrame = { type: 'result'; id: number; output: unknown };
export type FailureFrame = { type: 'failure'; id: number; error: ErrorFrame };
export type EventFrame = { [E in EventName]: { type: 'event'; name: E; data: Events[E] } }[EventName];
export type ToClient = ResultFrame | FailureFrame | EventFrame;
