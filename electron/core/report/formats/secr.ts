// Capture histories for secr (read.capthist with fmt = "trapID", detector = "proximity"): one trap file in metres with usage per day
// as a string of 0 and 1, and one capture file per species and flank, because an animal known from the left alone and one known from
// the right alone may be the same.
import type { SeasonTables } from '../../../store/report-tables.ts';
import { daysBetween } from '../groups.ts';
import type { Season } from '../season.ts';
import { type Format, type FormatFile, type FormatInput, missingPositions } from './format.ts';

/** Metres in a degree of latitude on a sphere of the Earth's mean radius, 6,371,008.8 m. */
const METRES_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;

export const secr: Format = {
  shape: 'tables',
  obstacle(input) {
    if (input.precision !== 'exact')
      return 'Capture histories need the exact coordinates of the cameras. Choose exact ones, or another format.';
    if (input.season.deployments.length === 0)
      return 'Capture histories need at least one camera with photographs in this period.';
    return missingPositions(input, 'secr');
  },
  files: (input) => {
    const traps = trapsOf(input.season);
    return [{ name: 'traps.txt', content: trapFile(input, traps) }, ...captureFiles(input, traps)];
  },
};

interface Trap {
  /** A word without spaces, as secr wants it. */
  code: string;
  name: string;
  /** Metres east and north of the middle of all cameras. */
  x: number;
  y: number;
  /** Days of the period, from 1, on which a camera watched. */
  days: Set<number>;
}

/** One trap per location, by name. */
function trapsOf(season: Season): Map<string, Trap> {
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const north = mean(season.deployments.map(({ latitude }) => latitude!));
  const east = mean(season.deployments.map(({ longitude }) => longitude!));
  const traps = new Map<string, Trap>();
  for (const deployment of season.deployments) {
    const trap = traps.get(deployment.locationId!) ?? {
      code: `T${String(traps.size + 1).padStart(2, '0')}`,
      name: deployment.locationName ?? '',
      x: (deployment.longitude! - east) * METRES_PER_DEGREE * Math.cos((north * Math.PI) / 180),
      y: (deployment.latitude! - north) * METRES_PER_DEGREE,
      days: new Set<number>(),
    };
    const last = daysBetween(season.from, deployment.lastCapture);
    for (let day = daysBetween(season.from, deployment.firstCapture); day <= last; day++) trap.days.add(day);
    traps.set(deployment.locationId!, trap);
  }
  return traps;
}

function* trapFile({ season, library }: FormatInput, traps: ReadonlyMap<string, Trap>): Generator<string> {
  const occasions = daysBetween(season.from, season.to);
  yield `# ${line(library)}, ${season.from} to ${season.to}; one occasion per day, ${occasions} occasions\n`;
  yield '# Positions in metres east and north of the middle of all cameras; then 1 for each day on which a camera watched, else 0\n';
  for (const { code, name } of traps.values()) yield `# ${code} is ${line(name)}\n`;
  yield '# Detector x y usage\n';
  for (const { code, x, y, days } of traps.values()) {
    const usage = Array.from({ length: occasions }, (_, i) => (days.has(i + 1) ? 1 : 0));
    yield `${code} ${x.toFixed(1)} ${y.toFixed(1)} ${usage.join('')}\n`;
  }
}

function captureFiles({ tables, season }: FormatInput, traps: ReadonlyMap<string, Trap>): FormatFile[] {
  const files: FormatFile[] = [];
  for (const species of ['deer', 'horse'] as const)
    for (const flank of ['left', 'right', 'all'] as const) {
      const captures = capturesOf(tables, season, traps, species, flank);
      if (captures.length === 0) continue;
      const about = flank === 'all' ? 'any side shown' : `photographs of the ${flank} flank`;
      files.push({
        name: `captures-${species}-${flank}.txt`,
        content: [
          `# ${species}, ${about}; an individual counts once per trap and day\n# Session ID Occasion Detector\n`,
          ...captures,
        ],
      });
    }
  return files;
}

function capturesOf(
  tables: SeasonTables,
  season: Season,
  traps: ReadonlyMap<string, Trap>,
  species: 'deer' | 'horse',
  flank: 'left' | 'right' | 'all',
): string[] {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const detections = new Map(tables.detections.map((row) => [row.id, row]));
  const deployments = new Map(tables.deployments.map((row) => [row.id, row]));
  const codes = new Map(
    tables.individuals.filter((row) => row.species === species).map((row, i) => [row.id, `${code(row.name)}_${i + 1}`]),
  );
  const days = new Map<string, number>();
  const captures = new Map<string, { animal: string; day: number; trap: string }>();
  for (const claim of tables.identifications) {
    const detection = detections.get(claim.detectionId);
    const animal = codes.get(claim.individualId);
    const row = detection === undefined ? undefined : media.get(detection.mediaId);
    if (claim.state === 'rejected' || detection === undefined || animal === undefined) continue;
    if (flank !== 'all' && detection.flank !== flank) continue;
    const location = row?.deploymentId == null ? null : (deployments.get(row.deploymentId)?.locationId ?? null);
    const trap = location === null ? undefined : traps.get(location);
    if (row === undefined || trap === undefined) continue;
    const date = row.capturedAt.slice(0, 10);
    const day = days.get(date) ?? daysBetween(season.from, date);
    days.set(date, day);
    captures.set(`${animal} ${day} ${trap.code}`, { animal, day, trap: trap.code });
  }
  return [...captures.values()]
    .sort((a, b) => byName.compare(a.animal, b.animal) || a.day - b.day || a.trap.localeCompare(b.trap))
    .map(({ animal, day, trap }) => `1 ${animal} ${day} ${trap}\n`);
}

const byName = new Intl.Collator('en', { numeric: true });

/** A name as one word that secr and R read: letters, digits, points and underscores. */
const code = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9.]+/g, '_')
    .replaceAll(/^_+|_+$/g, '') || 'animal';
const line = (text: string): string => text.replaceAll(/\s+/g, ' ');
