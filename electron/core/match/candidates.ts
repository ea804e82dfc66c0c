// Ranked candidates for detections: the nearest known vectors of the species, gathered into individuals, without those ruled out, with
// habits and company added. For a page of questions everything but the search itself is asked once, not once per question.
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import type { Animal, Body } from '../../store/animals.ts';
import { REGISTER } from '../../store/conditions.ts';
import { type KnownFeature, knownByFeature, ruledOut } from '../../store/identifications.ts';
import type { Queries } from '../../store/open.ts';
import { type Companion, companionsOf, lastSeenInstants, sightingsAround, visitsOf } from '../../store/sightings.ts';
import { MOST_NEIGHBOURS, type Near, type VectorIndex } from '../../store/vectors.ts';
import { metresBetween } from '../distance.ts';
import { COMPANION_SECONDS, type Likeness, type Ranked, rank } from './decide.ts';
import { bodyScore } from './score.ts';
import { CONFLICT_MS, type Habits, isConflict, temporalScore } from './temporal.ts';

export interface Question {
  animal: Animal;
  body: Body;
}

export interface RankOptions {
  /** 0–1: scores at or above are worth a proposal; part of the explanation only. */
  threshold: number;
  /** How many individuals are looked for. */
  individuals: number;
  /** Neighbours looked at for each question, at most 4096; more find more individuals where one has thousands of pictures. */
  neighbours?: number;
}

/** Nearly as cheap to find as one, and mostly enough for eight individuals. */
const FIRST_NEIGHBOURS = 128;

/** Candidates for each detection, best first. Detections of species without a register have none. */
export async function rankCandidates(
  db: Queries,
  index: VectorIndex,
  questions: readonly Question[],
  options: RankOptions,
): Promise<Map<DetectionId, Ranked[]>> {
  const asked = questions.filter(({ animal }) => REGISTER.includes(animal.species as RegisterSpecies));
  const animals = asked.map(({ animal }) => animal);
  const out = await ruledOut(
    db,
    animals.map(({ id }) => id),
  );
  const alike = await searchAll(db, index, asked, out, options);
  const companions = await companionsOf(db, animals, COMPANION_SECONDS);
  const visits = Map.groupBy(
    await visitsOf(db, [
      ...new Set([...alike.values()].flatMap((found) => found.map(({ known }) => known.individualId))),
    ]),
    ({ individualId }) => individualId,
  );
  const answers = new Map<DetectionId, Ranked[]>();
  for (const { animal } of asked) {
    const found = alike.get(animal.id)!;
    const near = await sightingsAround(
      db,
      animal,
      [...new Set(found.map(({ known }) => known.individualId))],
      CONFLICT_MS,
    );
    const likenesses = found.map(({ known, similarity }): Likeness => {
      const nearby = near
        .filter(({ individualId }) => individualId === known.individualId)
        .map(({ instant, position }) => ({
          apart: Math.abs(milliseconds(instant) - milliseconds(animal.instant!)),
          metres: position === null || animal.position === null ? null : metresBetween(position, animal.position),
        }));
      const habits = habitsOf(visits.get(known.individualId) ?? [], animal.eventId ?? animal.mediaId);
      const hour = animal.capturedAt === null ? null : Number(animal.capturedAt.slice(11, 13));
      return {
        individualId: known.individualId,
        name: known.name,
        body: bodyScore(index.space.model, similarity),
        detectionId: known.detectionId,
        temporal: temporalScore({ locationId: animal.locationId, hour }, habits, nearby),
        conflict: nearby.some(isConflict),
        samePlace: animal.locationId !== null && habits.places.has(animal.locationId),
        companionSeconds: nearestCompanion(companions.get(animal.id) ?? [], known.individualId),
      };
    });
    answers.set(animal.id, rank(likenesses, index.space.model, options.threshold));
  }
  for (const { animal } of questions) if (!answers.has(animal.id)) answers.set(animal.id, []);
  return answers;
}

const milliseconds = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

