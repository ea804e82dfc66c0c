// Small things every entity file needs: new ids, the present moment as text, and flags.
import { randomUUIDv7 } from 'node:crypto';

/** A new id: UUID version 7, sortable by the time it was made. */
export const newId = <Id extends string>(): Id => randomUUIDv7() as Id;
/** Now, as an instant in UTC with milliseconds. */
export const now = (): string => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);
