// What a request would contain, before anything is written: counts, and about how large it would be.
import type { ExportPreview, ExportRequest } from '../../../shared/contract/report.ts';
import type { SeasonTables } from '../../store/report-tables.ts';
import { eventOf } from './encounters.ts';

/** Bytes as measured on reports of camera photographs: a photograph 1600 pixels wide, a crop, a block of the PDF, a table row. */
const DOWNSIZED = 260_000;
const CROP = 90_000;
const BLOCK = 130_000;
const ROW = 160;
const BOOK = 600_000;

export function previewSeason(tables: SeasonTables, request: ExportRequest): ExportPreview {
  const { media, detections, individuals, identifications } = tables;
  const rows = (media.length + detections.length + individuals.length * 3 + identifications.length) * ROW;
  const pdf = BOOK + individuals.length * BLOCK;
  const animals = detections.filter(({ category }) => category === 'animal').length;
  const photographs = {
    none: 0,
    crops: animals * CROP,
    downsized: media.filter(({ kind }) => kind === 'image').length * DOWNSIZED,
    originals: media.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  }[request.photographs];
  return {
    photographs: media.filter(({ kind }) => kind === 'image').length,
    events: new Set(media.map(eventOf)).size,
    detections: detections.length,
    individuals: individuals.length,
    estimatedBytes: request.kind === 'pdf' ? pdf : request.kind === 'zip' ? pdf + rows + photographs : rows,
  };
}
