// The catalogue's tables as Kysely sees them. The migrations make them; this file only names their types. Times are text:
// wall times as the camera wrote them (`2014-07-02T05:31:07`), instants in UTC with `Z`. Booleans are 0 or 1. JSON is text.
import type { Generated } from 'kysely';
import type {
  ChunkId,
  DeploymentId,
  DetectionId,
  EventId,
  IdentificationId,
  ImportId,
  IndividualId,
  JobId,
  LocationId,
  MediaId,
  StreamId,
  TrackId,
} from '../../shared/domain/ids.ts';
import type {
  Category,
  ChunkState,
  EventBasis,
  Flank,
  IdentificationState,
  JobKind,
  JobState,
  LifeStatus,
  MediaKind,
  MediaStatus,
  RegisterSpecies,
  Sex,
  Species,
  StorageMode,
} from '../../shared/domain/words.ts';

type Flag = 0 | 1;

export interface LibraryTable {
  /** `name`, `createdAt`, `settings` (JSON), … */
  key: string;
  value: string;
}

export interface LocationTable {
  id: LocationId;
  name: string;
  latitude: number | null;
  longitude: number | null;
  notes: string;
  created_at: string;
}

export interface DeploymentTable {
  id: DeploymentId;
  location_id: LocationId | null;
  /** Source folder the photographs came from, for recognising it again. */
  folder: string;
  make: string | null;
  model: string | null;
  serial: string | null;
  timezone: string;
  /** Clock correction as JSON, null when the clock was right. */
  clock_correction: string | null;
  /** Species of animals found here where a model cannot tell. */
  species: RegisterSpecies | null;
  created_at: string;
}

export interface ImportTable {
  id: ImportId;
  job_id: JobId | null;
  /** ImportRequest as JSON. */
  request: string;
  /** `listing` until every file found is a row of import_file, then `storing`, `grouping`, `done`, `cancelled`. */
  state: string;
  /** ImportResult as JSON once done. */
  result: string | null;
  started_at: string;
  finished_at: string | null;
}

/** One row per file an import found; its fate survives a crash. */
export interface ImportFileTable {
  import_id: ImportId;
  /** Absolute source path. */
  path: string;
  /** The source folder (of the request) the file was found under. */
  source: string;
  size_bytes: number;
  state: 'waiting' | 'imported' | 'duplicate' | 'skipped' | 'failed';
  reason: string | null;
  media_id: MediaId | null;
  /** Path of the media it repeats. */
  same_as: string | null;
}

export interface EventTable {
  id: EventId;
  deployment_id: DeploymentId | null;
  basis: EventBasis;
  started_at: string | null;
  ended_at: string | null;
}

export interface MediaTable {
  id: MediaId;
  sha256: string;
  /** Copied: relative to the library folder. Referenced: absolute. Always with forward slashes when relative. */
  path: string;
  storage: StorageMode;
  name: string;
  size_bytes: number;
  kind: MediaKind;
  /** MIME type read from the bytes. */
  format: string;
  captured_at: string | null;
  offset: string | null;
  instant: string | null;
  make: string | null;
  model: string | null;
  serial: string | null;
  orientation: number | null;
  width: number | null;
  height: number | null;
  latitude: number | null;
  longitude: number | null;
  altitude: number | null;
  temperature_c: number | null;
  sequence_index: number | null;
  sequence_total: number | null;
  event_number: number | null;
  infrared: Flag | null;
  moon_phase: string | null;
  damaged: Flag;
  deployment_id: DeploymentId | null;
  event_id: EventId | null;
  import_id: ImportId | null;
  status: MediaStatus;
  attempts: number;
  error: string | null;
  /** Not before this instant is a failed item tried again. */
  retry_at: string | null;
  /** Relative path of the thumbnail once analysed. */
  thumbnail: string | null;
  imported_at: string;
}

export interface DetectionTable {
  id: DetectionId;
  media_id: MediaId;
  category: Category;
  species: Species | null;
  class: string | null;
  confidence: number;
  x: number;
  y: number;
  width: number;
  height: number;
  source: string;
  label: string | null;
  flank: Flank;
  frame_ms: number | null;
  /** 1 where a person drew, moved or relabelled it: later runs leave it alone. */
  by_person: Flag;
  /** Set when a person deleted the box; kept for undo and so that a rerun does not bring it back. */
  deleted: Flag;
  created_at: string;
}

