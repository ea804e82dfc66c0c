// Everything a report is made of, as values: the tables of a season, and each of their rows out of the catalogue's. Reading them is in
// season-reading.ts.
import type { Box } from '../../shared/domain/box.ts';
import type {
  DeploymentId,
  DetectionId,
  EventId,
  IdentificationId,
  IndividualId,
  LocationId,
  MediaId,
} from '../../shared/domain/ids.ts';
import type {
  Category,
  Flank,
  IdentificationState,
  LifeStatus,
  MediaKind,
  MediaStatus,
  RegisterSpecies,
  Sex,
  Species,
  StorageMode,
} from '../../shared/domain/words.ts';
import type { DetectionTable, IdentificationTable, IndividualTable, MediaTable } from './schema.ts';

/** What part of the catalogue a report is about; both days belong to it. Days are those of the cameras' own clocks. */
export interface SeasonScope {
  /** `YYYY-MM-DD` */
  from: string;
  /** `YYYY-MM-DD` */
  to: string;
  species: RegisterSpecies | null;
  /** Null: all. */
  locationIds: LocationId[] | null;
}

export interface SeasonLocation {
  id: LocationId;
  name: string;
  /** Degrees; null where nobody said. */
  latitude: number | null;
  longitude: number | null;
}

export interface SeasonDeployment {
  id: DeploymentId;
  locationId: LocationId | null;
  locationName: string | null;
  latitude: number | null;
  longitude: number | null;
  make: string | null;
  model: string | null;
  serial: string | null;
  timezone: string;
  clockCorrected: boolean;
  /** First and last capture within the period, whatever the species; wall time. */
  firstCapture: string;
  lastCapture: string;
  /** Media within the period, whatever the species. */
  media: number;
}

export interface SeasonMedia {
  id: MediaId;
  sha256: string;
  name: string;
  path: string;
  storage: StorageMode;
  sizeBytes: number;
  kind: MediaKind;
  format: string;
  capturedAt: string;
  offset: string | null;
  instant: string | null;
  make: string | null;
  model: string | null;
  serial: string | null;
  /** Pixels of the upright picture. */
  width: number | null;
  height: number | null;
  latitude: number | null;
  longitude: number | null;
  temperatureC: number | null;
  infrared: boolean | null;
  status: MediaStatus;
  error: string | null;
  deploymentId: DeploymentId | null;
  eventId: EventId | null;
}

export interface SeasonDetection {
  id: DetectionId;
  mediaId: MediaId;
  category: Category;
  species: Species | null;
  class: string | null;
  confidence: number;
  box: Box;
  source: string;
  label: string | null;
  flank: Flank;
  frameMs: number | null;
  byPerson: boolean;
  createdAt: string;
}

export interface SeasonIdentification {
  id: IdentificationId;
  detectionId: DetectionId;
  individualId: IndividualId;
  state: IdentificationState;
  score: number | null;
  decidedBy: string | null;
  decidedAt: string | null;
  createdAt: string;
}

export interface SeasonIndividual {
  id: IndividualId;
  name: string;
  species: RegisterSpecies;
  sex: Sex;
  class: string | null;
  status: LifeStatus;
  provisional: boolean;
  notes: string;
  tags: string[];
}

export interface SeasonTables {
  scope: SeasonScope;
  locations: SeasonLocation[];
  deployments: SeasonDeployment[];
  /** With a species: only media that show it. In time order. */
  media: SeasonMedia[];
  detections: SeasonDetection[];
  identifications: SeasonIdentification[];
  /** Those with a proposed or confirmed detection in the period. */
  individuals: SeasonIndividual[];
  /** Boxes of people per media, for blurring, whatever the species. */
  people: Map<MediaId, Box[]>;
  /** What described the animals for matching: model and number of detections. */
  descriptors: { model: string; detections: number }[];
  /** Media that no report of a period can hold, and those it holds but nothing has looked at. */
  leftOut: { withoutTime: number; failed: number; waiting: number };
}

/** A medium that has a capture time; others belong to no period. */
export const toMedia = (row: MediaTable): SeasonMedia => ({
  id: row.id,
  sha256: row.sha256,
  name: row.name,
  path: row.path,
  storage: row.storage,
  sizeBytes: row.size_bytes,
  kind: row.kind,
  format: row.format,
  capturedAt: row.captured_at!,
  offset: row.offset,
  instant: row.instant,
  make: row.make,
  model: row.model,
  serial: row.serial,
  width: row.width,
  height: row.height,
  latitude: row.latitude,
  longitude: row.longitude,
  temperatureC: row.temperature_c,
  infrared: row.infrared === null ? null : row.infrared === 1,
  status: row.status,
  error: row.error,
  deploymentId: row.deployment_id,
  eventId: row.event_id,
});

export const toDetection = (row: DetectionTable): SeasonDetection => ({
  id: row.id,
  mediaId: row.media_id,
  category: row.category,
  species: row.species,
  class: row.class,
  confidence: row.confidence,
  box: [row.x, row.y, row.width, row.height],
  source: row.source,
  label: row.label,
  flank: row.flank,
  frameMs: row.frame_ms,
  byPerson: row.by_person === 1,
  createdAt: row.created_at,
});

export const toIdentification = (row: IdentificationTable): SeasonIdentification => ({
  id: row.id,
  detectionId: row.detection_id,
  individualId: row.individual_id,
  state: row.state,
  score: row.score,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  createdAt: row.created_at,
});

type ProfileColumn = 'id' | 'name' | 'species' | 'sex' | 'class' | 'status' | 'provisional' | 'notes' | 'tags';

export const toIndividual = (row: Pick<IndividualTable, ProfileColumn>): SeasonIndividual => ({
  id: row.id,
  name: row.name,
  species: row.species,
  sex: row.sex,
  class: row.class,
  status: row.status,
  provisional: row.provisional === 1,
  notes: row.notes,
  tags: JSON.parse(row.tags) as string[],
});
