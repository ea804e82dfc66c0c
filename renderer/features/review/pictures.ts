// Which picture stands for a detection: the photograph it is on, so that one can look around the animal; for a video, whose frames have
// no address of their own, the cut-out of its best moment.
import { cropUrl, mediaUrl } from '../../../shared/contract/urls.ts';
import type { Detection, Media } from '../../../shared/domain/media.ts';
import { type Framed, type Placement, sharpWidth } from './geometry.ts';

export interface Shown extends Framed {
  detection: Detection;
  media: Media;
  /** A photograph with surroundings; false for a cut-out. */
  photograph: boolean;
}

export function shownOf(detection: Detection, media: Media): Shown {
  const photograph = media.kind === 'image' && media.width !== null && media.height !== null && media.height > 0;
  return photograph
    ? { detection, media, photograph, ratio: (media.width as number) / (media.height as number), box: detection.box }
    : { detection, media, photograph, ratio: 1, box: [0, 0, 1, 1] };
}

/** The small picture that is there at once, and the sharp one for what is shown. */
export function addresses(shown: Shown, placement: Placement, zoom: number): { quick: string; sharp: string } {
  if (!shown.photograph) return { quick: cropUrl(shown.detection.id), sharp: cropUrl(shown.detection.id, 1024) };
  const width = sharpWidth(shown.ratio * placement.scale * Math.min(zoom, 2), window.devicePixelRatio);
  return { quick: mediaUrl(shown.media.id, 640), sharp: mediaUrl(shown.media.id, width) };
}

const asked = new Set<string>();

/** Has the browser fetch pictures before they are needed. */
export function fetchAhead(urls: readonly string[]): void {
  for (const url of urls) {
    if (asked.has(url)) continue;
    asked.add(url);
    new Image().src = url;
  }
}