export interface FeatureTable {
  id: Generated<number>;
  detection_id: DetectionId;
  /** `body`, later `antler`, `coat`, … */
  kind: string;
  /** `<name>@<version>`. */
  model: string;
  dimensions: number;
  /** Little-endian float32. */
  vector: Buffer;
}

export interface IndividualTable {
  id: IndividualId;
  name: string;
  species: RegisterSpecies;
  sex: Sex;
  class: string | null;
  status: LifeStatus;
  provisional: Flag;
  notes: string;
  /** JSON array of text. */
  tags: string;
  thumbnail: Buffer | null;
  thumbnail_detection_id: DetectionId | null;
  /** The individual it was merged into; merged individuals are kept for undo and hidden everywhere. */
  merged_into: IndividualId | null;
  created_at: string;
}

export interface IdentificationTable {
  id: IdentificationId;
  detection_id: DetectionId;
  individual_id: IndividualId;
  state: IdentificationState;
  score: number | null;
  /** ScoreBreakdown as JSON. */
  breakdown: string | null;
  /** The person; null while proposed. */
  decided_by: string | null;
  decided_at: string | null;
  created_at: string;
}

export interface JournalTable {
  id: Generated<number>;
  at: string;
  person: string;
  action: string;
  summary: string;
  /** JSON: `[{table, key, before, after}]`, every row the action changed, whole before and whole after. */
  changes: string;
  /** JSON array of individual ids touched. */
  individuals: string;
  undone_at: string | null;
}

export interface JobTable {
  id: JobId;
  kind: JobKind;
  title: string;
  state: JobState;
  /** Higher runs first. */
  priority: number;
  payload: string;
  result: string | null;
  progress: number;
  /** JobProgress as JSON. */
  detail: string | null;
  attempts: number;
  max_attempts: number;
  error: string | null;
  file: string | null;
  /** Process that holds it, and until when without a sign of life. */
  lease_owner: string | null;
  lease_until: string | null;
  not_before: string | null;
  /** Somebody wants it to end; its holder looks. */
  cancel_requested: Flag;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface StreamTable {
  id: StreamId;
  name: string;
  created_at: string;
}

/** One file of a stream. */
export interface ChunkTable {
  id: ChunkId;
  stream_id: StreamId;
  /** Absolute, as it was given. */
  path: string;
  /** Null until the file is in the library. */
  media_id: MediaId | null;
  state: ChunkState;
  error: string | null;
  duration_ms: number | null;
  /** Everything before this moment of the video is saved. */
  done_ms: number;
  frames: number;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

/** An individual's place in the registry of a stream. */
export interface StreamIndividualTable {
  stream_id: StreamId;
  individual_id: IndividualId;
  /** `horse_001`. */
  label: string;
  /** 0–9. */
  colour: number;
  /** Counts the changes; a writer who saw another number looks again. */
  version: number;
  detections: number;
  last_seen: string;
  /** `<name>@<version>` of what made the appearance. */
  model: string;
  /** Little-endian float32, L2-normalised: the mean of the body vectors seen of it. */
  appearance: Buffer;
}

/** One animal through a chunk. */
export interface TrackTable {
  id: TrackId;
  chunk_id: ChunkId;
  individual_id: IndividualId | null;
  first_ms: number;
  last_ms: number;
  detections: number;
}

export interface TrackDetectionTable {
  detection_id: DetectionId;
  track_id: TrackId;
}

export interface Catalogue {
  library: LibraryTable;
  location: LocationTable;
  deployment: DeploymentTable;
  import: ImportTable;
  import_file: ImportFileTable;
  event: EventTable;
  media: MediaTable;
  detection: DetectionTable;
  feature: FeatureTable;
  individual: IndividualTable;
  identification: IdentificationTable;
  journal: JournalTable;
  job: JobTable;
  stream: StreamTable;
  chunk: ChunkTable;
  stream_individual: StreamIndividualTable;
  track: TrackTable;
  track_detection: TrackDetectionTable;
}
