// Every number that a report prints, computed once from the tables, so that PDF and CSV cannot disagree. Pure.
import type { Category, GroupBy, Species } from '../../../shared/domain/words.ts';
import type { SeasonDeployment, SeasonIndividual, SeasonMedia, SeasonTables } from '../../store/report-tables.ts';
import { type EncounterRow, encountersOf, eventOf } from './encounters.ts';
import { daysBetween, type Group, groupOf, groupsOf } from './groups.ts';

export interface PlaceEffort {
  /** Null: photographs that nobody gave a location. */
  name: string | null;
  deployments: number;
  /** Sum over its deployments of the days from first to last capture within the period, both counted. */
  cameraDays: number;
  media: number;
  encounters: number;
  individuals: number;
  firstCapture: string;
  lastCapture: string;
}

export interface GroupNumbers extends Group {
  media: number;
  events: number;
  encounters: number;
  individuals: number;
}

export interface SpeciesNumbers {
  /** Null: an animal whose species nobody and nothing said. */
  species: Species | null;
  detections: number;
  events: number;
  individuals: number;
  encounters: number;
  /** Events by the hour of the first photograph showing the species; 24 counts by the cameras' clocks. */
  hours: number[];
}

export interface Profile {
  individual: SeasonIndividual;
  firstSeen: string;
  lastSeen: string;
  photographs: number;
  confirmed: number;
  proposed: number;
  places: { name: string | null; encounters: number }[];
  encounters: EncounterRow[];
}

export interface Season {
  from: string;
  to: string;
  groupBy: GroupBy;
  photographs: number;
  videos: number;
  events: number;
  cameraDays: number;
  deployments: (SeasonDeployment & { cameraDays: number })[];
  places: PlaceEffort[];
  detections: Record<Category, number>;
  species: SpeciesNumbers[];
  individuals: number;
  encounters: EncounterRow[];
  /** Detections whose identity a person confirmed, or the program proposes. */
  identities: { confirmed: number; proposed: number; rejected: number };
  /** Who decided, and how often; most first. */
  deciders: { person: string; confirmed: number; rejected: number }[];
  groups: GroupNumbers[];
  /** By species and name. */
  profiles: Profile[];
}

export function computeSeason(tables: SeasonTables, groupBy: GroupBy): Season {
  const { scope, media } = tables;
  const encounters = encountersOf(tables);
  const deployments = tables.deployments.map((deployment) => ({
    ...deployment,
    cameraDays: daysBetween(deployment.firstCapture, deployment.lastCapture),
  }));
  const category = (name: Category) => tables.detections.filter((detection) => detection.category === name).length;
  const claims = (state: string) => tables.identifications.filter((claim) => claim.state === state).length;
  return {
    from: scope.from,
    to: scope.to,
    groupBy,
    photographs: media.filter(({ kind }) => kind === 'image').length,
    videos: media.filter(({ kind }) => kind === 'video').length,
    events: new Set(media.map(eventOf)).size,
    cameraDays: sum(deployments.map(({ cameraDays }) => cameraDays)),
    deployments,
    places: placesOf(deployments, encounters),
    detections: { animal: category('animal'), person: category('person'), vehicle: category('vehicle') },
    species: speciesOf(tables, encounters),
    individuals: tables.individuals.length,
    encounters,
    identities: { confirmed: claims('confirmed'), proposed: claims('proposed'), rejected: claims('rejected') },
    deciders: decidersOf(tables),
    groups: groupNumbers(tables, encounters, groupBy),
    profiles: profilesOf(tables, encounters),
  };
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);

function listBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
  const lists = new Map<K, T[]>();
  for (const row of rows) {
    const list = lists.get(key(row));
    if (list === undefined) lists.set(key(row), [row]);
    else list.push(row);
  }
  return lists;
}

function placesOf(deployments: Season['deployments'], encounters: EncounterRow[]): PlaceEffort[] {
  const met = listBy(encounters, ({ locationName }) => locationName);
  return [...listBy(deployments, ({ locationName }) => locationName)].map(([name, here]) => ({
    name,
    deployments: here.length,
    cameraDays: sum(here.map(({ cameraDays }) => cameraDays)),
    media: sum(here.map((deployment) => deployment.media)),
    encounters: met.get(name)?.length ?? 0,
    individuals: new Set(met.get(name)?.map(({ individualId }) => individualId)).size,
    firstCapture: here.map(({ firstCapture }) => firstCapture).sort()[0]!,
    lastCapture: here
      .map(({ lastCapture }) => lastCapture)
      .sort()
      .at(-1)!,
  }));
}

