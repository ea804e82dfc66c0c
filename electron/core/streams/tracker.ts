// Follows animals from frame to frame by where they are and what they look like, and says which known individual each one is. Pure: frames
// in, tracks out; it knows nothing of files or databases. Two boxes of one frame are never the same animal.
import { type Box, overlap } from '../../../shared/domain/box.ts';

export interface SeenAnimal {
  box: Box;
  /** L2-normalised; null where the animal could not be described. */
  vector: Float32Array | null;
  /** A network's word of one frame; the same horse may be a cow in the next. */
  horse: boolean;
}

export interface Track {
  id: string;
  /** Null until it is known who this is. */
  individual: string | null;
  box: Box;
  /** Running mean of its vectors, of length 1. */
  appearance: Float32Array | null;
  firstMs: number;
  lastMs: number;
  detections: number;
  /** Of those the ones on which no other animal stood in the way. */
  clear: number;
  /** Detections on which it was taken for a horse. */
  horse: number;
  /** Frames since it was seen last. */
  lost: number;
}

export interface TrackerOptions {
  /** How alike two vectors are, 0–1. */
  similarity(a: Float32Array, b: Float32Array): number;
  newId(): string;
}

/** Alike enough to be one animal (product.md 7). */
export const SIMILAR = 0.75;
/** In the place where it was a moment ago it may look a little different: turned, half hidden. */
const SIMILAR_IN_PLACE = 0.5;
const SAME_PLACE = 0.3;
/** Frames without it after which somebody else may have come into its place. */
const MOMENT_FRAMES = 2;
/** A track ends when it was not seen in more frames than these. */
export const LOST_FRAMES = 30;
/** Individuals held in memory. */
export const MOST_KNOWN = 50;
/** Boxes that overlap more than this show parts of each other's animals: what they look like is not learnt. */
const CROWDED = 0.1;
/** Clear detections after which a track like nobody known is worth a place in the registry; two that cross are one box for a shorter while. */
const WORTH_A_NAME = 5;
/** Weight of a new vector in a running mean, once there are many. */
const NEWEST = 0.1;

export class Tracker {
  readonly #options: TrackerOptions;
  /** Least recently seen first. */
  readonly #known = new Map<string, Float32Array>();
  #tracks: Track[] = [];

  constructor(options: TrackerOptions) {
    this.#options = options;
  }

  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** What an individual held in memory looks like. */
  appearanceOf(individual: string): Float32Array | null {
    return this.#known.get(individual) ?? null;
  }

