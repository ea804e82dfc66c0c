// What a request, whose rules hold, asks for in the program's own terms.
import type { ExportRequest } from '../../../shared/contract/report.ts';
import type { LocationId } from '../../../shared/domain/ids.ts';
import type { GroupBy } from '../../../shared/domain/words.ts';
import type { SeasonScope } from '../../store/report-tables.ts';

/** What part of the catalogue it is about. */
export function scopeOf(request: ExportRequest): SeasonScope {
  const { startDate, endDate, species, locationIds } = request;
  return {
    from: startDate,
    to: endDate,
    species: species ?? null,
    locationIds: locationIds === undefined || locationIds.length === 0 ? null : (locationIds as LocationId[]),
  };
}

export const groupByOf = (request: ExportRequest): GroupBy => request.groupBy as GroupBy;

const kindNames: Record<ExportRequest['kind'], string> = {
  pdf: 'Report (PDF)',
  zip: 'Season package (ZIP)',
  csv: 'Tables (CSV)',
  'camtrap-dp': 'Camtrap DP',
  megadetector: 'MegaDetector JSON',
  coco: 'COCO Camera Traps',
  wildbook: 'Wildbook sheet',
  secr: 'Capture histories (secr)',
};

/** Name of the job. */
export const titleOf = ({ kind, startDate, endDate }: ExportRequest): string =>
  `${kindNames[kind]}, ${startDate} to ${endDate}`;
