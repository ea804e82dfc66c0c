// The six tables of a season as they are written to CSV. Each column says what it holds, so that the README that travels with
// the tables is made of the same words.
import type { DetectionId, MediaId } from '../../../shared/domain/ids.ts';
import type { SeasonTables } from '../../store/report-tables.ts';
import { type Precision, tellPosition } from './coordinates.ts';
import { type Cell, csvLine } from './csv.ts';
import { eventOf, standingClaims } from './encounters.ts';
import type { Season } from './season.ts';

export interface Table {
  /** File name without extension. */
  name: string;
  about: string;
  columns: { name: string; about: string }[];
  /** Made row by row as they are read, so that 100,000 of them need not be in memory. */
  rows: Iterable<Cell[]>;
}

/** Where the picture of a media item or of a detection lies beside the tables, for those that lie there. */
export interface PictureFiles {
  media: ReadonlyMap<MediaId, string>;
  detections: ReadonlyMap<DetectionId, string>;
}
const noPictures: PictureFiles = { media: new Map(), detections: new Map() };

type Column<Row> = [name: string, about: string, value: (row: Row) => Cell];

function table<Row>(name: string, about: string, rows: readonly Row[], columns: Column<Row>[]): Table {
  return {
    name,
    about,
    columns: columns.map(([column, meaning]) => ({ name: column, about: meaning })),
    rows: {
      *[Symbol.iterator]() {
        for (const row of rows) yield columns.map(([, , value]) => value(row));
      },
    },
  };
}

/** The table as lines of CSV, header first. */
export function* csvLines({ columns, rows }: Table): Generator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for (const row of rows) yield csvLine(row);
}

