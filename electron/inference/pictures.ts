// Pictures for people: crops and renderings, upright, without metadata, people blurred where asked.
import type { Box } from '../../shared/domain/box.ts';
import { clampBox } from '../../shared/domain/box.ts';
import { asSharp, decodePicture, fitWidth, type Picture, type Pixels } from './codec.ts';
import { embedBodies } from './embedder.ts';
import { looksInfrared } from './features/infrared.ts';
import type { Sessions } from './sessions.ts';
import type { CropAnswer, CropTask, ExtractBodyTask, ExtractedBody, RenderAnswer, RenderTask } from './tasks.ts';

/** Pixels of a box, whole and inside the picture. */
function pixelsOf(box: Box, { width, height }: Pixels) {
  const [x, y, w, h] = clampBox(box);
  const left = Math.min(width - 1, Math.round(x * width));
  const top = Math.min(height - 1, Math.round(y * height));
  const right = Math.max(left + 1, Math.min(width, Math.round((x + w) * width)));
  const bottom = Math.max(top + 1, Math.min(height, Math.round((y + h) * height)));
  return { left, top, width: right - left, height: bottom - top };
}

/** The picture with the boxes made unrecognisable: coarse mosaic (12 cells on the longer side), then smoothed. */
async function blurred(picture: Picture, boxes: readonly Box[]): Promise<Picture> {
  if (boxes.length === 0) return picture;
  const data = Buffer.from(picture.data);
  for (const box of boxes) {
    const part = pixelsOf(box, picture);
    const cell = Math.max(part.width, part.height) / 12;
    const [columns, rows] = [Math.max(1, Math.round(part.width / cell)), Math.max(1, Math.round(part.height / cell))];
    const mosaic = await asSharp(picture)
      .extract(part)
      .resize(columns, rows, { fit: 'fill', kernel: 'linear' })
      .raw()
      .toBuffer();
    const patch = await asSharp({ data: mosaic, width: columns, height: rows })
      .resize(part.width, part.height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    for (let y = 0; y < part.height; y++) {
      data.set(
        patch.subarray(y * part.width * 3, (y + 1) * part.width * 3),
        ((part.top + y) * picture.width + part.left) * 3,
      );
    }
  }
  return { ...picture, data };
}

/** Encodes as JPEG, with less quality until it is no larger than `maxBytes`, or quality 20 is reached. */
async function withinBytes(
  pipeline: ReturnType<typeof asSharp>,
  quality: number,
  maxBytes: number,
): Promise<CropAnswer> {
  const { data, info } = await pipeline.clone().jpeg({ quality }).toBuffer({ resolveWithObject: true });
  if (data.length <= maxBytes || quality <= 20) return { jpeg: data, width: info.width, height: info.height };
  return withinBytes(pipeline, Math.max(20, quality - 15), maxBytes);
}

/** The photograph, or the moment of a video. */
async function pictureOf(path: string, frameMs: number | undefined): Promise<Picture> {
  if (frameMs === undefined) return decodePicture(path);
  // FFmpeg is loaded only by workers that are given a video.
  const { frameAt } = await import('./video.ts');
  return frameAt(path, frameMs);
}

/** A box of a photograph or of a moment of a video as JPEG. */
export async function cropPicture(task: CropTask): Promise<CropAnswer> {
  return cropPixels(await blurred(await pictureOf(task.path, task.frameMs), task.blur ?? []), task);
}

/** A box of a picture as JPEG. `cover` shows more surroundings rather than cut the animal: the square is grown, then cut. */
export function cropPixels(
  picture: Picture,
  { box, size, fit = 'cover', quality, maxBytes }: Pick<CropTask, 'box' | 'size' | 'fit' | 'quality' | 'maxBytes'>,
): Promise<CropAnswer> {
  const part = pixelsOf(box, picture);
  if (fit === 'contain') {
    const pipeline = asSharp(picture).extract(part).resize(size, size, { fit: 'inside', withoutEnlargement: true });
    return withinBytes(pipeline, quality, maxBytes);
  }
  const pipeline = asSharp(picture).extract(squareAround(part, picture)).resize(size, size, { fit: 'cover' });
  return withinBytes(pipeline, quality, maxBytes);
}

/** The square around a box, moved and, where the picture is too small, shrunk to stay inside it. */
function squareAround(part: { left: number; top: number; width: number; height: number }, { width, height }: Pixels) {
  const side = Math.min(Math.max(part.width, part.height), width, height);
  const left = Math.round(Math.min(Math.max(0, part.left + part.width / 2 - side / 2), width - side));
  const top = Math.round(Math.min(Math.max(0, part.top + part.height / 2 - side / 2), height - side));
  return { left, top, width: side, height: side };
}

/** The whole picture, at most `width` pixels wide. */
export async function renderPicture({
  path,
  frameMs,
  width,
  quality = 82,
  blur = [],
  format = 'jpeg',
}: RenderTask): Promise<RenderAnswer> {
  const picture = await fitWidth(await blurred(await pictureOf(path, frameMs), blur), width);
  const pipeline = format === 'webp' ? asSharp(picture).webp({ quality }) : asSharp(picture).jpeg({ quality });
  return { jpeg: await pipeline.toBuffer(), width: picture.width, height: picture.height };
}

/** Body vectors of boxes of one photograph, in their order. */
export async function extractBody(
  { path, frameMs, boxes, embedder }: ExtractBodyTask,
  sessions: Sessions,
): Promise<ExtractedBody[]> {
  const loaded = embedder === null ? null : await sessions.load(embedder.folder);
  const picture = await pictureOf(path, frameMs);
  const infrared = looksInfrared(await fitWidth(picture, 480));
  const features = await embedBodies(
    picture,
    boxes.map(({ box }) => box),
    infrared,
    loaded,
  );
  return features.map((feature, i) => ({ id: boxes[i]!.id, ...feature }));
}
