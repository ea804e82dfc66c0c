// The decoders against an independent decoding of the same networks, written from the models' own descriptions in 64-bit arithmetic
// and without a line in common: pre-processing by hand from the decoded pixels, boxes per anchor, suppression by a sorted list.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { decodePicture } from '../../electron/inference/codec.ts';
import { detect, prepareForDetector } from '../../electron/inference/detector.ts';
import { Sessions } from '../../electron/inference/sessions.ts';
import { shared, sharedMissing } from '../support/shared.ts';
import { describedPack, placePack, temporaryFolder } from './support.ts';

const card = 'cards/bushnell-station-1/DCIM/100EK113';
const names = [
  'horses/images/horse007.jpg',
  'horses/images/horse049.jpg',
  `${card}/EK000037.JPG`,
  `${card}/EK000058.JPG`,
];
type Reference = { x1: number; y1: number; x2: number; y2: number; score: number; kind: string };

async function pixelsFor(path: string, width: number, height: number) {
  const { width: w0, height: h0 } = await sharp(path).metadata();
  const half = Math.max(w0, h0) > 3000 ? 2 : 1;
  const whole = await sharp(path)
    .resize(Math.ceil(w0 / half), Math.ceil(h0 / half), { fit: 'fill', kernel: 'linear' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: whole.info.width, height: whole.info.height, channels: 3 as const } };
  const rgb = await sharp(whole.data, raw).resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  return { rgb, fullWidth: whole.info.width, fullHeight: whole.info.height };
}

function suppress(boxes: Reference[], limit: number): Reference[] {
  const rest = boxes.toSorted((a, b) => b.score - a.score);
  const out: Reference[] = [];
  while (rest.length > 0) {
    const top = rest.shift()!;
    out.push(top);
    for (let i = rest.length - 1; i >= 0; i--) {
      const r = rest[i]!;
      const inter =
        Math.max(0, Math.min(top.x2, r.x2) - Math.max(top.x1, r.x1)) *
        Math.max(0, Math.min(top.y2, r.y2) - Math.max(top.y1, r.y1));
      const union = (top.x2 - top.x1) * (top.y2 - top.y1) + (r.x2 - r.x1) * (r.y2 - r.y1) - inter;
      if (r.kind === top.kind && inter / union > limit) rest.splice(i, 1);
    }
  }
  return out;
}

const kinds = describedPack('yolox-nano-coco').labels.map((label) => label.category);

function bestOf(scoreOf: (index: number) => number): { score: number; kind: string } {
  const ranked = kinds
    .flatMap((kind, i) => (kind === null ? [] : [{ kind, score: scoreOf(i) }]))
    .sort((a, b) => b.score - a.score);
  return ranked[0]!;
}

async function yoloxByHand(path: string): Promise<Reference[]> {
  const { width, height } = await decodePicture(path);
  const ratio = Math.min(416 / width, 416 / height);
  const [w, h] = [Math.floor(width * ratio + 1e-6), Math.floor(height * ratio + 1e-6)];
  const { rgb, fullWidth, fullHeight } = await pixelsFor(path, w, h);
  const blob = new Float32Array(3 * 416 * 416).fill(114);
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) blob[(c * 416 + y) * 416 + x] = rgb[(y * w + x) * 3 + 2 - c]!;
  const session = await InferenceSession.create(shared('weights/yolox_nano.onnx'), {
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
  });
  const { output } = await session.run({ images: new Tensor('float32', blob, [1, 3, 416, 416]) });
  const p = Array.from(output!.data as Float32Array, Number);
  const anchors = [8, 16, 32].flatMap((s) =>
    Array.from({ length: (416 / s) ** 2 }, (_, i) => ({ s, gx: i % (416 / s), gy: Math.floor(i / (416 / s)) })),
  );
  const boxes = anchors.flatMap(({ s, gx, gy }, a) => {
    const row = p.slice(a * 85, a * 85 + 85);
    const best = bestOf((k) => row[4]! * row[5 + k]!);
    if (best.score < 0.3) return [];
    const [cx, cy, bw, bh] = [(row[0]! + gx) * s, (row[1]! + gy) * s, Math.exp(row[2]!) * s, Math.exp(row[3]!) * s];
    return [{ ...best, x1: cx - bw / 2, y1: cy - bh / 2, x2: cx + bw / 2, y2: cy + bh / 2 }];
  });
  return suppress(boxes, 0.45).map((b) => toPhoto(b, 1 / ratio, 1 / ratio, fullWidth, fullHeight));
}

