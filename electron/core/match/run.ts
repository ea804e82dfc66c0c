// The match job: proposes who every animal is that nobody and nothing has judged, in the order in which they were photographed. One
// transaction per animal; stopped or killed anywhere, the next run goes on with those that are left.
import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import { identifiedAnimals, readAnimals, unidentifiedAnimals, withoutBody } from '../../store/animals.ts';
import { withdrawProposals } from '../../store/identifications.ts';
import { removeEmptyProvisional } from '../../store/individuals.ts';
import type { House } from '../house.ts';
import type { JobContext, JobRunner } from '../jobs/queue.ts';
import { type BodyModel, bodyModel, describeAnimals } from './bodies.ts';
import { catchUpKnown, followKnown, knownVectors } from './known.ts';
import { refreshPortraits } from './portraits.ts';
import { proposeIdentity } from './propose.ts';

const Payload = z.object({ again: z.boolean().default(false) });

export interface MatchResult {
  /** Animals looked at, and of those: given to a known individual, made a new one, not described (with reasons). */
  animals: number;
  proposed: number;
  created: number;
  failed: { detectionId: DetectionId; reason: string }[];
}

/** Animals whose vectors are read together. */
const PORTION = 32;
const TELL_MS = 1_000;
/** Reasons kept in the job's result. */
const MOST_REASONS = 100;

export function matchRunner(house: House): JobRunner {
  return {
    kind: 'match',
    run: async (payload, context) => match(house, Payload.parse(payload), context),
  };
}

async function match(house: House, { again }: z.infer<typeof Payload>, context: JobContext): Promise<MatchResult> {
  const { store, jobs } = house.library();
  // Only what was proposed before the job was asked for: taken up after a crash, it keeps what it has done itself.
  if (again) await withdrawProposals(store.db, (await jobs.show(context.jobId)).createdAt);
  await removeEmptyProvisional(store.db);
  const model = await bodyModel(house.library());
  await describeKnown(house, model, context);
  await catchUpKnown(store);

  const ids = await unidentifiedAnimals(store.db);
  const result: MatchResult = { animals: ids.length, proposed: 0, created: 0, failed: [] };
  let told = performance.now();
  for (let at = 0; at < ids.length; at += PORTION) {
    const some = ids.slice(at, at + PORTION);
    const { bodies, failed } = await describeAnimals(house, model, some, context.signal);
    for (const [detectionId, reason] of failed)
      if (result.failed.length < MOST_REASONS) result.failed.push({ detectionId, reason });
    const { bodyThreshold } = await house.library().settings();
    for (const [place, animal] of (await readAnimals(store.db, some)).entries()) {
      context.signal.throwIfAborted();
      const body = bodies.get(animal.id);
      if (body === undefined) continue;
      const index = await knownVectors(store, model.name, body.vector.length);
      const done = await store.db
        .transaction()
        .execute((tx) => proposeIdentity(tx, index, { animal, body }, bodyThreshold));
      if (done?.createdNew === true) result.created++;
      else if (done !== null) result.proposed++;
      context.progress({ done: at + place + 1, total: ids.length, doing: `Proposing who is on ${animal.name}` });
      if (performance.now() - told > TELL_MS) {
        house.changed('individuals', 'review', 'detections');
        told = performance.now();
      }
      await turn();
    }
  }
  context.progress({ done: ids.length, total: Math.max(1, ids.length), doing: 'Making pictures for the profiles' });
  await refreshPortraits(house, undefined, context.signal);
  house.changed('individuals', 'review', 'detections');
  return result;
}

/** Individuals known from before a model was installed get vectors of that model, else nothing could be compared with them. */
async function describeKnown(house: House, model: BodyModel, { signal, progress }: JobContext): Promise<void> {
  const { db } = house.library().store;
  const missing = await withoutBody(db, model.name, await identifiedAnimals(db));
  for (let at = 0; at < missing.length; at += PORTION) {
    progress({ done: at, total: missing.length, doing: `Describing known animals with ${model.name}` });
    const some = missing.slice(at, at + PORTION);
    const { bodies } = await describeAnimals(house, model, some, signal);
    await followKnown(house.library().store, [...bodies.keys()]);
  }
}
