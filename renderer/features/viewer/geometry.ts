// Where a photograph lies on the stage, how it is zoomed, and what dragging does to a box. All in plain numbers: pixels of the stage
// for the view, fractions of the picture for boxes.
import { type Box, clampBox } from '../../../shared/domain/box.ts';

export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
/** `zoom` 1 shows the whole picture; `x`, `y` is the picture's centre relative to the stage's, in pixels. */
export interface View {
  zoom: number;
  x: number;
  y: number;
}
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const wholePicture: View = { zoom: 1, x: 0, y: 0 };
const margin = 12;
const mostZoom = 16;
/** No side of a box is shorter than this fraction of the picture. */
export const leastSide = 0.004;

/** Where the picture lies on the stage. @param ratio width ÷ height of the picture */
export function pictureRect(stage: Size, ratio: number, view: View): Rect {
  const room = { width: Math.max(1, stage.width - 2 * margin), height: Math.max(1, stage.height - 2 * margin) };
  const fitted = Math.min(room.width, room.height * ratio);
  const width = fitted * view.zoom;
  const height = width / ratio;
  return {
    left: stage.width / 2 + view.x - width / 2,
    top: stage.height / 2 + view.y - height / 2,
    width,
    height,
  };
}

/** A picture larger than the stage reaches its edges; a smaller one stays in the middle. */
export function keepInSight(stage: Size, ratio: number, view: View): View {
  const { width, height } = pictureRect(stage, ratio, view);
  const reach = (picture: number, room: number) => Math.max(0, (picture - room) / 2 + margin);
  const limit = (value: number, most: number) => Math.min(Math.max(value, -most), most);
  return {
    zoom: view.zoom,
    x: limit(view.x, reach(width, stage.width)),
    y: limit(view.y, reach(height, stage.height)),
  };
}

/** Zooms by a factor so that what is under `at` (stage pixels) stays under it. */
export function zoomAt(stage: Size, ratio: number, view: View, factor: number, at: Point): View {
  const zoom = Math.min(Math.max(view.zoom * factor, 1), mostZoom);
  const real = zoom / view.zoom;
  const from = { x: at.x - stage.width / 2, y: at.y - stage.height / 2 };
  return keepInSight(stage, ratio, {
    zoom,
    x: from.x - (from.x - view.x) * real,
    y: from.y - (from.y - view.y) * real,
  });
}

/** A point of the stage as fractions of the picture, kept inside it. */
export function toPicture(rect: Rect, at: Point): Point {
  const inside = (value: number) => Math.min(Math.max(value, 0), 1);
  return { x: inside((at.x - rect.left) / rect.width), y: inside((at.y - rect.top) / rect.height) };
}

export function boxBetween(a: Point, b: Point): Box {
  return [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
}

export const largeEnough = (box: Box): boolean => box[2] >= leastSide && box[3] >= leastSide;

/** The part of a box that is held: its middle, or a side or corner named by compass. */
export type Handle = 'move' | 'n' | 's' | 'e' | 'w' | 'nw' | 'ne' | 'sw' | 'se';
export const handles: Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** The box after its handle was dragged by fractions of the picture. Sides may cross; the result is always a box inside the picture. */
export function dragBox([x, y, w, h]: Box, handle: Handle, dx: number, dy: number): Box {
  if (handle === 'move') {
    const left = Math.min(Math.max(x + dx, 0), 1 - w);
    const top = Math.min(Math.max(y + dy, 0), 1 - h);
    return [left, top, w, h];
  }
  const left = handle.includes('w') ? x + dx : x;
  const right = handle.includes('e') ? x + w + dx : x + w;
  const top = handle.includes('n') ? y + dy : y;
  const bottom = handle.includes('s') ? y + h + dy : y + h;
  const dragged = clampBox(boxBetween({ x: left, y: top }, { x: right, y: bottom }));
  return [dragged[0], dragged[1], Math.max(dragged[2], leastSide), Math.max(dragged[3], leastSide)];
}
