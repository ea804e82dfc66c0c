// What can be made, each in a sentence that says for whom.
import {
  IconBox,
  IconBraces,
  IconChartHistogram,
  IconFileTypePdf,
  IconFileZip,
  IconTable,
  IconTableColumn,
  IconTags,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { ExportKind } from '../../../shared/domain/words.ts';

export interface KindWords {
  kind: ExportKind;
  name: string;
  about: string;
  /** On the button. */
  make: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
}

export const mainKinds: KindWords[] = [
  {
    kind: 'pdf',
    name: 'Report (PDF)',
    about: 'A season to hand over: numbers, charts, every individual with its photographs.',
    make: 'Make the report',
    icon: IconFileTypePdf,
  },
  {
    kind: 'zip',
    name: 'Package (ZIP)',
    about: 'The report with its tables and photographs, and a list of hashes to prove them.',
    make: 'Make the package',
    icon: IconFileZip,
  },
  {
    kind: 'csv',
    name: 'Tables (CSV)',
    about: 'Photographs, encounters and individuals for a spreadsheet or R.',
    make: 'Write the tables',
    icon: IconTable,
  },
];

export const furtherKinds: KindWords[] = [
  {
    kind: 'camtrap-dp',
    name: 'Camtrap DP',
    about: 'The exchange format of camera-trap archives, with individuals.',
    make: 'Write Camtrap DP',
    icon: IconBox,
  },
  {
    kind: 'secr',
    name: 'Capture histories',
    about: 'For spatial capture–recapture with secr in R, per flank.',
    make: 'Write capture histories',
    icon: IconChartHistogram,
  },
  {
    kind: 'wildbook',
    name: 'Wildbook sheet',
    about: 'Encounters for Wildbook’s bulk import.',
    make: 'Write the Wildbook sheet',
    icon: IconTableColumn,
  },
  {
    kind: 'coco',
    name: 'COCO Camera Traps',
    about: 'Photographs and boxes for training detectors.',
    make: 'Write COCO',
    icon: IconTags,
  },
  {
    kind: 'megadetector',
    name: 'MegaDetector JSON',
    about: 'Boxes for Timelapse and other tools that read it.',
    make: 'Write MegaDetector JSON',
    icon: IconBraces,
  },
];

const byKind = new Map([...mainKinds, ...furtherKinds].map((words) => [words.kind, words]));
/** Never undefined: every kind of the vocabulary has its words. */
export const kindWords = (kind: ExportKind): KindWords => byKind.get(kind) as KindWords;