function speciesOf(tables: SeasonTables, encounters: EncounterRow[]): SpeciesNumbers[] {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const animals = tables.detections.filter(({ category }) => category === 'animal');
  const known: (Species | null)[] = ['deer', 'horse', 'other', null];
  return known
    .map((species): SpeciesNumbers => {
      const shown = animals.filter((detection) => detection.species === species);
      const firsts = new Map<string, string>();
      for (const { mediaId } of shown) {
        const photograph = media.get(mediaId);
        if (photograph === undefined) continue;
        const event = eventOf(photograph);
        const first = firsts.get(event);
        if (first === undefined || photograph.capturedAt < first) firsts.set(event, photograph.capturedAt);
      }
      const hours = new Array<number>(24).fill(0);
      for (const first of firsts.values()) hours[Number(first.slice(11, 13))]! += 1;
      return {
        species,
        detections: shown.length,
        events: firsts.size,
        individuals: tables.individuals.filter((individual) => individual.species === species).length,
        encounters: encounters.filter((encounter) => encounter.species === species).length,
        hours,
      };
    })
    .filter(({ detections, individuals }) => detections > 0 || individuals > 0);
}

function decidersOf(tables: SeasonTables): Season['deciders'] {
  const decided = tables.identifications.filter(({ decidedBy }) => decidedBy !== null);
  return [...listBy(decided, ({ decidedBy }) => decidedBy!)]
    .map(([person, claims]) => ({
      person,
      confirmed: claims.filter(({ state }) => state === 'confirmed').length,
      rejected: claims.filter(({ state }) => state === 'rejected').length,
    }))
    .sort((a, b) => b.confirmed + b.rejected - a.confirmed - a.rejected || a.person.localeCompare(b.person));
}

function groupNumbers(tables: SeasonTables, encounters: EncounterRow[], by: GroupBy): GroupNumbers[] {
  const keys = new Map<string, string>();
  const keyOf = (wallTime: string): string => {
    const day = wallTime.slice(0, 10);
    const key = keys.get(day) ?? groupOf(Temporal.PlainDate.from(day), by).key;
    keys.set(day, key);
    return key;
  };
  const media = listBy(tables.media, ({ capturedAt }) => keyOf(capturedAt));
  const firstOfEvent = new Map<string, SeasonMedia>();
  for (const row of tables.media) if (!firstOfEvent.has(eventOf(row))) firstOfEvent.set(eventOf(row), row);
  const events = listBy([...firstOfEvent.values()], ({ capturedAt }) => keyOf(capturedAt));
  const met = listBy(encounters, ({ startedAt }) => keyOf(startedAt));
  return groupsOf(tables.scope.from, tables.scope.to, by).map((group) => ({
    ...group,
    media: media.get(group.key)?.length ?? 0,
    events: events.get(group.key)?.length ?? 0,
    encounters: met.get(group.key)?.length ?? 0,
    individuals: new Set(met.get(group.key)?.map(({ individualId }) => individualId)).size,
  }));
}

function profilesOf(tables: SeasonTables, encounters: EncounterRow[]): Profile[] {
  const met = listBy(encounters, ({ individualId }) => individualId);
  const mediaOf = new Map(tables.detections.map(({ id, mediaId }) => [id, mediaId]));
  const standing = tables.identifications.filter(({ state }) => state !== 'rejected');
  const claims = listBy(standing, ({ individualId }) => individualId);
  return tables.individuals.map((individual) => {
    const mine = met.get(individual.id) ?? [];
    const identified = claims.get(individual.id) ?? [];
    return {
      individual,
      firstSeen: mine.map(({ startedAt }) => startedAt).sort()[0]!,
      lastSeen: mine
        .map(({ endedAt }) => endedAt)
        .sort()
        .at(-1)!,
      photographs: new Set(identified.map(({ detectionId }) => mediaOf.get(detectionId))).size,
      confirmed: identified.filter(({ state }) => state === 'confirmed').length,
      proposed: identified.filter(({ state }) => state === 'proposed').length,
      places: [...listBy(mine, ({ locationName }) => locationName)]
        .map(([name, here]) => ({ name, encounters: here.length }))
        .sort((a, b) => b.encounters - a.encounters || (a.name ?? '').localeCompare(b.name ?? '')),
      encounters: mine,
    };
  });
}
