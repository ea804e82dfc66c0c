// The data formats by the kind they are asked for with.
import type { ExportKind } from '../../../../shared/domain/words.ts';
import { camtrapDp } from './camtrap-dp.ts';
import { coco } from './coco.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { megadetector } from './megadetector.ts';
import { secr } from './secr.ts';
import { wildbook } from './wildbook.ts';

export const formats: Record<Exclude<ExportKind, 'pdf' | 'zip'>, Format> = {
  csv,
  'camtrap-dp': camtrapDp,
  megadetector,
  coco,
  wildbook,
  secr,
};
