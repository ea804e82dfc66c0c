// SQLite takes a limited number of values in one statement; long lists of ids are asked for in portions, between which other work
// of the process gets its turn.
import { setImmediate as turn } from 'node:timers/promises';

const PORTION = 500;

/** Asks for a list in portions and joins the answers. The values must be without repetition. */
export async function inPortions<V, R>(values: readonly V[], ask: (portion: V[]) => Promise<R[]>): Promise<R[]> {
  const all: R[] = [];
  for (let at = 0; at < values.length; at += PORTION) {
    if (at > 0) await turn();
    for (const row of await ask(values.slice(at, at + PORTION))) all.push(row);
  }
  return all;
}
