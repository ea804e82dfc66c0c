// The sample card must come out the same, byte for byte, for the same seed on every machine. Everything that looks like
// chance in it is therefore drawn from these small generators, each named by the thing it decides.

/** A stream of numbers in [0, 1) with the few shapes the drawings need. */
export interface Chance {
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number in [low, high], both ends included. */
  whole(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** 32-bit FNV-1a hash of a text, used to turn names into seeds. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A generator for one named purpose: equal seed and name give an equal stream (mulberry32). */
export function chance(seed: number, name: string): Chance {
  let state = (Math.imul(seed, 0x9e3779b1) ^ hashText(name)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    pick: (choices) => choices[Math.floor(next() * choices.length)]!,
  };
}
