// COCO Camera Traps (lila.science/coco-camera-traps): boxes in pixels, events as sequences, for training and for exchange.
import type { SeasonMedia } from '../../../store/report-tables.ts';
import { eventOf, standingClaims } from '../encounters.ts';
import { type Format, type FormatInput, jsonWithList, publicPath } from './format.ts';

const categories = [
  { id: 0, name: 'empty' },
  { id: 1, name: 'deer' },
  { id: 2, name: 'horse' },
  { id: 3, name: 'other animal' },
  { id: 4, name: 'animal' },
  { id: 5, name: 'person' },
  { id: 6, name: 'vehicle' },
];
const species = { deer: 1, horse: 2, other: 3 } as const;

export const coco: Format = { shape: 'file', write };

function write({ tables, season, library, title, version }: FormatInput): Iterable<string> {
  const deployments = new Map(tables.deployments.map((row) => [row.id, row]));
  const sequences = new Map<string, SeasonMedia[]>();
  for (const row of tables.media) sequences.set(eventOf(row), [...(sequences.get(eventOf(row)) ?? []), row]);
  const images = tables.media.map((row) => {
    const sequence = sequences.get(eventOf(row))!;
    return {
      id: row.id,
      file_name: publicPath(row),
      ...(row.width === null || row.height === null ? {} : { width: row.width, height: row.height }),
      datetime: row.capturedAt.slice(0, 19).replace('T', ' '),
      seq_id: eventOf(row),
      seq_num_frames: sequence.length,
      frame_num: sequence.indexOf(row),
      location: row.deploymentId === null ? 'unknown' : (deployments.get(row.deploymentId)?.locationName ?? 'unknown'),
      ...(row.status === 'failed' ? { corrupt: true } : {}),
    };
  });
  const head = {
    info: {
      version: '1.0',
      description: `${title}: ${library}, ${season.from} to ${season.to}`,
      year: Number(season.to.slice(0, 4)),
      contributor: `Herdbook ${version}`,
      date_created: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    },
    categories,
    images,
  };
  return jsonWithList(head, 'annotations', annotations({ tables }));
}

function* annotations({ tables }: Pick<FormatInput, 'tables'>) {
  const media = new Map(tables.media.map((row) => [row.id, row]));
  const names = new Map(tables.individuals.map(({ id, name }) => [id, name]));
  const standing = standingClaims(tables);
  const shown = new Set<string>();
  for (const detection of tables.detections) {
    const row = media.get(detection.mediaId);
    if (row === undefined) continue;
    shown.add(row.id);
    const claim = standing.get(detection.id);
    const [x, y, width, height] = detection.box;
    yield {
      id: detection.id,
      image_id: row.id,
      category_id:
        detection.category === 'person'
          ? 5
          : detection.category === 'vehicle'
            ? 6
            : detection.species === null
              ? 4
              : species[detection.species],
      sequence_level_annotation: false,
      score: detection.confidence,
      ...(row.width === null || row.height === null
        ? {}
        : { bbox: [x * row.width, y * row.height, width * row.width, height * row.height] }),
      ...(claim === undefined
        ? {}
        : {
            individual_id: claim.individualId,
            individual_name: names.get(claim.individualId),
            identification: claim.state,
          }),
    };
  }
  if (tables.scope.species === null)
    for (const row of tables.media)
      if (row.status === 'completed' && !shown.has(row.id))
        yield { id: `${row.id}-empty`, image_id: row.id, category_id: 0, sequence_level_annotation: false };
}
