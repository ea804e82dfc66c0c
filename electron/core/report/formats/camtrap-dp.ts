// Camtrap DP 1.0.2 (camtrap-dp.tdwg.org): the archive format of camera trapping. Media-level observations are the boxes; event-level
// observations are the encounters, each with its individual, and the unidentified animals with their number.
import type { MediaId } from '../../../../shared/domain/ids.ts';
import type { Species } from '../../../../shared/domain/words.ts';
import type { SeasonDetection, SeasonIndividual, SeasonMedia } from '../../../store/report-tables.ts';
import { COARSE_METRES, tellPosition } from '../coordinates.ts';
import { type Cell, csvLine } from '../csv.ts';
import { eventOf, standingClaims } from '../encounters.ts';
import { safeName } from '../safe-name.ts';
import { describePackage, scientificName } from './camtrap-package.ts';
import { type Format, type FormatInput, missingPositions, publicPath } from './format.ts';

export const camtrapDp: Format = {
  shape: 'tables',
  obstacle(input) {
    if (input.precision === 'withheld')
      return 'Camtrap DP cannot be written without coordinates. Choose exact or coarse ones.';
    if (input.season.deployments.length === 0)
      return 'Camtrap DP needs at least one deployment, and none has photographs in this period.';
    return missingPositions(input, 'Camtrap DP');
  },
  files: (input) => {
    const deployed = input.tables.media.filter(({ deploymentId }) => deploymentId !== null);
    const told = { ...input, tables: { ...input.tables, media: deployed } };
    const taken = clock(told);
    return [
      { name: 'datapackage.json', content: [describePackage(told)] },
      { name: 'deployments.csv', content: sheet(deploymentColumns, deployments(told)) },
      { name: 'media.csv', content: sheet(mediaColumns, media(told, taken)) },
      { name: 'observations.csv', content: sheet(observationColumns, observations(told, taken)) },
    ];
  },
};

type Row = Record<string, Cell>;

const deploymentColumns =
  'deploymentID,locationID,locationName,latitude,longitude,coordinateUncertainty,deploymentStart,deploymentEnd,setupBy,cameraID,cameraModel,cameraDelay,cameraHeight,cameraDepth,cameraTilt,cameraHeading,detectionDistance,timestampIssues,baitUse,featureType,habitat,deploymentGroups,deploymentTags,deploymentComments'.split(
    ',',
  );
const mediaColumns =
  'mediaID,deploymentID,captureMethod,timestamp,filePath,filePublic,fileName,fileMediatype,exifData,favorite,mediaComments'.split(
    ',',
  );
const observationColumns =
  'observationID,deploymentID,mediaID,eventID,eventStart,eventEnd,observationLevel,observationType,cameraSetupType,scientificName,count,lifeStage,sex,behavior,individualID,individualPositionRadius,individualPositionAngle,individualSpeed,bboxX,bboxY,bboxWidth,bboxHeight,classificationMethod,classifiedBy,classificationTimestamp,classificationProbability,observationTags,observationComments'.split(
    ',',
  );

function* sheet(columns: readonly string[], rows: Iterable<Row>): Generator<string> {
  yield csvLine(columns);
  for (const row of rows) yield csvLine(columns.map((column) => row[column]));
}

/** A wall time with the offset of its zone, whole seconds: `2026-05-01T05:12:07+02:00`. */
function zoned(wallTime: string, instant: string | null, zone: string): string {
  const moment =
    instant === null
      ? Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone)
      : Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return moment.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

const utc = (instant: string): string => Temporal.Instant.from(instant).toString({ smallestUnit: 'second' });

/** When a media item was taken, as Camtrap DP writes it; worked out when first asked for. */
type Taken = (row: SeasonMedia) => string;

function clock({ tables }: FormatInput): Taken {
  const zones = new Map(tables.deployments.map(({ id, timezone }) => [id, timezone]));
  const known = new Map<MediaId, string>();
  return (row) => {
    const written = known.get(row.id) ?? zoned(row.capturedAt, row.instant, zones.get(row.deploymentId!) ?? 'UTC');
    known.set(row.id, written);
    return written;
  };
}

function* deployments({ season, precision, tables }: FormatInput): Generator<Row> {
  // Start and end are the first and last photographs of any species, whose instants the season does not carry: wall times do.
  const first = new Map<string, string>();
  for (const row of tables.media)
    if (row.instant !== null) first.set(`${row.deploymentId} ${row.capturedAt}`, row.instant);
  for (const row of season.deployments) {
    const at = (wallTime: string) => zoned(wallTime, first.get(`${row.id} ${wallTime}`) ?? null, row.timezone);
    yield {
      deploymentID: row.id,
      locationID: row.locationId,
      locationName: row.locationName,
      ...tellPosition(row, precision),
      coordinateUncertainty: precision === 'coarse' ? COARSE_METRES : null,
      deploymentStart: at(row.firstCapture),
      deploymentEnd: at(row.lastCapture),
      cameraID: row.serial,
      cameraModel: [row.make, row.model].filter((part) => part !== null).join('-') || null,
      deploymentComments: row.clockCorrected ? 'The camera clock was corrected.' : null,
    };
  }
}

function* media({ tables }: FormatInput, taken: Taken): Generator<Row> {
  for (const row of tables.media)
    yield {
      mediaID: row.id,
      deploymentID: row.deploymentId,
      timestamp: taken(row),
      filePath: allowedPath(row),
      filePublic: false,
      fileName: row.name,
      fileMediatype: row.format,
    };
}

/** The profile forbids paths that begin with a dot, slash or tilde, and two dots anywhere. */
const allowedPath = (row: SeasonMedia): string =>
  publicPath(row)
    .split('/')
    .map((part) => safeName(part).replaceAll(/\.{2,}/g, '.'))
    .join('/')
    .replace(/^[./~]+/, '_');

