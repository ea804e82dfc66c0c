// Where a media item's thumbnail lies: spread over 256 folders by the last digits of its id, which are random, unlike the first.
import type { MediaId } from '../../../shared/domain/ids.ts';

/** Pixels: the widest picture that the thumbnail answers. */
export const THUMBNAIL_WIDTH = 480;

/** Path relative to the library, with forward slashes. */
export const thumbnailOf = (id: MediaId): string => `thumbnails/${id.slice(-2)}/${id}.jpg`;
