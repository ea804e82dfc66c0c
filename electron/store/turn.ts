// Transactions that look before they write, on a catalogue that several processes may have open: SQLite lets such a one read at once
// and then refuses its first write if another process has written meanwhile. Begun with a write, it waits for the other instead.
import { sql } from 'kysely';
import type { Tx } from './open.ts';

/** Waits until no other process is writing, and keeps the others waiting until the transaction ends. Changes nothing. */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`update library set value = value where false`.execute(tx);
}
