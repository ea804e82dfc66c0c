// The closed vocabularies of the field (product.md section 2 and 3), each written once.
import { z } from 'zod';

export const MediaKind = z.enum(['image', 'video']);
export const MediaStatus = z.enum(['pending', 'processing', 'completed', 'failed']);
export const Category = z.enum(['animal', 'person', 'vehicle']);
export const Species = z.enum(['deer', 'horse', 'other']);
export const DeerClass = z.enum(['buck', 'mature', 'mid', 'young', 'doe', 'fawn', 'unknown']);
export const Flank = z.enum(['left', 'right', 'front', 'rear', 'unknown']);
export const Sex = z.enum(['female', 'male', 'unknown']);
export const LifeStatus = z.enum(['alive', 'dead', 'left', 'unknown']);
export const IdentificationState = z.enum(['proposed', 'confirmed', 'rejected']);
export const EventBasis = z.enum(['sequence', 'gap', 'single', 'manual']);
export const StorageMode = z.enum(['copied', 'referenced']);
export const JobKind = z.enum(['import', 'analyse', 'match', 'report', 'sample', 'stream']);
export const JobState = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']);
export const ChunkState = z.enum(['waiting', 'processing', 'completed', 'failed']);
/** Kinds of animal that Herdbook keeps a register of. */
export const RegisterSpecies = z.enum(['deer', 'horse']);
export const ExportKind = z.enum(['pdf', 'zip', 'csv', 'camtrap-dp', 'megadetector', 'coco', 'wildbook', 'secr']);
export const GroupBy = z.enum(['day', 'week', 'month']);

export type MediaKind = z.infer<typeof MediaKind>;
export type MediaStatus = z.infer<typeof MediaStatus>;
export type Category = z.infer<typeof Category>;
export type Species = z.infer<typeof Species>;
export type DeerClass = z.infer<typeof DeerClass>;
export type Flank = z.infer<typeof Flank>;
export type Sex = z.infer<typeof Sex>;
export type LifeStatus = z.infer<typeof LifeStatus>;
export type IdentificationState = z.infer<typeof IdentificationState>;
export type EventBasis = z.infer<typeof EventBasis>;
export type StorageMode = z.infer<typeof StorageMode>;
export type JobKind = z.infer<typeof JobKind>;
export type JobState = z.infer<typeof JobState>;
export type ChunkState = z.infer<typeof ChunkState>;
export type RegisterSpecies = z.infer<typeof RegisterSpecies>;
export type ExportKind = z.infer<typeof ExportKind>;
export type GroupBy = z.infer<typeof GroupBy>;
