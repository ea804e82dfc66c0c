// From pixels to a network's input tensor, and from the network's coordinates back to fractions of the photograph. Other ports
// of well-known detectors lost animals by getting this step wrong, so the placing of the picture is one value (`Placement`)
// that both directions share.
import type { Box } from '../../shared/domain/box.ts';
import { clampBox } from '../../shared/domain/box.ts';
import type { PackInput } from '../../shared/domain/pack.ts';
import { cutPixels, type Pixels, resizePixels } from './codec.ts';

/** Where a source rectangle (pixels of the picture) lies in the network's input (pixels): input = (source − from) × scale + offset. */
export interface Placement {
  fromX: number;
  fromY: number;
  scaleX: number;
  scaleY: number;
  offsetX: number;
  offsetY: number;
  /** Pixels the picture covers in the input. */
  width: number;
  height: number;
}

/** How a picture of the given size is laid into the input of a pack. */
export function placePicture(width: number, height: number, input: PackInput): Placement {
  if (input.fit === 'stretch') {
    const whole = { fromX: 0, fromY: 0, offsetX: 0, offsetY: 0, width: input.width, height: input.height };
    return { ...whole, scaleX: input.width / width, scaleY: input.height / height };
  }
  if (input.fit === 'crop') {
    const scale = Math.max(input.width / width, input.height / height);
    const [sourceWidth, sourceHeight] = [
      Math.min(width, Math.round(input.width / scale)),
      Math.min(height, Math.round(input.height / scale)),
    ];
    return {
      fromX: Math.floor((width - sourceWidth) / 2),
      fromY: Math.floor((height - sourceHeight) / 2),
      scaleX: input.width / sourceWidth,
      scaleY: input.height / sourceHeight,
      offsetX: 0,
      offsetY: 0,
      width: input.width,
      height: input.height,
    };
  }
  const scale = Math.min(input.width / width, input.height / height);
  // Truncated for top-left (as YOLOX does), rounded for centred (as YOLOv5 does).
  const whole = input.anchor === 'top-left' ? Math.trunc : Math.round;
  const covered = {
    width: Math.max(1, whole(width * scale + 1e-6)),
    height: Math.max(1, whole(height * scale + 1e-6)),
  };
  const centred = input.anchor === 'centre';
  return {
    fromX: 0,
    fromY: 0,
    scaleX: scale,
    scaleY: scale,
    // Half a spare pixel goes below and right, as in the reference implementation.
    offsetX: centred ? Math.round((input.width - covered.width) / 2 - 0.1) : 0,
    offsetY: centred ? Math.round((input.height - covered.height) / 2 - 0.1) : 0,
    ...covered,
  };
}

/** The resized pixels that `fillTensor` lays into the input. */
export function fitPicture(picture: Pixels, input: PackInput, placement: Placement): Promise<Pixels> {
  if (input.fit !== 'crop') return resizePixels(picture, placement.width, placement.height);
  const part = {
    left: placement.fromX,
    top: placement.fromY,
    width: Math.round(input.width / placement.scaleX),
    height: Math.round(input.height / placement.scaleY),
  };
  return cutPixels(picture, part, placement.width, placement.height);
}

/** Values per picture in the input tensor. */
export const tensorLength = (input: PackInput): number => 3 * input.width * input.height;

/** An input tensor for a number of pictures, laid one after another. */
export function emptyTensor(input: PackInput, pictures: number): Float32Array | Uint8Array {
  const length = pictures * tensorLength(input);
  return input.type === 'uint8' ? new Uint8Array(length) : new Float32Array(length);
}

/**
 * Writes one picture into `tensor` from `start`: `(pixel × scale − mean) ÷ std`, channels in the pack's order and layout,
 * the pack's grey around it.
 */
export function fillTensor(
  tensor: Float32Array | Uint8Array,
  start: number,
  pixels: Pixels,
  input: PackInput,
  placement: Pick<Placement, 'offsetX' | 'offsetY'>,
): void {
  const plane = input.width * input.height;
  const [channelStep, pixelStep] = input.layout === 'NCHW' ? [plane, 1] : [1, 3];
  const { data, width, height } = pixels;
  const table = new Float32Array(256);
  for (let channel = 0; channel < 3; channel++) {
    const source = input.colour === 'RGB' ? channel : 2 - channel;
    const toInput = (pixel: number): number => (pixel * input.scale - input.mean[channel]!) / input.std[channel]!;
    for (let pixel = 0; pixel < 256; pixel++) table[pixel] = toInput(pixel);
    const base = start + channel * channelStep;
    if (width < input.width || height < input.height) {
      const padding = toInput(input.pad);
      for (let i = 0; i < plane; i++) tensor[base + i * pixelStep] = padding;
    }
    for (let y = 0; y < height; y++) {
      let to = base + ((y + placement.offsetY) * input.width + placement.offsetX) * pixelStep;
      let from = y * width * 3 + source;
      for (let x = 0; x < width; x++, to += pixelStep, from += 3) tensor[to] = table[data[from]!]!;
    }
  }
}

/** Corners in the network's input pixels → box as fractions of the picture. */
export function boxToFractions(
  [left, top, right, bottom]: readonly [number, number, number, number],
  placement: Placement,
  picture: { width: number; height: number },
): Box {
  const x = ((left - placement.offsetX) / placement.scaleX + placement.fromX) / picture.width;
  const y = ((top - placement.offsetY) / placement.scaleY + placement.fromY) / picture.height;
  const width = (right - left) / placement.scaleX / picture.width;
  const height = (bottom - top) / placement.scaleY / picture.height;
  return clampBox([x, y, width, height]);
}
