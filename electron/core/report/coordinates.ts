// How exactly a report says where cameras stand: people who publish the place of a den or a stallion invite visitors.
import type { ExportRequest } from '../../../shared/contract/report.ts';

export type Precision = NonNullable<ExportRequest['coordinates']>;

/** `coarse`: 0.01 degrees, about a kilometre. */
const COARSE_DECIMALS = 2;
/** Metres within which the true place of a coarse position lies: half a hundredth of a degree north and east, rounded up. */
export const COARSE_METRES = 800;

export interface Position {
  latitude: number | null;
  longitude: number | null;
}

/** The position as it may be told; null where it is withheld, or only half of it is known. */
export function tellPosition({ latitude, longitude }: Position, precision: Precision): Position {
  if (precision === 'withheld' || latitude === null || longitude === null) return { latitude: null, longitude: null };
  if (precision === 'exact') return { latitude, longitude };
  return { latitude: Number(latitude.toFixed(COARSE_DECIMALS)), longitude: Number(longitude.toFixed(COARSE_DECIMALS)) };
}
