// MegaDetector batch results, format 1.6 (lila.science/megadetector-output-format): what was detected, for Timelapse and the like.
import type { MediaId } from '../../../../shared/domain/ids.ts';
import type { SeasonDetection, SeasonMedia } from '../../../store/report-tables.ts';
import { type Format, type FormatInput, jsonWithList, publicPath } from './format.ts';

const categories = { animal: '1', person: '2', vehicle: '3' } as const;
const species = { deer: '0', horse: '1', other: '2' } as const;
/** Detections on videos are known by their moment; a frame here is a millisecond. */
const FRAMES_PER_SECOND = 1000;

export const megadetector: Format = { shape: 'file', write };

function write({ tables, version }: FormatInput): Iterable<string> {
  const found = new Map<MediaId, SeasonDetection[]>();
  for (const detection of tables.detections)
    found.set(detection.mediaId, [...(found.get(detection.mediaId) ?? []), detection]);
  const sources = new Map<string, number>();
  for (const { source } of tables.detections) sources.set(source, (sources.get(source) ?? 0) + 1);
  const detector = [...sources].sort(([, a], [, b]) => b - a).map(([source]) => source);
  const head = {
    info: {
      format_version: '1.6',
      detector: detector.join(', ') || 'none',
      detection_completion_time: Temporal.Now.plainDateTimeISO('UTC')
        .toString({ smallestUnit: 'second' })
        .replace('T', ' '),
      classifier: `Herdbook ${version}`,
    },
    detection_categories: { '1': 'animal', '2': 'person', '3': 'vehicle' },
    classification_categories: { '0': 'deer', '1': 'horse', '2': 'other animal' },
  };
  return jsonWithList(head, 'images', entries(tables.media, found));
}

function* entries(media: readonly SeasonMedia[], found: ReadonlyMap<MediaId, SeasonDetection[]>) {
  for (const row of media) {
    const file = publicPath(row);
    const detections = found.get(row.id) ?? [];
    if (row.status !== 'completed' && detections.length === 0) {
      yield { file, failure: row.error ?? 'not analysed', detections: null };
      continue;
    }
    const video = row.kind === 'video';
    yield {
      file,
      ...(row.capturedAt === null ? {} : { datetime: row.capturedAt.slice(0, 19).replace('T', ' ') }),
      ...(video
        ? {
            frame_rate: FRAMES_PER_SECOND,
            frames_processed: [...new Set(detections.map(frameOf))].sort((a, b) => a - b),
          }
        : {}),
      detections: detections.map((detection) => ({
        category: categories[detection.category],
        conf: detection.confidence,
        bbox: detection.box,
        ...(video ? { frame_number: frameOf(detection) } : {}),
        ...(detection.species === null
          ? {}
          : { classifications: [[species[detection.species], detection.byPerson ? 1 : detection.confidence]] }),
      })),
    };
  }
}

const frameOf = ({ frameMs }: SeasonDetection): number => Math.max(0, Math.round(frameMs ?? 0));
