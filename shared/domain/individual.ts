// The register: individuals, the identifications that tie detections to them, and the journal of what people did.
import { z } from 'zod';
import { DetectionId, IdentificationId, IndividualId, MediaId } from './ids.ts';
import { Detection, Media } from './media.ts';
import { Flank, IdentificationState, LifeStatus, RegisterSpecies, Sex } from './words.ts';

export const Individual = z.object({
  id: IndividualId,
  name: z.string(),
  species: RegisterSpecies,
  sex: Sex,
  class: z.string().nullable(),
  status: LifeStatus,
  /** Made by the program and not yet named or confirmed by a person. */
  provisional: z.boolean(),
  notes: z.string(),
  tags: z.array(z.string()),
  detections: z.number(),
  confirmed: z.number(),
  proposed: z.number(),
  encounters: z.number(),
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  locations: z.array(z.string()),
  /** Detection shown as the best thumbnail. */
  thumbnailDetectionId: DetectionId.nullable(),
});
export type Individual = z.infer<typeof Individual>;

export const Sighting = z.object({
  detectionId: DetectionId,
  mediaId: MediaId,
  /** Event of the photograph; the media id where it belongs to none, as in `Encounter`. */
  eventId: z.string(),
  /** The detection's box, and width ÷ height of the upright picture it is a fraction of (null where that is not known). */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  pictureRatio: z.number().nullable(),
  capturedAt: z.string().nullable(),
  locationName: z.string().nullable(),
  flank: Flank,
  class: z.string().nullable(),
  state: IdentificationState,
  score: z.number().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  infrared: z.boolean().nullable(),
});
export type Sighting = z.infer<typeof Sighting>;

/** One individual in one event. */
export const Encounter = z.object({
  eventId: z.string(),
  startedAt: z.string().nullable(),
  locationName: z.string().nullable(),
  detections: z.number(),
  confirmed: z.number(),
  cover: DetectionId,
});
export type Encounter = z.infer<typeof Encounter>;

export const IndividualProfile = z.object({
  individual: Individual,
  sightings: z.array(Sighting),
  encounters: z.array(Encounter),
  /** Sightings by hour of day of the wall clock, 24 counts. */
  hours: z.array(z.number()).length(24),
  places: z.array(z.object({ locationName: z.string(), sightings: z.number() })),
});
export type IndividualProfile = z.infer<typeof IndividualProfile>;

/** How a score came about; every part 0–1, null where the part was not there. */
export const ScoreBreakdown = z.object({
  body: z.number().nullable(),
  antler: z.number().nullable(),
  coat: z.number().nullable(),
  temporal: z.number().nullable(),
  model: z.string(),
  threshold: z.number(),
  /** Sentences for people, best reason first. */
  words: z.array(z.string()),
});
export type ScoreBreakdown = z.infer<typeof ScoreBreakdown>;

export const Candidate = z.object({
  individualId: IndividualId,
  name: z.string(),
  score: z.number(),
  breakdown: ScoreBreakdown,
  /** The candidate's detection most like the query. */
  detectionId: DetectionId,
  /** Up to six best photographs of the candidate. */
  best: z.array(DetectionId),
  provisional: z.boolean(),
  detections: z.number(),
  lastSeen: z.string().nullable(),
});
export type Candidate = z.infer<typeof Candidate>;

/** One question of the review queue: whose picture is this detection? */
export const ReviewItem = z.object({
  detection: Detection,
  media: Media,
  identificationId: IdentificationId.nullable(),
  proposedIndividualId: IndividualId.nullable(),
  candidates: z.array(Candidate),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

export const JournalEntry = z.object({
  id: z.number(),
  at: z.string(),
  person: z.string(),
  action: z.string(),
  /** A sentence such as "Confirmed Deer 7 on IMG_0012.JPG". */
  summary: z.string(),
  undone: z.boolean(),
  individuals: z.array(IndividualId),
});
export type JournalEntry = z.infer<typeof JournalEntry>;