export function tablesOf(
  tables: SeasonTables,
  season: Season,
  precision: Precision,
  files: PictureFiles = noPictures,
): Table[] {
  const deployments = new Map(tables.deployments.map((row) => [row.id, row]));
  const names = new Map(tables.individuals.map(({ id, name }) => [id, name]));
  const standing = standingClaims(tables);
  const profiles = new Map(season.profiles.map((profile) => [profile.individual.id, profile]));
  const locationOf = (id: string | null) => (id === null ? undefined : deployments.get(id as never));
  return [
    table('media', 'One row per photograph or video of the period.', tables.media, [
      ['media_id', 'Identity of the media item', (m) => m.id],
      ['name', 'File name on the card', (m) => m.name],
      ['sha256', 'SHA-256 of the original file', (m) => m.sha256],
      ['kind', 'image or video', (m) => m.kind],
      ['captured_at', 'Wall time as the camera wrote it (ISO 8601, no zone)', (m) => m.capturedAt],
      ['instant', 'The same moment in UTC', (m) => m.instant],
      ['deployment_id', 'Row of deployments.csv', (m) => m.deploymentId],
      ['location', 'Name of the location', (m) => locationOf(m.deploymentId)?.locationName],
      ['event_id', 'Event it belongs to; its own media_id where it belongs to none', (m) => eventOf(m)],
      ['make', 'Camera make', (m) => m.make],
      ['model', 'Camera model', (m) => m.model],
      ['serial', 'Camera serial number', (m) => m.serial],
      ['width', 'Pixels, upright', (m) => m.width],
      ['height', 'Pixels, upright', (m) => m.height],
      ['temperature_c', 'Degrees Celsius as the camera measured', (m) => m.temperatureC],
      ['infrared', 'true where lit by infrared', (m) => m.infrared],
      ['latitude', 'Degrees from the file itself', (m) => tellPosition(m, precision).latitude],
      ['longitude', 'Degrees from the file itself', (m) => tellPosition(m, precision).longitude],
      ['analysis', 'pending, processing, completed or failed', (m) => m.status],
      ['file', 'Picture in this package, where there is one', (m) => files.media.get(m.id)],
    ]),
    table('detections', 'One row per box on a photograph (or on a frame of a video).', tables.detections, [
      ['detection_id', 'Identity of the detection', (d) => d.id],
      ['media_id', 'Row of media.csv', (d) => d.mediaId],
      ['category', 'animal, person or vehicle', (d) => d.category],
      ['species', 'deer, horse or other; empty where nobody said', (d) => d.species],
      ['class', 'Class within the species', (d) => d.class],
      ['confidence', '0 to 1; 1 for boxes drawn by a person', (d) => d.confidence],
      ['x', 'Left edge, fraction of the upright width', (d) => d.box[0]],
      ['y', 'Top edge, fraction of the upright height', (d) => d.box[1]],
      ['width', 'Fraction of the upright width', (d) => d.box[2]],
      ['height', 'Fraction of the upright height', (d) => d.box[3]],
      ['source', 'Model and version, motion, or person', (d) => d.source],
      ['by_person', 'true where a person drew, moved or relabelled it', (d) => d.byPerson],
      ['flank', 'Side shown: left, right, front, rear or unknown', (d) => d.flank],
      ['frame_ms', 'Milliseconds into a video', (d) => d.frameMs],
      ['individual_id', 'Row of individuals.csv', (d) => standing.get(d.id)?.individualId],
      ['individual', 'Name of the individual', (d) => names.get(standing.get(d.id)?.individualId as never)],
      ['identification', 'proposed or confirmed', (d) => standing.get(d.id)?.state],
      ['file', 'Crop in this package, where there is one', (d) => files.detections.get(d.id)],
    ]),
    table('individuals', 'One row per individual seen in the period.', tables.individuals, [
      ['individual_id', 'Identity of the individual', (i) => i.id],
      ['name', 'Name', (i) => i.name],
      ['species', 'deer or horse', (i) => i.species],
      ['sex', 'female, male or unknown', (i) => i.sex],
      ['class', 'Class within the species', (i) => i.class],
      ['status', 'alive, dead, left or unknown', (i) => i.status],
      ['provisional', 'true until a person named or confirmed it', (i) => i.provisional],
      ['first_seen', 'Wall time, within the period', (i) => profiles.get(i.id)?.firstSeen],
      ['last_seen', 'Wall time, within the period', (i) => profiles.get(i.id)?.lastSeen],
      ['encounters', 'Events in which it was seen', (i) => profiles.get(i.id)?.encounters.length],
      ['photographs', 'Media in which it was seen', (i) => profiles.get(i.id)?.photographs],
      ['confirmed', 'Detections confirmed by a person', (i) => profiles.get(i.id)?.confirmed],
      ['proposed', 'Detections proposed by the program', (i) => profiles.get(i.id)?.proposed],
      ['tags', 'Separated by semicolons', (i) => i.tags.join('; ')],
      ['notes', 'Notes', (i) => i.notes],
    ]),
    table('encounters', 'One row per individual and event.', season.encounters, [
      ['individual_id', 'Row of individuals.csv', (e) => e.individualId],
      ['individual', 'Name', (e) => e.individualName],
      ['species', 'deer or horse', (e) => e.species],
      ['event_id', 'Event of media.csv', (e) => e.eventId],
      ['started_at', 'First photograph showing the individual; wall time', (e) => e.startedAt],
      ['ended_at', 'Last photograph showing the individual; wall time', (e) => e.endedAt],
      ['deployment_id', 'Row of deployments.csv', (e) => e.deploymentId],
      ['location', 'Name of the location', (e) => e.locationName],
      ['detections', 'Detections of the individual', (e) => e.detections],
      ['confirmed', 'of which confirmed by a person', (e) => e.confirmed],
      ['proposed', 'of which proposed by the program', (e) => e.proposed],
    ]),
    table('deployments', 'One row per camera, location and stay, with its effort in the period.', season.deployments, [
      ['deployment_id', 'Identity of the deployment', (d) => d.id],
      ['location_id', 'Identity of the location', (d) => d.locationId],
      ['location', 'Name of the location', (d) => d.locationName],
      ['latitude', 'Degrees north', (d) => tellPosition(d, precision).latitude],
      ['longitude', 'Degrees east', (d) => tellPosition(d, precision).longitude],
      ['make', 'Camera make', (d) => d.make],
      ['model', 'Camera model', (d) => d.model],
      ['serial', 'Camera serial number', (d) => d.serial],
      ['timezone', 'Zone of the camera clock', (d) => d.timezone],
      ['clock_corrected', 'true where a person corrected the clock', (d) => d.clockCorrected],
      ['first_capture', 'Wall time, within the period, any species', (d) => d.firstCapture],
      ['last_capture', 'Wall time, within the period, any species', (d) => d.lastCapture],
      ['media', 'Media within the period, any species', (d) => d.media],
      ['camera_days', 'Days from first to last capture, both counted', (d) => d.cameraDays],
    ]),
    table('identifications', 'Every statement who an animal is, with who decided and when.', tables.identifications, [
      ['identification_id', 'Identity of the statement', (c) => c.id],
      ['detection_id', 'Row of detections.csv', (c) => c.detectionId],
      ['individual_id', 'The individual', (c) => c.individualId],
      ['individual', 'Its name, where it was seen in the period', (c) => names.get(c.individualId)],
      ['state', 'proposed (by the program), confirmed or rejected (by a person)', (c) => c.state],
      ['score', 'Similarity the program found, 0 to 1', (c) => c.score],
      ['decided_by', 'Person who decided', (c) => c.decidedBy],
      ['decided_at', 'UTC', (c) => c.decidedAt],
      ['created_at', 'UTC', (c) => c.createdAt],
    ]),
  ];
}
