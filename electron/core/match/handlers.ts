// The calls of the match room: start the job, ask about single detections, look at candidates.
import type { CoreHandlers, Output } from '../../../shared/contract/contract.ts';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import {
  BatchSizeExceededError,
  FeatureExtractionError,
  InvalidInputError,
  NotFoundError,
  PartialBatchFailureError,
} from '../../../shared/errors.ts';
import { type Animal, readAnimals } from '../../store/animals.ts';
import { REGISTER } from '../../store/conditions.ts';
import { standingOf } from '../../store/identifications.ts';
import { listJobs } from '../../store/jobs.ts';
import type { Queries } from '../../store/open.ts';
import type { House } from '../house.ts';
import { bodyModel, describeAnimals } from './bodies.ts';
import type { Question } from './candidates.ts';
import { knownVectors } from './known.ts';
import { openMatcher } from './matcher.ts';
import { refreshPortraitsSoon } from './portraits.ts';
import { presentCandidates } from './present.ts';
import { type Proposed, proposeIdentity } from './propose.ts';

type MatchCalls = Pick<CoreHandlers, 'match.start' | 'match.identify' | 'match.identifyBatch' | 'match.candidates'>;
type Identified = Output<'match.identify'>;

/** Detections in one call (product.md 6.1). */
const MOST_IN_BATCH = 16;

export function matchHandlers(house: House): MatchCalls {
  return {
    'match.start': async ({ again }) => {
      const { jobs, store } = house.library();
      const waiting = (await listJobs(store.db, { state: 'queued', kind: 'match' }))[0];
      if (waiting !== undefined && !again) return { jobId: waiting.id };
      const title = again ? 'Propose identities anew' : 'Propose identities';
      return { jobId: await jobs.add({ kind: 'match', title, payload: { again }, priority: 5 }) };
    },
    'match.identify': async ({ detectionId, threshold }) => {
      const { results, failures } = await identify(house, [detectionId], threshold);
      if (failures[0] !== undefined) throw failures[0].error;
      return results[0]!;
    },
    'match.identifyBatch': async ({ detectionIds }) => {
      const ids = [...new Set(detectionIds)];
      if (ids.length > MOST_IN_BATCH)
        throw new BatchSizeExceededError(
          `${ids.length} detections were given; at most ${MOST_IN_BATCH} are identified at once.`,
          { field: 'detectionIds' },
        );
      const start = performance.now();
      const { results, failures } = await identify(house, ids);
      const answer = {
        totalDetections: ids.length,
        successful: results.length,
        failed: failures.length,
        results,
        batchTimings: { total: performance.now() - start },
      };
      if (failures.length > 0)
        throw new PartialBatchFailureError(
          `${failures.length} of ${ids.length} detections could not be identified: ${failures[0]!.error.message}`,
          {
            details: {
              ...answer,
              failures: failures.map(({ id, error }) => ({ detectionId: id, message: error.message })),
            },
          },
        );
      return answer;
    },
    'match.candidates': async ({ detectionId, limit }) => {
      const library = house.library();
      const { db } = library.store;
      const model = await bodyModel(library);
      await requireRegistered(db, detectionId);
      const { failed } = await describeAnimals(house, model, [detectionId]);
      const reason = failed.get(detectionId);
      if (reason !== undefined) throw new FeatureExtractionError(reason, { field: 'detectionId' });
      const matcher = await openMatcher(library, [detectionId]);
      const ranked = await matcher.rank(db, [detectionId], { individuals: limit });
      return (await presentCandidates(db, ranked)).get(detectionId) ?? [];
    },
  };
}

async function requireRegistered(db: Queries, id: DetectionId): Promise<Animal> {
  const animal = (await readAnimals(db, [id]))[0];
  if (animal === undefined)
    throw new NotFoundError(`There is no box ${id} on any photograph.`, { field: 'detectionId' });
  if (animal.category !== 'animal' || !REGISTER.some((kind) => kind === animal.species))
    throw new InvalidInputError(`The box on ${animal.name} is neither a deer nor a horse; only they have a register.`, {
      field: 'detectionId',
    });
  return animal;
}

interface Failure {
  id: DetectionId;
  error: Error;
}

/** Describes all, then proposes for all that could be described in one transaction. What a person decided is answered, not changed. */
async function identify(
  house: House,
  ids: readonly DetectionId[],
  threshold?: number,
): Promise<{ results: Identified[]; failures: Failure[] }> {
  const start = performance.now();
  const library = house.library();
  const { db } = library.store;
  const failures: Failure[] = [];
  const animals: Animal[] = [];
  for (const id of ids)
    await requireRegistered(db, id).then(
      (animal) => animals.push(animal),
      (error: Error) => failures.push({ id, error }),
    );
  const model = await bodyModel(library);
  const { bodies, failed } = await describeAnimals(
    house,
    model,
    animals.map(({ id }) => id),
  );
  const described = performance.now();
  const questions: Question[] = [];
  for (const animal of animals) {
    const body = bodies.get(animal.id);
    if (body !== undefined) questions.push({ animal, body });
    else {
      const reason = failed.get(animal.id) ?? `The animal on ${animal.name} could not be described.`;
      failures.push({ id: animal.id, error: new FeatureExtractionError(reason, { field: 'detectionId' }) });
    }
  }
  for (const { body } of questions) await knownVectors(library.store, model.name, body.vector.length);
  const asked = threshold ?? (await library.settings()).bodyThreshold;
  const bodyTime = (described - start) / Math.max(1, questions.length);
  const results = await db.transaction().execute(async (tx) => {
    const all: Identified[] = [];
    for (const question of questions) {
      const began = performance.now();
      const index = await knownVectors(library.store, model.name, question.body.vector.length);
      const proposed = await proposeIdentity(tx, index, question, asked);
      const matching = performance.now() - began;
      const timings = {
        total: bodyTime + matching,
        body: bodyTime,
        antler: 0,
        pose: 0,
        coat: 0,
        temporal: 0,
        matching,
      };
      all.push(
        proposed === null
          ? { ...(await asItStands(tx, question)), timings }
          : { ...fromProposal(question, proposed, asked, model.name), timings },
      );
    }
    return all;
  });
  refreshPortraitsSoon(
    house,
    results.flatMap(({ matchedIndividualId }) => matchedIndividualId ?? []),
  );
  house.changed('individuals', 'review', 'detections');
  return { results, failures };
}

const extracted = { body: true, antler: false, pose: false, coat: false };

function fromProposal(
  { animal }: Question,
  { individualId, confidence, createdNew, ranked }: Proposed,
  threshold: number,
  model: string,
): Omit<Identified, 'timings'> {
  return {
    detectionId: animal.id,
    matchedIndividualId: individualId,
    matchConfidence: confidence,
    createdNewProfile: createdNew,
    featureExtraction: { ...extracted, temporal: ranked.length > 0 },
    enhancementMetadata: { model, threshold, words: ranked[0]?.breakdown.words ?? [], compared: ranked.length },
  };
}

/** What stands already, by a person's word or an earlier run. */
async function asItStands(db: Queries, { animal }: Question): Promise<Omit<Identified, 'timings'>> {
  const row = await standingOf(db, animal.id);
  return {
    detectionId: animal.id,
    matchedIndividualId: row?.individual_id ?? null,
    matchConfidence: row?.score ?? (row?.state === 'confirmed' ? 1 : 0),
    createdNewProfile: false,
    featureExtraction: { ...extracted, temporal: false },
    enhancementMetadata:
      row === null ? {} : { state: row.state, breakdown: row.breakdown === null ? null : JSON.parse(row.breakdown) },
  };
}
