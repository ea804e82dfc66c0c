// A sheet for Wildbook's bulk import: one row per encounter, with the photographs that show the individual.
import type { RegisterSpecies } from '../../../../shared/domain/words.ts';
import type { SeasonTables } from '../../../store/report-tables.ts';
import { tellPosition } from '../coordinates.ts';
import { type Cell, csvLine } from '../csv.ts';
import { type EncounterRow, eventOf } from '../encounters.ts';
import { type Format, type FormatInput, publicPath } from './format.ts';

/** Herdbook keeps deer as deer; a site that knows which changes the two columns of its sheet. */
const taxa: Record<RegisterSpecies, [genus: string, epithet: string]> = {
  deer: ['Cervidae', 'sp.'],
  horse: ['Equus', 'caballus'],
};
const MOST_PHOTOGRAPHS = 12;

export const wildbook: Format = { shape: 'file', write };

function* write({ tables, season, precision }: FormatInput): Generator<string> {
  const photographs = photographsOf(tables);
  const keyOf = (encounter: EncounterRow) => `${encounter.individualId} ${encounter.eventId}`;
  const widest = Math.max(1, ...[...photographs.values()].map((files) => Math.min(files.length, MOST_PHOTOGRAPHS)));
  const deployments = new Map(tables.deployments.map((row) => [row.id, row]));
  const individuals = new Map(tables.individuals.map((row) => [row.id, row]));
  yield csvLine([
    ...Array.from({ length: widest }, (_, i) => `Encounter.mediaAsset${i}`),
    'Encounter.genus',
    'Encounter.specificEpithet',
    'Encounter.year',
    'Encounter.month',
    'Encounter.day',
    'Encounter.hour',
    'Encounter.minutes',
    'Encounter.decimalLatitude',
    'Encounter.decimalLongitude',
    'Encounter.verbatimLocality',
    'Encounter.sex',
    'Encounter.lifeStage',
    'Encounter.livingStatus',
    'Encounter.alternateID',
    'Encounter.identificationRemarks',
    'Occurrence.occurrenceID',
    'MarkedIndividual.individualID',
    'MarkedIndividual.nickname',
  ]);
  for (const encounter of season.encounters) {
    const individual = individuals.get(encounter.individualId)!;
    const deployment = encounter.deploymentId === null ? undefined : deployments.get(encounter.deploymentId);
    const place = deployment === undefined ? { latitude: null, longitude: null } : tellPosition(deployment, precision);
    const files = (photographs.get(keyOf(encounter)) ?? []).slice(0, MOST_PHOTOGRAPHS);
    const at = Temporal.PlainDateTime.from(encounter.startedAt);
    const cells: Cell[] = [
      ...Array.from({ length: widest }, (_, i) => files[i]),
      ...taxa[encounter.species],
      at.year,
      at.month,
      at.day,
      at.hour,
      at.minute,
      place.latitude,
      place.longitude,
      encounter.locationName,
      individual.sex,
      individual.class,
      individual.status === 'dead' ? 'dead' : 'alive',
      `${encounter.eventId}-${encounter.individualId}`,
      encounter.confirmed > 0 ? 'confirmed by a person' : 'proposed by Herdbook',
      encounter.eventId,
      encounter.individualId,
      encounter.individualName,
    ];
    yield csvLine(cells);
  }
}

/** Files that show an individual in an event, by individual and event. */
function photographsOf(tables: SeasonTables): Map<string, string[]> {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const detections = new Map(tables.detections.map((row) => [row.id, row]));
  const files = new Map<string, string[]>();
  for (const claim of tables.identifications) {
    const detection = detections.get(claim.detectionId);
    const row = detection === undefined ? undefined : media.get(detection.mediaId);
    if (claim.state === 'rejected' || row === undefined) continue;
    const key = `${claim.individualId} ${eventOf(row)}`;
    const list = files.get(key) ?? [];
    const name = publicPath(row).split('/').at(-1)!;
    if (!list.includes(name)) list.push(name);
    files.set(key, list);
  }
  return files;
}