  get known(): ReadonlySet<string> {
    return new Set(this.#known.keys());
  }

  /** An individual of the registry, as the one seen most recently. Beyond 50 the one seen longest ago is forgotten. */
  remember(individual: string, vector: Float32Array): void {
    this.#known.delete(individual);
    this.#known.set(individual, vector);
    if (this.#known.size <= MOST_KNOWN) return;
    const inUse = new Set(this.#tracks.map((track) => track.individual));
    const oldest = [...this.#known.keys()].find((id) => !inUse.has(id));
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  /** A track that an earlier run had begun. */
  resume(track: Track): void {
    this.#tracks.push(track);
  }

  /** Says which track each animal of the next frame belongs to, in their order. */
  step(ms: number, seen: readonly SeenAnimal[]): Track[] {
    const taken = new Map<number, Track>();
    for (const { track, index } of this.#pairs(seen)) {
      if (taken.has(index) || [...taken.values()].includes(track)) continue;
      taken.set(index, track);
    }
    const inFrame = new Set([...taken.values()].flatMap(({ individual }) => individual ?? []));
    const clear = seen.map(({ box }) => !seen.some((other) => other.box !== box && overlap(other.box, box) > CROWDED));
    seen.forEach((animal, index) => {
      if (taken.has(index)) return;
      const who = animal.vector === null || !clear[index] ? null : this.#recognise(animal.vector, inFrame);
      if (who !== null) inFrame.add(who);
      // Somebody known who was lost comes back on the track it had.
      const back = who === null ? undefined : this.#tracks.find((track) => track.individual === who);
      taken.set(index, back ?? this.#begin(animal, who, ms));
    });
    for (const track of this.#tracks) track.lost++;
    for (const [index, track] of taken) this.#follow(track, seen[index]!, ms, clear[index]!);
    for (const track of new Set(taken.values())) {
      if (track.individual !== null || track.appearance === null || track.clear === 0) continue;
      const who = this.#recognise(track.appearance, inFrame);
      if (who === null) continue;
      inFrame.add(who);
      this.name(track, who);
    }
    this.#tracks = this.#tracks.filter(({ lost }) => lost <= LOST_FRAMES);
    return seen.map((_, index) => taken.get(index)!);
  }

  /** Tracks in the newest frame that are like nobody known, were seen often enough to be somebody, and mostly as horses. */
  strangers(): Track[] {
    return this.#tracks.filter(
      ({ individual, lost, detections, clear, horse, appearance }) =>
        individual === null && lost === 0 && appearance !== null && clear >= WORTH_A_NAME && horse * 2 > detections,
    );
  }

  /** Says who a track is. An older track of the same individual, which is out of sight, ends. */
  name(track: Track, individual: string): void {
    this.#tracks = this.#tracks.filter((other) => other === track || other.individual !== individual);
    track.individual = individual;
    this.remember(individual, this.#known.get(individual) ?? track.appearance!);
  }

  /** Individuals that are on a track of the newest frame. */
  inSight(): ReadonlySet<string> {
    return new Set(
      this.#tracks.flatMap(({ lost, individual }) => (lost === 0 && individual !== null ? individual : [])),
    );
  }

  /** Possible continuations, the surest first. */
  #pairs(seen: readonly SeenAnimal[]): { track: Track; index: number }[] {
    const pairs: { track: Track; index: number; score: number }[] = [];
    for (const track of this.#tracks)
      seen.forEach(({ box, vector }, index) => {
        const place = overlap(track.box, box);
        const alike =
          vector === null || track.appearance === null ? null : this.#options.similarity(vector, track.appearance);
        const stayed = place >= SAME_PLACE && track.lost <= MOMENT_FRAMES;
        const possible = alike === null ? stayed : alike >= SIMILAR || (stayed && alike >= SIMILAR_IN_PLACE);
        if (possible) pairs.push({ track, index, score: (alike ?? SIMILAR_IN_PLACE) + place });
      });
    return pairs.sort((a, b) => b.score - a.score);
  }

  #recognise(vector: Float32Array, except: ReadonlySet<string>): string | null {
    let best: string | null = null;
    let most = SIMILAR;
    for (const [individual, known] of this.#known) {
      if (except.has(individual)) continue;
      const alike = this.#options.similarity(vector, known);
      if (alike >= most) [best, most] = [individual, alike];
    }
    return best;
  }

  #begin({ box, vector }: SeenAnimal, individual: string | null, ms: number): Track {
    const track: Track = {
      id: this.#options.newId(),
      individual,
      box,
      appearance: vector,
      firstMs: ms,
      lastMs: ms,
      detections: 0,
      clear: 0,
      horse: 0,
      lost: 0,
    };
    this.#tracks.push(track);
    return track;
  }

  #follow(track: Track, { box, vector, horse }: SeenAnimal, ms: number, clear: boolean): void {
    track.box = box;
    track.lastMs = ms;
    track.lost = 0;
    track.detections++;
    if (horse) track.horse++;
    if (vector === null || !clear) return;
    track.clear++;
    track.appearance =
      track.clear === 1 || track.appearance === null ? vector : blend(track.appearance, vector, track.clear);
    if (track.individual === null) return;
    const known = this.#known.get(track.individual) ?? vector;
    this.remember(track.individual, blend(known, vector, Number.POSITIVE_INFINITY));
  }
}

/** The running mean of vectors after the `count`th, of length 1. Beyond ten the newest one weighs a tenth. */
export function blend(mean: Float32Array, vector: Float32Array, count: number): Float32Array {
  if (mean.length !== vector.length) return vector;
  const weight = Math.max(NEWEST, 1 / Math.max(1, count));
  const sum = mean.map((value, i) => value * (1 - weight) + vector[i]! * weight);
  const length = Math.hypot(...sum);
  return length === 0 ? vector : sum.map((value) => value / length);
}