async function nanodetByHand(path: string): Promise<Reference[]> {
  const { rgb, fullWidth, fullHeight } = await pixelsFor(path, 320, 320);
  const [mean, std] = [
    [103.53, 116.28, 123.675],
    [57.375, 57.12, 58.395],
  ];
  const blob = Float32Array.from({ length: 3 * 102_400 }, (_, i) => {
    const c = Math.floor(i / 102_400);
    return (rgb[(i % 102_400) * 3 + 2 - c]! - mean[c]!) / std[c]!;
  });
  const session = await InferenceSession.create(shared('weights/nanodet_m_320.onnx'), {
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
  });
  const out = await session.run({ 'input.1': new Tensor('float32', blob, [1, 3, 320, 320]) });
  const boxes: Reference[] = [];
  for (const s of [8, 16, 32]) {
    const cls = Array.from(out[`cls_pred_stride_${s}`]!.data as Float32Array, Number);
    const dis = Array.from(out[`dis_pred_stride_${s}`]!.data as Float32Array, Number);
    const n = 320 / s;
    for (let a = 0; a < n * n; a++) {
      const best = bestOf((k) => cls[a * 80 + k]!);
      if (best.score < 0.3) continue;
      const sides = [0, 1, 2, 3].map((side) => {
        const e = dis.slice(a * 32 + side * 8, a * 32 + side * 8 + 8).map(Math.exp);
        return (e.reduce((sum, v, bin) => sum + v * bin, 0) / e.reduce((sum, v) => sum + v, 0)) * s;
      });
      const [x, y] = [((a % n) + 0.5) * s - 0.5, (Math.floor(a / n) + 0.5) * s - 0.5];
      const clip = (v: number): number => Math.min(320, Math.max(0, v));
      boxes.push({
        ...best,
        x1: clip(x - sides[0]!),
        y1: clip(y - sides[1]!),
        x2: clip(x + sides[2]!),
        y2: clip(y + sides[3]!),
      });
    }
  }
  return suppress(boxes, 0.6).map((b) => toPhoto(b, fullWidth / 320, fullHeight / 320, fullWidth, fullHeight));
}

function toPhoto(b: Reference, sx: number, sy: number, width: number, height: number): Reference {
  const [clipX, clipY] = [
    (v: number) => Math.min(width, Math.max(0, v)),
    (v: number) => Math.min(height, Math.max(0, v)),
  ];
  return { ...b, x1: clipX(b.x1 * sx), x2: clipX(b.x2 * sx), y1: clipY(b.y1 * sy), y2: clipY(b.y2 * sy) };
}

const folder = temporaryFolder();
for (const [id, byHand] of [
  ['yolox-nano-coco', yoloxByHand],
  ['nanodet-m-coco', nanodetByHand],
] as const) {
  test(`boxes of ${id} agree with an independent decoding within a pixel`, { skip: sharedMissing }, async () => {
    const loaded = await new Sessions(1, ['cpu']).load(placePack(id, folder).folder);
    let compared = 0;
    for (const name of names) {
      const path = join(shared('data'), name);
      const picture = await decodePicture(path);
      const found = await detect(await prepareForDetector(picture, loaded), loaded, 0.3);
      const expected = await byHand(path);
      assert.equal(found.length, expected.length, name);
      for (const [i, { box, confidence, category }] of found.entries()) {
        const want = expected[i]!;
        const [x, y, w, h] = [
          box[0] * picture.width,
          box[1] * picture.height,
          box[2] * picture.width,
          box[3] * picture.height,
        ];
        const apart = Math.max(...[x - want.x1, y - want.y1, x + w - want.x2, y + h - want.y2].map(Math.abs));
        assert.ok(apart < 1, `${name}: ${apart} pixels apart`);
        assert.ok(Math.abs(confidence - want.score) < 1e-3, `${name}: score ${confidence} against ${want.score}`);
        assert.equal(category, want.kind);
        compared++;
      }
    }
    assert.ok(compared >= 3, `only ${compared} boxes were compared`);
  });
}
