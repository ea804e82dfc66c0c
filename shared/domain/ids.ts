// Identity types. Every id is a UUID version 7 (sortable by the time it was made), so that two copies of a library can be
// merged later without renumbering; brands keep a media id from being passed where a detection id is meant.
import { z } from 'zod';

const id = <B extends string>() => z.string().min(1).max(64).brand<B>();

export const LocationId = id<'LocationId'>();
export const DeploymentId = id<'DeploymentId'>();
export const MediaId = id<'MediaId'>();
export const EventId = id<'EventId'>();
export const DetectionId = id<'DetectionId'>();
export const IndividualId = id<'IndividualId'>();
export const IdentificationId = id<'IdentificationId'>();
export const JobId = id<'JobId'>();
export const ImportId = id<'ImportId'>();
export const StreamId = id<'StreamId'>();
export const ChunkId = id<'ChunkId'>();
export const TrackId = id<'TrackId'>();

export type LocationId = z.infer<typeof LocationId>;
export type DeploymentId = z.infer<typeof DeploymentId>;
export type MediaId = z.infer<typeof MediaId>;
export type EventId = z.infer<typeof EventId>;
export type DetectionId = z.infer<typeof DetectionId>;
export type IndividualId = z.infer<typeof IndividualId>;
export type IdentificationId = z.infer<typeof IdentificationId>;
export type JobId = z.infer<typeof JobId>;
export type ImportId = z.infer<typeof ImportId>;
export type StreamId = z.infer<typeof StreamId>;
export type ChunkId = z.infer<typeof ChunkId>;
export type TrackId = z.infer<typeof TrackId>;
