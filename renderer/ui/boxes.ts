// Where boxes lie on a picture that is shown whole or cut to fill its frame.
import type { Box } from '../../shared/domain/box.ts';
import type { Category, IdentificationState, Species } from '../../shared/domain/words.ts';

/** What drawing a box needs; a Detection and a tile's detection both fit. */
export interface DrawnBox {
  id: string;
  box: readonly [number, number, number, number] | Box;
  category: Category;
  species?: Species | null;
  individualName?: string | null;
  identification?: IdentificationState | null;
}

/**
 * The part of the frame that the whole picture covers, as fractions of the frame; reaches beyond 0–1 where `cover` cuts it.
 * Ratios are width ÷ height.
 */
export function pictureArea(pictureRatio: number, frameRatio: number, fit: 'cover' | 'contain'): Box {
  const wide = pictureRatio > frameRatio;
  if (wide === (fit === 'cover')) {
    const width = pictureRatio / frameRatio;
    return [(1 - width) / 2, 0, width, 1];
  }
  const height = frameRatio / pictureRatio;
  return [0, (1 - height) / 2, 1, height];
}

/** A box of the picture as fractions of the frame. */
export function placeBox(box: readonly [number, number, number, number], area: Box): Box {
  return [area[0] + box[0] * area[2], area[1] + box[1] * area[3], box[2] * area[2], box[3] * area[3]];
}

/** Who is in a box, in words, for labels and screen readers. */
export function boxWords(box: DrawnBox): string {
  if (box.individualName && box.identification !== 'rejected')
    return box.identification === 'proposed' ? `${box.individualName}?` : box.individualName;
  if (box.category !== 'animal') return box.category === 'person' ? 'Person' : 'Vehicle';
  if (box.species === 'deer') return 'Deer';
  if (box.species === 'horse') return 'Horse';
  return 'Animal';
}
