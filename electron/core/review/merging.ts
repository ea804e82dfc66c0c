// Two profiles are one animal: everything goes to the one kept. And back again by undo, row by row.
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import type { IdentificationState } from '../../../shared/domain/words.ts';
import { DecisionStandsError, InvalidInputError } from '../../../shared/errors.ts';
import { framesWithBoth, identificationsWith } from '../../store/identifications.ts';
import { encountersOf, readIndividuals, sightingsOf } from '../../store/individuals.ts';
import type { Queries } from '../../store/open.ts';
import type { IndividualTable } from '../../store/schema.ts';
import { timedSightings } from '../../store/sightings.ts';
import { metresBetween } from '../distance.ts';
import type { House } from '../house.ts';
import { openMatcher } from '../match/matcher.ts';
import { CONFLICT_MS, isConflict } from '../match/temporal.ts';
import { type Done, decideAs, type Hand, requireIndividual } from './acts.ts';
import { proposeNext } from './giving.ts';

interface Pair {
  keep: IndividualId;
  remove: IndividualId;
}

/** Where one detection was tied to both: what was confirmed outweighs what was rejected, and both outweigh a proposal. */
const WEIGHT: Record<IdentificationState, number> = { confirmed: 2, rejected: 1, proposed: 0 };

async function requirePair(db: Queries, { keep, remove }: Pair): Promise<[IndividualTable, IndividualTable]> {
  const kept = await requireIndividual(db, keep, 'keep');
  const removed = await requireIndividual(db, remove, 'remove');
  if (keep === remove) throw new InvalidInputError(`${kept.name} cannot be merged with itself.`, { field: 'remove' });
  if (kept.species !== removed.species)
    throw new InvalidInputError(
      `${kept.name} is a ${kept.species} and ${removed.name} a ${removed.species}; they cannot be one animal.`,
      { field: 'remove' },
    );
  return [kept, removed];
}

/** What a merge would do, and what speaks against it, in sentences. Changes nothing. */
export async function previewMerge(db: Queries, pair: Pair) {
  const [keep, remove] = await requirePair(db, pair);
  const individuals = await readIndividuals(db, [keep.id, remove.id]);
  const sightings = [...(await sightingsOf(db, keep.id)), ...(await sightingsOf(db, remove.id))];
  const conflicts = (await framesWithBoth(db, keep.id, remove.id)).map(({ name, oneState, otherState }) =>
    oneState === 'confirmed' && otherState === 'confirmed'
      ? `${name} shows both in two boxes, both confirmed: they cannot be the same animal.`
      : `${name} shows both in two boxes: one of the two proposals will be dropped.`,
  );
  conflicts.push(...(await atTwoPlaces(db, keep, remove)));
  conflicts.push(...(await contradictions(db, keep, remove)));
  return {
    keep: individuals.get(keep.id)!,
    remove: individuals.get(remove.id)!,
    detections: sightings.length,
    encounters: encountersOf(sightings).length,
    conflicts,
  };
}

/** Conflicts listed; a person needs to see that there are some. */
const MOST_CONFLICTS = 20;

