// From drawing to photograph: the still scene, shadows, whoever passes and the nearest grass are laid over each other and toned
// like a sensor would see them, with grain, a slightly wandering exposure and, at night, the cone of the infrared lamp.
import sharp, { type Exif } from 'sharp';
import type { Light } from './light.ts';
import { type Chance, chance } from './random.ts';
import { foregroundTop, frame } from './scene.ts';

/** Pixels of a drawn SVG. */
export interface Layer {
  data: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

/** Draws an SVG document to pixels: RGB when `opaque`, else RGBA. */
export async function rasterise(svg: string, opaque: boolean): Promise<Layer> {
  const image = sharp(Buffer.from(svg));
  const { data, info } = await (opaque ? image.flatten().removeAlpha() : image.ensureAlpha())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Smallest rectangle [left, top, right, bottom) of pixels that are more than half opaque; null when there are none. */
export function outline(layer: Layer): [number, number, number, number] | null {
  let [left, top, right, bottom] = [layer.width, layer.height, 0, 0];
  for (let y = 0; y < layer.height; y++) {
    for (let x = 0; x < layer.width; x++) {
      if (layer.data[(y * layer.width + x) * 4 + 3]! <= 127) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return right > left ? [left, top, right, bottom] : null;
}

/** Blends an RGBA layer over RGB pixels of the frame's width. */
export function lay(canvas: Uint8ClampedArray, layer: Layer, left: number, top: number): void {
  const [x0, x1] = [Math.max(0, -left), Math.min(layer.width, frame.width - left)];
  const [y0, y1] = [Math.max(0, -top), Math.min(layer.height, frame.height - top)];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const from = (y * layer.width + x) * 4;
      const alpha = layer.data[from + 3]!;
      if (alpha === 0) continue;
      const to = ((y + top) * frame.width + x + left) * 3;
      for (let c = 0; c < 3; c++) {
        canvas[to + c] = canvas[to + c]! + Math.round(((layer.data[from + c]! - canvas[to + c]!) * alpha) / 255);
      }
    }
  }
}

/** Darkens a soft ellipse on the ground. */
export function castShadow(
  canvas: Uint8ClampedArray,
  x: number,
  y: number,
  rx: number,
  ry: number,
  strength: number,
): void {
  for (let py = Math.max(0, Math.ceil(y - ry)); py <= Math.min(frame.height - 1, y + ry); py++) {
    for (let px = Math.max(0, Math.ceil(x - rx)); px <= Math.min(frame.width - 1, x + rx); px++) {
      const far = Math.hypot((px - x) / rx, (py - y) / ry);
      if (far >= 1) continue;
      const keep = 1 - strength * Math.min(1, (1 - far) * 1.6);
      const at = (py * frame.width + px) * 3;
      for (let c = 0; c < 3; c++) canvas[at + c] = canvas[at + c]! * keep;
    }
  }
}

/** Grain with standard deviation 1, enough of it that its repetition is not seen. */
const grainTable = ((): Float32Array => {
  const luck = chance(0, 'grain');
  return Float32Array.from({ length: 1 << 16 }, () => {
    const spread = Math.sqrt(-2 * Math.log(1 - luck.next()));
    return spread * Math.cos(2 * Math.PI * luck.next());
  });
})();

/** How much of the lamp's light reaches each pixel of an infrared frame, times the lens's vignette. */
const lampTable = ((): Float32Array => {
  const table = new Float32Array(frame.width * frame.height);
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const far = Math.hypot((x - 640) / 820, (y - 640) / 560);
      table[y * frame.width + x] = Math.max(0.1, 1.18 - 0.95 * far * far);
    }
  }
  return table;
})();

/** Tones the finished composition in place: light, lamp, exposure and grain. */
export function expose(canvas: Uint8ClampedArray, light: Light, luck: Chance): void {
  const flicker = luck.between(0.982, 1.018);
  const infrared = light.name === 'infrared';
  const [red, green, blue] = light.tone;
  const gains = [red * flicker, green * flicker, blue * flicker];
  for (let y = 0; y < frame.height - frame.strip; y++) {
    let grain = luck.whole(0, 65535);
    for (let x = 0; x < frame.width; x++) {
      const at = (y * frame.width + x) * 3;
      grain = (grain + 1) & 0xffff;
      const shared = grainTable[grain]! * light.grain;
      if (infrared) {
        const grey = canvas[at]! * 0.32 + canvas[at + 1]! * 0.5 + canvas[at + 2]! * 0.18;
        const value = grey * lampTable[y * frame.width + x]! * gains[0]! + shared + 5;
        canvas[at] = value;
        canvas[at + 1] = value;
        canvas[at + 2] = value;
        continue;
      }
      for (let c = 0; c < 3; c++) {
        const own = grainTable[(grain * 3 + c * 21001) & 0xffff]! * light.grain * 0.45;
        canvas[at + c] = canvas[at + c]! * gains[c]! + shared * 0.8 + own;
      }
    }
  }
}

/** Lays the nearest grass over the frame. */
export const layForeground = (canvas: Uint8ClampedArray, layer: Layer): void => lay(canvas, layer, 0, foregroundTop);

/** Compresses a finished frame to JPEG, with EXIF entries per directory where there are any. */
export async function develop(canvas: Uint8ClampedArray, exif: Exif | null): Promise<Buffer> {
  const image = sharp(canvas, { raw: { width: frame.width, height: frame.height, channels: 3 } });
  const written = exif ? image.withExif(exif) : image;
  return written.jpeg({ quality: 84, chromaSubsampling: '4:2:0' }).toBuffer();
}
