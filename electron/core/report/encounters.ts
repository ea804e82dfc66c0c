// Encounters: one individual in one event. Nothing stores them; they follow from the identifications that stand.
import type { DeploymentId, IndividualId, LocationId } from '../../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import type { SeasonMedia, SeasonTables } from '../../store/report-tables.ts';

export interface EncounterRow {
  individualId: IndividualId;
  individualName: string;
  species: RegisterSpecies;
  /** The event, or the media item where it belongs to none. */
  eventId: string;
  /** First and last photograph of the event that shows the individual; wall time. */
  startedAt: string;
  endedAt: string;
  deploymentId: DeploymentId | null;
  locationId: LocationId | null;
  locationName: string | null;
  detections: number;
  confirmed: number;
  proposed: number;
}

/** What counts as one event: its id, or the media item itself where it belongs to none. */
export const eventOf = (media: Pick<SeasonMedia, 'eventId' | 'id'>): string => media.eventId ?? media.id;

/** Who each detection is held to be, proposed or confirmed; what was rejected, and detections that are nobody, are not in the map. */
export const standingClaims = ({ identifications }: Pick<SeasonTables, 'identifications'>) =>
  new Map(identifications.filter(({ state }) => state !== 'rejected').map((claim) => [claim.detectionId, claim]));

/** All encounters of the tables, by start and then by name. */
export function encountersOf(tables: SeasonTables): EncounterRow[] {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const detections = new Map(tables.detections.map((row) => [row.id, row]));
  const individuals = new Map(tables.individuals.map((row) => [row.id, row]));
  const deployments = new Map(tables.deployments.map((row) => [row.id, row]));
  const found = new Map<string, EncounterRow>();
  for (const claim of tables.identifications) {
    const individual = individuals.get(claim.individualId);
    const detection = detections.get(claim.detectionId);
    const photograph = detection === undefined ? undefined : media.get(detection.mediaId);
    if (claim.state === 'rejected' || individual === undefined || photograph === undefined) continue;
    const eventId = eventOf(photograph);
    const key = `${individual.id} ${eventId}`;
    const deployment = photograph.deploymentId === null ? undefined : deployments.get(photograph.deploymentId);
    const row = found.get(key) ?? {
      individualId: individual.id,
      individualName: individual.name,
      species: individual.species,
      eventId,
      startedAt: photograph.capturedAt,
      endedAt: photograph.capturedAt,
      deploymentId: photograph.deploymentId,
      locationId: deployment?.locationId ?? null,
      locationName: deployment?.locationName ?? null,
      detections: 0,
      confirmed: 0,
      proposed: 0,
    };
    if (photograph.capturedAt < row.startedAt) row.startedAt = photograph.capturedAt;
    if (photograph.capturedAt > row.endedAt) row.endedAt = photograph.capturedAt;
    row.detections++;
    if (claim.state === 'confirmed') row.confirmed++;
    else row.proposed++;
    found.set(key, row);
  }
  return [...found.values()].sort(
    (a, b) =>
      a.startedAt.localeCompare(b.startedAt) ||
      a.individualName.localeCompare(b.individualName) ||
      a.eventId.localeCompare(b.eventId),
  );
}
