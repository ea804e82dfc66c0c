// Media, detections and events as screens, commands and reports see them (product.md section 10 fixes the field names).
import { z } from 'zod';
import { DeploymentId, DetectionId, EventId, IndividualId, LocationId, MediaId } from './ids.ts';
import {
  Category,
  EventBasis,
  Flank,
  IdentificationState,
  MediaKind,
  MediaStatus,
  Species,
  StorageMode,
} from './words.ts';

/** Wall time as the camera wrote it, ISO 8601 without zone: `2014-07-02T05:31:07` or with fraction. */
export const WallTime = z.string();
/** A moment, ISO 8601 in UTC, ending in `Z`. */
export const Instant = z.string();
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const Detection = z.object({
  id: DetectionId,
  mediaId: MediaId,
  category: Category,
  species: Species.nullable(),
  class: z.string().nullable(),
  confidence: z.number(),
  box,
  /** `motion`, `person`, or `<pack id>@<version>`. */
  source: z.string(),
  label: z.string().nullable(),
  flank: Flank,
  /** Moment within a video, in milliseconds; null on photographs. */
  frameMs: z.number().nullable(),
  individualId: IndividualId.nullable(),
  individualName: z.string().nullable(),
  identification: IdentificationState.nullable(),
  score: z.number().nullable(),
});
export type Detection = z.infer<typeof Detection>;

export const Media = z.object({
  id: MediaId,
  sha256: z.string(),
  /** Absolute path of the file. */
  path: z.string(),
  name: z.string(),
  kind: MediaKind,
  storage: StorageMode,
  sizeBytes: z.number(),
  capturedAt: WallTime.nullable(),
  instant: Instant.nullable(),
  timezone: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  /** EXIF orientation 1–8; width, height and boxes are those of the upright picture. */
  orientation: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  temperatureC: z.number().nullable(),
  sequence: z.object({ index: z.number(), total: z.number() }).nullable(),
  infrared: z.boolean().nullable(),
  damaged: z.boolean(),
  eventId: EventId.nullable(),
  deploymentId: DeploymentId.nullable(),
  locationId: LocationId.nullable(),
  locationName: z.string().nullable(),
  status: MediaStatus,
  attempts: z.number(),
  error: z.string().nullable(),
  importedAt: Instant,
  detections: z.array(Detection),
});
export type Media = z.infer<typeof Media>;

/** What a gallery tile needs and no more, so that 35,000 of them stay light. */
export const MediaTile = Media.pick({
  id: true,
  name: true,
  kind: true,
  capturedAt: true,
  width: true,
  height: true,
  status: true,
  damaged: true,
  locationName: true,
  eventId: true,
}).extend({
  detections: z.array(
    z.object({
      id: DetectionId,
      category: Category,
      species: Species.nullable(),
      box,
      individualName: z.string().nullable(),
      identification: IdentificationState.nullable(),
    }),
  ),
});
export type MediaTile = z.infer<typeof MediaTile>;

export const MediaFilter = z.object({
  locationId: LocationId.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  status: MediaStatus.optional(),
  species: Species.optional(),
  class: z.string().optional(),
  individualId: IndividualId.optional(),
  eventId: EventId.optional(),
  hasDetections: z.boolean().optional(),
  /** Has an animal detection that nobody and nothing has given to an individual. */
  unassigned: z.boolean().optional(),
  noTime: z.boolean().optional(),
  category: Category.optional(),
  text: z.string().max(200).optional(),
});
export type MediaFilter = z.infer<typeof MediaFilter>;

export const Event = z.object({
  id: EventId,
  deploymentId: DeploymentId.nullable(),
  locationId: LocationId.nullable(),
  locationName: z.string().nullable(),
  basis: EventBasis,
  startedAt: WallTime.nullable(),
  endedAt: WallTime.nullable(),
  media: z.number(),
  detections: z.number(),
  species: z.array(Species),
  /** `proposed`: nobody has confirmed it on any photograph of the event. */
  individuals: z.array(z.object({ id: IndividualId, name: z.string(), proposed: z.boolean() })),
  /** Up to six media of the event, in time order, for a strip of pictures. */
  cover: z.array(MediaId),
});
export type Event = z.infer<typeof Event>;
