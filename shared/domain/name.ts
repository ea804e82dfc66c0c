// Names as people give them to animals, places and streams: any script, on one line, and without the invisible characters that turn
// round the reading direction of whatever stands beside the name.
import { z } from 'zod';

const INVISIBLE = /[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** A name as it is kept: NFC, one line, no direction controls, trimmed. */
export const plainName = (name: string): string =>
  name.normalize('NFC').replace(INVISIBLE, '').replace(BREAKS, ' ').trim();

/** A name of at most so many characters; may be empty. */
export const nameText = (most: number) =>
  z.string().overwrite(plainName).max(most, `at most ${most} characters, please`);
