// Small videos made on the spot: coloured frames for tests of decoding, and a meadow through which drawn horses walk, each with its own
// coat, for tests of who is who.
import { Encoder, Muxer, Scaler } from 'node-av/api';
import {
  AV_LOG_FATAL,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_LIBX264,
  FF_ENCODER_MJPEG,
} from 'node-av/constants';
import { Frame, Log } from 'node-av/lib';
import sharp from 'sharp';
import { canvas as animalCanvas, drawAnimal } from '../../electron/inference/sample/animal.ts';
import { foundHerd } from '../../electron/inference/sample/individuals.ts';
import { lightOf } from '../../electron/inference/sample/light.ts';
import { rasterise } from '../../electron/inference/sample/photograph.ts';
import { drawScene } from '../../electron/inference/sample/scene.ts';

export interface VideoToMake {
  path: string;
  width: number;
  height: number;
  /** Frames per second. */
  rate: number;
  /** RGB pixels of each frame, drawn when it is its turn. */
  frames: Iterable<Buffer | Promise<Buffer>> | AsyncIterable<Buffer>;
}

Log.setLevel(AV_LOG_FATAL);

/** Motion JPEG for `.avi`, H.264 with one key frame a second for anything else. */
export async function makeVideo({ path, width, height, rate, frames }: VideoToMake): Promise<void> {
  const timeBase = { num: 1, den: rate };
  const codec = path.endsWith('.avi') ? FF_ENCODER_MJPEG : FF_ENCODER_LIBX264;
  const encoder = await Encoder.create(codec, { bitrate: '3M', gopSize: rate, maxBFrames: 0, autoFormat: true });
  const muxer = await Muxer.open(path);
  const stream = muxer.addStream(encoder);
  const scaler = new Scaler();
  let pts = 0n;
  for await (const pixels of frames) {
    const drawn = Frame.fromVideoBuffer(pixels, { width, height, format: AV_PIX_FMT_RGB24, timeBase, pts });
    // Motion JPEG brings RGB into its own kind of YUV; H.264 would keep it whole, which few players can show.
    const planes = codec === FF_ENCODER_MJPEG ? null : await scaler.toBuffer(drawn, { format: 'yuv420p' });
    const frame =
      planes === null
        ? drawn
        : Frame.fromVideoBuffer(planes, { width, height, format: AV_PIX_FMT_YUV420P, timeBase, pts });
    for (const packet of await encoder.encodeAll(frame)) await muxer.writePacket(packet, stream);
    frame.free();
    if (frame !== drawn) drawn.free();
    pts++;
  }
  for (const packet of await encoder.encodeAll(null)) await muxer.writePacket(packet, stream);
  scaler.close();
  encoder.close();
  await muxer.close();
}

/** One colour. */
export const plainFrame = (width: number, height: number, colour: [number, number, number]): Buffer => {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colour[i % 3]!;
  return pixels;
};

export interface Walk {
  /** A horse of the sample herd: Amber, Basalt, Cirrus, Domino. */
  name: string;
  /** Seconds at which it enters at one side and leaves at the other. */
  fromSecond: number;
  untilSecond: number;
  flank?: 'left' | 'right';
  /** Distance of the hooves from the top of the frame, in pixels of 480. */
  lane?: number;
  /** How large against its usual size, which is half as wide as the frame. */
  scale?: number;
}

const size = { width: 640, height: 480 };

/** A meadow by day, 640 × 480, with horses walking through it. */
export async function makeHorseVideo(path: string, seconds: number, rate: number, walks: readonly Walk[]) {
  const light = lightOf('day', 0.3);
  const scene = await rasterise(drawScene({ location: 'River bend', light, seed: 5, event: 'stream' }), true);
  const empty = await sharp(scene.data, { raw: { width: scene.width, height: scene.height, channels: 3 } })
    .resize(size.width, size.height)
    .raw()
    .toBuffer();
  const herd = foundHerd(5);
  const draw = async (second: number): Promise<Buffer> => {
    const layers = [];
    for (const walk of walks) {
      if (second < walk.fromSecond || second > walk.untilSecond) continue;
      const share = (second - walk.fromSecond) / (walk.untilSecond - walk.fromSecond);
      layers.push(await horse(herd.find(({ name }) => name === walk.name)!, walk, share));
    }
    return sharp(empty, { raw: { ...size, channels: 3 } })
      .composite(layers)
      .removeAlpha()
      .raw()
      .toBuffer();
  };
  await makeVideo({
    path,
    ...size,
    rate,
    frames: Array.from({ length: seconds * rate }, (_, i) => i / rate).map(draw),
  });
}

async function horse(
  individual: ReturnType<typeof foundHerd>[number],
  { flank = 'right', lane = 400, scale = 1 }: Walk,
  share: number,
): Promise<{ input: Buffer; left: number; top: number }> {
  const unit = 1.1 * individual.size * scale;
  const svg = drawAnimal(individual, { carriage: 'walking', step: (share * 6) % 1 }, flank, unit, {
    seed: 5,
    infrared: false,
  });
  const across = (animalCanvas.right - animalCanvas.left) * unit;
  const reach = size.width - across * 0.9;
  const way = flank === 'right' ? share : 1 - share;
  const left = Math.round(-across * 0.05 + way * reach);
  const top = Math.round(lane - animalCanvas.top * unit);
  const layer = await sharp(Buffer.from(svg)).png().toBuffer();
  return { input: await cut(layer, left, top), left: Math.max(0, left), top: Math.max(0, top) };
}

/** What of a layer lies inside the frame: sharp refuses to lay anything larger. */
async function cut(layer: Buffer, left: number, top: number): Promise<Buffer> {
  const { width, height } = await sharp(layer).metadata();
  const [x, y] = [Math.max(0, -left), Math.max(0, -top)];
  const part = {
    left: x,
    top: y,
    width: Math.min(width - x, size.width - Math.max(0, left)),
    height: Math.min(height - y, size.height - Math.max(0, top)),
  };
  return sharp(layer).extract(part).png().toBuffer();
}
