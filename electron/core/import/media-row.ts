// The catalogue's row for a file that has come in, put together from what was found out about it.
import { basename } from 'node:path';
import type { ImportId, MediaId } from '../../../shared/domain/ids.ts';
import type { StorageMode } from '../../../shared/domain/words.ts';
import type { NewMedia } from '../../store/media-writing.ts';
import { flag } from '../../store/rows.ts';
import type { DeploymentTable } from '../../store/schema.ts';
import { instantOf } from './capture-time.ts';
import type { MediaFileKind } from './kind.ts';
import type { Looked } from './look.ts';

export interface CameIn {
  id: MediaId;
  importId: ImportId;
  sha256: string;
  /** Source path. */
  source: string;
  /** Catalogue path: relative to the library with forward slashes, or absolute. */
  path: string;
  storage: StorageMode;
  size: number;
  kind: MediaFileKind;
  looked: Looked;
  deployment: DeploymentTable;
}

export function mediaRowOf(file: CameIn): NewMedia {
  const { metadata, width, height, damaged } = file.looked;
  return {
    id: file.id,
    sha256: file.sha256,
    path: file.path,
    storage: file.storage,
    name: basename(file.source),
    size_bytes: file.size,
    kind: file.kind.kind,
    format: file.kind.format,
    captured_at: metadata.capturedAt,
    offset: metadata.offset,
    instant: instantOf(metadata.capturedAt, file.deployment.timezone, metadata.offset),
    make: metadata.make,
    model: metadata.model,
    serial: metadata.serial,
    orientation: metadata.orientation,
    width,
    height,
    latitude: metadata.position?.latitude ?? null,
    longitude: metadata.position?.longitude ?? null,
    altitude: metadata.altitude,
    temperature_c: metadata.temperatureC,
    sequence_index: metadata.sequence?.index ?? null,
    sequence_total: metadata.sequence?.total ?? null,
    event_number: metadata.eventNumber,
    infrared: metadata.infrared === null ? null : flag(metadata.infrared),
    moon_phase: metadata.moonPhase,
    damaged: flag(damaged),
    deployment_id: file.deployment.id,
    import_id: file.importId,
  };
}
