// Rooms 3 and 4: who is it, and the register of individuals.
import { z } from 'zod';
import { DetectionId, IdentificationId, IndividualId, JobId, LocationId } from '../domain/ids.ts';
import { Candidate, Individual, IndividualProfile, JournalEntry, ReviewItem } from '../domain/individual.ts';
import { nameText } from '../domain/name.ts';
import { Flank, LifeStatus, RegisterSpecies, Sex } from '../domain/words.ts';
import { call } from './call.ts';

/** Result of "identify detection" (product.md 6.1). */
export const Identified = z.object({
  detectionId: DetectionId,
  matchedIndividualId: IndividualId.nullable(),
  matchConfidence: z.number(),
  createdNewProfile: z.boolean(),
  featureExtraction: z.object({
    body: z.boolean(),
    antler: z.boolean(),
    pose: z.boolean(),
    coat: z.boolean(),
    temporal: z.boolean(),
  }),
  timings: z.object({
    total: z.number(),
    body: z.number(),
    antler: z.number(),
    pose: z.number(),
    coat: z.number(),
    temporal: z.number(),
    matching: z.number(),
  }),
  enhancementMetadata: z.record(z.string(), z.unknown()),
});
export type Identified = z.infer<typeof Identified>;

const Decided = z.object({ journalId: z.number(), individualId: IndividualId.nullable() });
const text = (most: number) => z.string().trim().max(most);

export const reviewCalls = {
  'match.start': call(
    'Propose identities for every animal that has none.',
    z.object({ again: z.boolean().default(false) }),
    z.object({ jobId: JobId }),
  ),
  'match.identify': call(
    'Propose who one detection is.',
    z.object({ detectionId: DetectionId, threshold: z.number().min(0).max(1).optional() }),
    Identified,
  ),
  'match.identifyBatch': call(
    'Propose who up to 16 detections are, in one transaction.',
    z.object({ detectionIds: z.array(DetectionId).min(1) }),
    z.object({
      totalDetections: z.number(),
      successful: z.number(),
      failed: z.number(),
      results: z.array(Identified),
      batchTimings: z.object({ total: z.number() }),
    }),
  ),
  'match.candidates': call(
    'Ranked candidates for one detection, changing nothing.',
    z.object({ detectionId: DetectionId, limit: z.number().int().min(1).max(50).default(8) }),
    z.array(Candidate),
  ),
  'review.queue': call(
    'What to decide next, most useful first.',
    z.object({
      species: RegisterSpecies.optional(),
      locationId: LocationId.optional(),
      individualId: IndividualId.optional(),
      limit: z.number().int().min(1).max(100).default(20),
      skip: z.array(DetectionId).default([]),
    }),
    z.object({ total: z.number(), items: z.array(ReviewItem) }),
  ),
  'review.confirm': call(
    'A person says: this detection is that individual.',
    z.object({ detectionId: DetectionId, individualId: IndividualId }),
    Decided,
  ),
  'review.reject': call(
    'A person says: this detection is not that individual. Never offered again.',
    z.object({ detectionId: DetectionId, individualId: IndividualId }),
    Decided,
  ),
  'review.newIndividual': call(
    'A person says: this is an animal not in the register yet.',
    z.object({ detectionId: DetectionId, name: nameText(80).optional(), species: RegisterSpecies.optional() }),
    Decided,
  ),
  'journal.undo': call('Undo the last action of a person.', z.object({}), JournalEntry),
  'journal.redo': call('Redo what was undone last.', z.object({}), JournalEntry),
  'journal.list': call(
    'What people did, newest first.',
    z.object({ individualId: IndividualId.optional(), limit: z.number().int().min(1).max(1000).default(100) }),
    z.object({ entries: z.array(JournalEntry), canUndo: z.boolean(), canRedo: z.boolean() }),
  ),
  'individuals.list': call('The register.', z.object({ species: RegisterSpecies.optional() }), z.array(Individual)),
  'individuals.show': call(
    'One individual with sightings, encounters, hours and places.',
    z.object({ id: IndividualId }),
    IndividualProfile,
  ),
  'individuals.update': call(
    'Rename, or change sex, class, status, notes or tags.',
    z.object({
      id: IndividualId,
      name: nameText(80).min(1, 'an individual needs a name').optional(),
      sex: Sex.optional(),
      class: nameText(40).nullable().optional(),
      status: LifeStatus.optional(),
      notes: text(20_000).optional(),
      tags: z.array(nameText(40)).max(50).optional(),
    }),
    Individual,
  ),
  'individuals.mergePreview': call(
    'What a merge would do.',
    z.object({ keep: IndividualId, remove: IndividualId }),
    z.object({
      keep: Individual,
      remove: Individual,
      detections: z.number(),
      encounters: z.number(),
      conflicts: z.array(z.string()),
    }),
  ),
  'individuals.merge': call(
    'Two profiles are one animal: everything goes to the one kept.',
    z.object({ keep: IndividualId, remove: IndividualId }),
    Decided,
  ),
  'individuals.split': call(
    'Some detections of a profile are another animal.',
    z.object({ id: IndividualId, detectionIds: z.array(DetectionId).min(1), name: nameText(80).optional() }),
    Decided,
  ),
  'detections.flank': call(
    'Say which side of the animal a detection shows.',
    z.object({ id: DetectionId, flank: Flank }),
    z.object({ journalId: z.number() }),
  ),
  'identifications.show': call(
    'One identification by id.',
    z.object({ id: IdentificationId }),
    z.object({
      id: IdentificationId,
      detectionId: DetectionId,
      individualId: IndividualId,
      state: z.string(),
      score: z.number().nullable(),
      breakdown: z.unknown(),
    }),
  ),
  'analysis.similarity': call(
    'All best scores of the library: histogram, assignment rates, a recommended threshold.',
    z.object({ thresholds: z.array(z.number().min(0).max(1)).default([0.7, 0.65, 0.6, 0.55]) }),
    z.object({
      detections: z.number(),
      scored: z.number(),
      /** A sentence for people: what the numbers say, or why there are none. */
      message: z.string(),
      histogram: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })),
      rates: z.array(z.object({ threshold: z.number(), assigned: z.number(), rate: z.number() })),
      decided: z.object({ confirmed: z.number(), rejected: z.number() }),
      /** Share of answers that a person rejected at or above each threshold, with its 95 % Wilson interval; null without answers. */
      falsePositive: z.array(
        z.object({
          threshold: z.number(),
          rate: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          answers: z.number(),
        }),
      ),
      recommendedThreshold: z.number().nullable(),
    }),
  ),
  'analysis.identity': call(
    'How well individuals are told apart, measured on what people confirmed: pictures of one event never answer each other.',
    z.object({ species: RegisterSpecies.optional() }),
    z.object({
      /** What made the vectors. */
      model: z.string(),
      /** Confirmed identities; of those with a vector of the model; and the individuals on them. */
      confirmed: z.number(),
      pictures: z.number(),
      individuals: z.number(),
      /** Pictures whose individual was also confirmed in another event. */
      queries: z.number(),
      /** Share of queries whose right individual came first, with its 95 % Wilson interval; null without queries. */
      top1: z.number().nullable(),
      top1Low: z.number().nullable(),
      top1High: z.number().nullable(),
      top5: z.number().nullable(),
      meanAveragePrecision: z.number().nullable(),
      /** A sentence for people: what the numbers say, or why there are none. */
      message: z.string(),
    }),
  ),
};