async function atTwoPlaces(db: Queries, keep: IndividualTable, remove: IndividualTable): Promise<string[]> {
  const [kept, removed] = [await timedSightings(db, keep.id), await timedSightings(db, remove.id)];
  const all = [
    ...kept.map((sighting) => ({ ...sighting, of: keep })),
    ...removed.map((sighting) => ({ ...sighting, of: remove })),
  ]
    .map((sighting) => ({ ...sighting, at: Temporal.Instant.from(sighting.instant).epochMilliseconds }))
    .sort((a, b) => a.at - b.at);
  const found: string[] = [];
  for (const [i, a] of all.entries()) {
    for (let j = i + 1; j < all.length; j++) {
      const b = all[j]!;
      if (b.at - a.at >= CONFLICT_MS || found.length === MOST_CONFLICTS) break;
      if (a.of === b.of || a.position === null || b.position === null) continue;
      const metres = metresBetween(a.position, b.position);
      if (!isConflict({ apart: b.at - a.at, metres })) continue;
      const minutes = Math.max(1, Math.round((b.at - a.at) / 60_000));
      found.push(
        `${a.name} (${a.of.name}) and ${b.name} (${b.of.name}) were taken ${(metres / 1000).toFixed(1)} km apart within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
      );
    }
  }
  return found;
}

async function contradictions(db: Queries, keep: IndividualTable, remove: IndividualTable): Promise<string[]> {
  const [kept, removed] = [await identificationsWith(db, keep.id), await identificationsWith(db, remove.id)];
  const confirmedAgainst = (rows: typeof kept, others: typeof kept) => {
    const rejected = new Set(others.filter(({ state }) => state === 'rejected').map((row) => row.detection_id));
    return rows.filter((row) => row.state === 'confirmed' && rejected.has(row.detection_id)).length;
  };
  const count = confirmedAgainst(kept, removed) + confirmedAgainst(removed, kept);
  if (count === 0) return [];
  return [
    `${count} ${count === 1 ? 'photograph was' : 'photographs were'} confirmed as one of the two and said not to be the other: the confirmation will count.`,
  ];
}

/** @throws DecisionStandsError where one photograph shows both, confirmed; NotFoundError, InvalidInputError */
export async function merge(house: House, pair: Pair) {
  const { db } = house.library().store;
  const both = await framesWithBoth(db, pair.keep, pair.remove);
  const matcher = await openMatcher(
    house.library(),
    both.flatMap(({ oneDetection, otherDetection }) => [oneDetection, otherDetection]),
  );
  return decideAs(house, async (hand): Promise<Done> => {
    const { record } = hand;
    const [keep, remove] = await requirePair(record.tx, pair);
    const bereft = await dropSharedFrames(hand, keep, remove);
    const moved = await moveIdentifications(hand, keep, remove);
    await record.update('individual', remove.id, { merged_into: keep.id });
    await record.update('individual', keep.id, combined(keep, remove));
    const next = await proposeNext(hand, matcher, bereft);
    return {
      action: 'merge',
      summary: `Merged ${remove.name} into ${keep.name}`,
      individuals: [keep.id, remove.id, ...next],
      detections: [...moved, ...bereft],
      answer: keep.id,
    };
  });
}

/** Where one frame shows both in two boxes, the weaker proposal of the two goes. Answers with the detections that lost theirs. */
async function dropSharedFrames(
  { record }: Hand,
  keep: IndividualTable,
  remove: IndividualTable,
): Promise<DetectionId[]> {
  const bereft: DetectionId[] = [];
  const dropped = new Set<string>();
  for (const frame of await framesWithBoth(record.tx, keep.id, remove.id)) {
    if (dropped.has(frame.oneId) || dropped.has(frame.otherId)) continue;
    if (frame.oneState === 'confirmed' && frame.otherState === 'confirmed')
      throw new DecisionStandsError(
        `${frame.name} shows ${keep.name} and ${remove.name} in two boxes, both confirmed. Two boxes of one photograph are never the same animal.`,
      );
    const weakerIsOther =
      frame.oneState === 'confirmed' ||
      (frame.otherState !== 'confirmed' && (frame.oneScore ?? 0) >= (frame.otherScore ?? 0));
    const [id, detection] = weakerIsOther ? [frame.otherId, frame.otherDetection] : [frame.oneId, frame.oneDetection];
    await record.delete('identification', id);
    dropped.add(id);
    bereft.push(detection);
  }
  return bereft;
}

async function moveIdentifications(
  { record }: Hand,
  keep: IndividualTable,
  remove: IndividualTable,
): Promise<DetectionId[]> {
  const kept = new Map((await identificationsWith(record.tx, keep.id)).map((row) => [row.detection_id, row]));
  const moved: DetectionId[] = [];
  for (const row of await identificationsWith(record.tx, remove.id)) {
    moved.push(row.detection_id);
    const other = kept.get(row.detection_id);
    if (other !== undefined) {
      const stays = WEIGHT[other.state] >= WEIGHT[row.state];
      await record.delete('identification', stays ? row.id : other.id);
      if (stays) continue;
    }
    await record.update('identification', row.id, { individual_id: keep.id });
  }
  return moved;
}

/** The kept profile with what only the other one knew. */
function combined(keep: IndividualTable, remove: IndividualTable): Partial<IndividualTable> {
  const tags = [...new Set([...(JSON.parse(keep.tags) as string[]), ...(JSON.parse(remove.tags) as string[])])];
  return {
    provisional: keep.provisional === 1 && remove.provisional === 1 ? 1 : 0,
    sex: keep.sex === 'unknown' ? remove.sex : keep.sex,
    class: keep.class ?? remove.class,
    notes: [keep.notes, remove.notes].filter((notes) => notes !== '').join('\n\n'),
    tags: JSON.stringify(tags),
  };
}