function nearestCompanion(companions: readonly Companion[], individual: IndividualId): number | null {
  const times = companions.filter(({ individualId }) => individualId === individual).map(({ apart }) => apart / 1000);
  return times.length === 0 ? null : Math.min(...times);
}

interface Alike {
  known: KnownFeature;
  /** Cosine of the individual's most alike vector. */
  similarity: number;
}

/** Most alike individuals per question. Looks at ever more neighbours until enough individuals are among them. */
async function searchAll(
  db: Queries,
  index: VectorIndex,
  questions: readonly Question[],
  out: ReadonlyMap<DetectionId, ReadonlySet<IndividualId>>,
  { individuals, neighbours = MOST_NEIGHBOURS }: RankOptions,
): Promise<Map<DetectionId, Alike[]>> {
  const answers = new Map<DetectionId, Alike[]>();
  let open = questions;
  for (let k = FIRST_NEIGHBOURS; open.length > 0; k *= 6) {
    const limit = Math.min(k, neighbours);
    const near = new Map<DetectionId, Near[]>();
    for (const { animal, body } of open) {
      const species = animal.species as RegisterSpecies;
      near.set(animal.id, await index.search(db, body.vector, { species, k: limit }));
    }
    const ids = new Set([...near.values()].flatMap((some) => some.map(({ featureId }) => featureId)));
    const known = await knownByFeature(db, [...ids]);
    const dead = [...new Set([...known.values()].filter((of) => of.dead).map(({ individualId }) => individualId))];
    const lastSeen = await lastSeenInstants(db, dead);
    const wanting: Question[] = [];
    for (const question of open) {
      const { animal } = question;
      const found = near.get(animal.id)!;
      const allowed = found.flatMap(({ featureId, similarity }): Alike[] => {
        const of = known.get(featureId);
        if (of === undefined || of.detectionId === animal.id || out.get(animal.id)?.has(of.individualId)) return [];
        if (of.dead && !couldBeAlive(animal, lastSeen.get(of.individualId) ?? null)) return [];
        return [{ known: of, similarity }];
      });
      const best = bestOfEach(allowed, animal);
      answers.set(animal.id, best.slice(0, individuals));
      if (best.length < individuals && found.length === limit && limit < neighbours) wanting.push(question);
    }
    open = wanting;
  }
  return answers;
}

/** A dead animal was not photographed after its last sighting; a photograph without a time could be from before. */
function couldBeAlive(animal: Animal, lastSeen: string | null): boolean {
  if (animal.instant === null || lastSeen === null) return true;
  return Temporal.Instant.compare(animal.instant, lastSeen) <= 0;
}

/**
 * One entry per individual with its best similarity. Shown beside the query is its most alike picture from another event, where
 * there is one: a frame taken a second later proves nothing.
 */
function bestOfEach(found: readonly Alike[], animal: Animal): Alike[] {
  const best = new Map<IndividualId, Alike>();
  const elsewhere = new Set<IndividualId>();
  for (const alike of found) {
    const { individualId, eventId } = alike.known;
    const first = best.get(individualId);
    const otherEvent = eventId === null || eventId !== animal.eventId;
    if (first === undefined) best.set(individualId, alike);
    else if (otherEvent && !elsewhere.has(individualId)) best.set(individualId, { ...first, known: alike.known });
    if (otherEvent) elsewhere.add(individualId);
  }
  return [...best.values()];
}

function habitsOf(
  visits: readonly { locationId: string | null; hour: number | null; event: string }[],
  ownEvent: string,
): Habits {
  const others = visits.filter(({ event }) => event !== ownEvent);
  const places = new Map<string, number>();
  const hours = new Array<number>(24).fill(0);
  const counted = new Set<string>();
  for (const { locationId, hour, event } of others) {
    if (locationId !== null && !counted.has(`${locationId} ${event}`)) {
      counted.add(`${locationId} ${event}`);
      places.set(locationId, (places.get(locationId) ?? 0) + 1);
    }
    if (hour !== null && hour >= 0 && hour < 24) hours[hour]!++;
  }
  return { events: new Set(others.map(({ event }) => event)).size, places, hours };
}
