// How two photographs are laid into their frames so that both animals are drawn equally large, and how looking closer moves both.
// Pictures are measured in picture heights: a photograph is `ratio` wide and 1 high, whatever its pixels.
import type { Box } from '../../../shared/domain/box.ts';

export interface Size {
  width: number;
  height: number;
}

/** What both frames share: how much closer than at first (1), and how far moved, in CSS pixels. */
export interface View {
  zoom: number;
  x: number;
  y: number;
}
export const firstView: View = { zoom: 1, x: 0, y: 0 };

/** What is shown: width ÷ height of the picture, and the animal's box as fractions of it. */
export interface Framed {
  ratio: number;
  box: Box;
}

/** CSS pixels per picture height, and the point (in picture heights) at the middle of the frame. */
export interface Placement {
  scale: number;
  x: number;
  y: number;
}

/** Room left around an animal, as a multiple of its box. */
const ROOM = 1.18;
const CLOSEST = 12;
const FARTHEST = 0.25;

const boxSize = ({ ratio, box }: Framed): Size => ({
  width: Math.max(box[2] * ratio, 0.01),
  height: Math.max(box[3], 0.01),
});

/** The scale at which an animal just fits. */
function fits(framed: Framed, frame: Size): number {
  const { width, height } = boxSize(framed);
  return Math.min(frame.width / (width * ROOM), frame.height / (height * ROOM));
}

/**
 * Placements of all of the pictures in frames of one size: every animal whole, and equally large (as the square root of its box's area),
 * unless one would have to shrink below 60 % of what fits because the other is so much longer.
 */
export function placeAlike(pictures: readonly Framed[], frame: Size): Placement[] {
  const span = (framed: Framed) => Math.sqrt(boxSize(framed).width * boxSize(framed).height);
  const common = Math.min(...pictures.map((framed) => fits(framed, frame) * span(framed)));
  return pictures.map((framed) => {
    const most = fits(framed, frame);
    const scale = Math.max(Math.min(most, common / span(framed)), most * 0.6);
    const [x, y, width, height] = framed.box;
    return {
      scale,
      x: within((x + width / 2) * framed.ratio, framed.ratio, frame.width / scale),
      y: within(y + height / 2, 1, frame.height / scale),
    };
  });
}

/** The middle, moved as little as needed for the picture to fill the frame; the picture's own middle where it is too small to. */
function within(middle: number, length: number, shown: number): number {
  if (length <= shown) return length / 2;
  return Math.min(Math.max(middle, shown / 2), length - shown / 2);
}

/** The whole photograph. */
export const placeWhole = ({ ratio }: Framed, frame: Size): Placement => ({
  scale: Math.min(frame.width / ratio, frame.height),
  x: ratio / 2,
  y: 0.5,
});

/** Left, top, width and height of the picture in CSS pixels, in the frame's coordinates. */
export function lay({ ratio }: Framed, placement: Placement, view: View, frame: Size): Box {
  const scale = placement.scale * view.zoom;
  return [
    frame.width / 2 + view.x - placement.x * scale,
    frame.height / 2 + view.y - placement.y * scale,
    ratio * scale,
    scale,
  ];
}

/** Closer or farther by a factor, keeping what is at a point (CSS pixels from the middle of the frame) where it is. */
export function zoomAt(view: View, factor: number, x = 0, y = 0): View {
  const zoom = Math.min(CLOSEST, Math.max(FARTHEST, view.zoom * factor));
  const by = zoom / view.zoom;
  return { zoom, x: x - (x - view.x) * by, y: y - (y - view.y) * by };
}

/** Widths in which photographs are asked for: few, so that most have been made before. */
const WIDTHS = [640, 1280, 1920, 2560, 3840];

/** The least of a few widths that is sharp at `shown` CSS pixels; undefined (the picture as it is) beyond them. */
export const sharpWidth = (shown: number, density: number): number => {
  const wanted = shown * density * 0.85;
  return WIDTHS.find((width) => width >= wanted) ?? 3840;
};