const lifeStages: Record<string, string> = {
  buck: 'adult',
  mature: 'adult',
  mid: 'adult',
  doe: 'adult',
  young: 'subadult',
  fawn: 'juvenile',
};
const lifeStage = (name: string | null): string | null => (name === null ? null : (lifeStages[name] ?? null));
const sexOf = (individual: SeasonIndividual | undefined): string | null =>
  individual === undefined || individual.sex === 'unknown' ? null : individual.sex;

function* observations(input: FormatInput, taken: Taken): Generator<Row> {
  const { tables } = input;
  const individuals = new Map(tables.individuals.map((row) => [row.id, row]));
  const rows = new Map(tables.media.map((row) => [row.id, row]));
  const claims = standingClaims(tables);
  const boxed = new Set<MediaId>();
  for (const detection of tables.detections) {
    const row = rows.get(detection.mediaId);
    if (row === undefined) continue;
    boxed.add(row.id);
    const claim = claims.get(detection.id);
    const individual = claim === undefined ? undefined : individuals.get(claim.individualId);
    const decided = claim?.state === 'confirmed';
    const human = decided || detection.byPerson;
    yield {
      ...common(row, taken(row), taken(row), 'media'),
      observationID: detection.id,
      mediaID: row.id,
      observationType: detection.category === 'person' ? 'human' : detection.category,
      scientificName: detection.category === 'animal' ? scientificName(detection.species) : null,
      count: 1,
      lifeStage: lifeStage(detection.class ?? individual?.class ?? null),
      sex: sexOf(individual),
      individualID: claim?.individualId,
      bboxX: detection.box[0],
      bboxY: detection.box[1],
      bboxWidth: Math.min(detection.box[2], 1 - detection.box[0]),
      bboxHeight: Math.min(detection.box[3], 1 - detection.box[1]),
      classificationMethod: human ? 'human' : 'machine',
      classifiedBy: decided ? claim.decidedBy : detection.byPerson ? null : detection.source,
      classificationTimestamp: utc(decided ? (claim.decidedAt ?? detection.createdAt) : detection.createdAt),
      classificationProbability: human ? null : detection.confidence,
      observationTags: [
        detection.flank === 'unknown' ? null : `flank:${detection.flank}`,
        claim === undefined ? null : `identity:${claim.state}`,
      ]
        .filter((tag) => tag !== null)
        .join(' | '),
    };
  }
  if (tables.scope.species === null)
    for (const row of tables.media)
      if (!boxed.has(row.id))
        yield {
          ...common(row, taken(row), taken(row), 'media'),
          observationID: `${row.id}-blank`,
          mediaID: row.id,
          observationType: row.status === 'completed' ? 'blank' : 'unclassified',
        };
  yield* eventObservations(input, taken, claims);
}

function* eventObservations(
  { tables, season }: FormatInput,
  taken: Taken,
  claims: ReadonlyMap<string, unknown>,
): Generator<Row> {
  const individuals = new Map(tables.individuals.map((row) => [row.id, row]));
  const rows = new Map(tables.media.map((row) => [row.id, row]));
  const events = new Map<string, SeasonMedia[]>();
  for (const row of tables.media) events.set(eventOf(row), [...(events.get(eventOf(row)) ?? []), row]);
  /** Media come in time order, and an event is of one camera. */
  const bounds = (event: string): [start: string, end: string] => {
    const shown = events.get(event)!;
    return [taken(shown[0]!), taken(shown.at(-1)!)];
  };
  for (const encounter of season.encounters) {
    const shown = events.get(encounter.eventId);
    if (shown === undefined) continue;
    const individual = individuals.get(encounter.individualId)!;
    yield {
      ...common(shown[0]!, ...bounds(encounter.eventId), 'event'),
      observationID: `${encounter.eventId}-${encounter.individualId}`,
      observationType: 'animal',
      scientificName: scientificName(encounter.species),
      count: 1,
      lifeStage: lifeStage(individual.class),
      sex: sexOf(individual),
      individualID: encounter.individualId,
      classificationMethod: encounter.confirmed > 0 ? 'human' : 'machine',
    };
  }
  // Animals nobody told apart: as many as were seen on one photograph of the event at once.
  const unnamed = new Map<string, Map<Species | null, Map<MediaId, SeasonDetection[]>>>();
  for (const detection of tables.detections) {
    const row = rows.get(detection.mediaId);
    if (detection.category !== 'animal' || row === undefined || claims.has(detection.id)) continue;
    const bySpecies = unnamed.get(eventOf(row)) ?? new Map<Species | null, Map<MediaId, SeasonDetection[]>>();
    const byMedia = bySpecies.get(detection.species) ?? new Map<MediaId, SeasonDetection[]>();
    byMedia.set(row.id, [...(byMedia.get(row.id) ?? []), detection]);
    bySpecies.set(detection.species, byMedia);
    unnamed.set(eventOf(row), bySpecies);
  }
  for (const [event, bySpecies] of unnamed)
    for (const [species, byMedia] of bySpecies)
      yield {
        ...common(events.get(event)![0]!, ...bounds(event), 'event'),
        observationID: `${event}-${species ?? 'unknown'}`,
        observationType: 'animal',
        scientificName: scientificName(species),
        count: Math.max(...[...byMedia.values()].map((boxes) => boxes.length)),
        classificationMethod: 'machine',
      };
}

const common = (row: SeasonMedia, start: string, end: string, level: 'media' | 'event'): Row => ({
  deploymentID: row.deploymentId,
  eventID: eventOf(row),
  eventStart: start,
  eventEnd: end,
  observationLevel: level,
});
