// Videos of all containers a trail camera writes, made on the spot and real ones; whole, turned, cut off, and none at all.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { startInference } from '../../electron/inference/supervisor.ts';
import type { AnalyseVideoTask, Inference } from '../../electron/inference/tasks.ts';
import { describeVideo, frameAt, Video } from '../../electron/inference/video.ts';
import { PictureUnreadableError } from '../../shared/errors.ts';
import { shared, sharedMissing } from '../support/shared.ts';
import { makeHorseVideo, makeVideo, plainFrame } from '../support/video.ts';
import { placePack, temporaryFolder } from './support.ts';

const folder = temporaryFolder();
const size = { width: 64, height: 48 };
const colours: [number, number, number][] = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [230, 230, 230],
];

/** Four seconds of five frames each: red, green, blue, white. */
async function fourColours(name: string): Promise<string> {
  const path = join(folder, name);
  const frames = colours.flatMap((colour) =>
    Array.from({ length: 5 }, () => plainFrame(size.width, size.height, colour)),
  );
  await makeVideo({ path, ...size, rate: 5, frames });
  return path;
}

async function framesOf(path: string, choice: Parameters<Video['frames']>[0]) {
  const video = await Video.open(path);
  const frames: { ms: number; width: number; height: number; pixel: number[] }[] = [];
  for await (const { ms, picture } of video.frames(choice)) {
    const middle = (Math.floor(picture.height / 2) * picture.width + Math.floor(picture.width / 2)) * 3;
    frames.push({
      ms,
      width: picture.width,
      height: picture.height,
      pixel: [...picture.data.subarray(middle, middle + 3)],
    });
  }
  const { damaged } = video;
  await video.close();
  return { frames, damaged };
}

const isColour = (pixel: number[], colour: number[]) => pixel.every((value, i) => Math.abs(value - colour[i]!) < 12);

for (const name of ['colours.mp4', 'colours.mov', 'colours.avi', 'colours.mkv', 'colours.asf']) {
  test(`one frame a second of ${name} shows what was there at that second`, async () => {
    const { frames, damaged } = await framesOf(await fourColours(name), { everyMs: 1000 });
    assert.deepEqual(
      frames.map(({ ms }) => ms),
      [0, 1000, 2000, 3000],
    );
    frames.forEach(({ pixel }, i) => {
      assert.ok(isColour(pixel, colours[i]!), `${pixel} at second ${i}`);
    });
    assert.equal(damaged, false);
  });
}

test('a stretch of a video begins and ends where it was asked to', async () => {
  const { frames } = await framesOf(await fourColours('stretch.mp4'), { fromMs: 1400, untilMs: 2600, everyMs: 400 });
  assert.deepEqual(
    frames.map(({ ms }) => ms),
    [1400, 1800, 2200],
  );
});

test('a video says how large, how long and how fast it is', async () => {
  const { width, height, durationMs, frameRate, format, damaged } = await describeVideo(await fourColours('facts.mp4'));
  assert.deepEqual(
    { width, height, durationMs, frameRate, format, damaged },
    { ...size, durationMs: 4000, frameRate: 5, format: 'mov', damaged: false },
  );
});

test('the moment asked for is shown', async () => {
  const { data } = await frameAt(await fourColours('moment.avi'), 2100);
  assert.ok(isColour([...data.subarray(0, 3)], colours[2]!));
});

test('a video filmed with the telephone on its side comes upright', async () => {
  const path = join(folder, 'turned.mp4');
  const half = Buffer.alloc(size.width * size.height * 3);
  for (let i = 0; i < half.length; i += 3) half[i] = (i / 3) % size.width < size.width / 2 ? 220 : 20;
  await makeVideo({ path, ...size, rate: 5, frames: Array.from({ length: 5 }, () => half) });
  turnQuarter(path);
  const { width, height } = await describeVideo(path);
  const picture = await frameAt(path, 0);
  assert.deepEqual([width, height, picture.width, picture.height], [48, 64, 48, 64]);
  // Turned clockwise, the left half is the upper one.
  assert.ok(picture.data[(5 * 48 + 24) * 3]! > 180 && picture.data[(60 * 48 + 24) * 3]! < 60);
});

/** Writes a quarter turn into the track header's matrix (ISO 14496-12, 8.3.2). */
function turnQuarter(path: string): void {
  const bytes = readFileSync(path);
  const matrix = bytes.indexOf('tkhd') + 4 + 40;
  [0, 65_536, 0, -65_536, 0, 0, 48 * 65_536, 0, 0x40000000].forEach((value, i) => {
    bytes.writeInt32BE(value, matrix + i * 4);
  });
  writeFileSync(path, bytes);
}

for (const name of ['cut.avi', 'cut.mkv']) {
  test(`of ${name}, cut off in the middle, the first half is shown and it counts as damaged`, async () => {
    const path = join(folder, name);
    const frames = Array.from({ length: 50 }, (_, i) => noise(320, 240, i));
    await makeVideo({ path, width: 320, height: 240, rate: 5, frames });
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.round(bytes.length * 0.5)));
    const { frames: seen, damaged } = await framesOf(path, { everyMs: 1000 });
    assert.ok(seen.length >= 3 && seen.length <= 6, `${seen.length} frames`);
    assert.equal(damaged, true);
  });
}

function noise(width: number, height: number, seed: number): Buffer {
  let state = seed + 1;
  return Buffer.from(
    Uint8Array.from({ length: width * height * 3 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    }),
  );
}

test('what is no video is refused by its name', async () => {
  const path = join(folder, 'notes.mp4');
  writeFileSync(path, 'not a video');
  await assert.rejects(
    () => describeVideo(path),
    (error) => error instanceof PictureUnreadableError && error.message.startsWith('notes.mp4 is not a video'),
  );
});

describe('looking at videos', () => {
  let inference: Inference;
  before(() => {
    inference = startInference({ workers: 1 });
  });
  after(() => inference.stop());

  const analysis = (path: string, more: Partial<AnalyseVideoTask> = {}): AnalyseVideoTask => ({
    id: basename(path),
    path,
    thumbnailPath: join(folder, `${basename(path)}.jpg`),
    everyMs: 1000,
    maxFrames: 60,
    detectors: [],
    motion: true,
    embedder: null,
    thresholds: { animal: 0.3, person: 0.4, vehicle: 0.4 },
    ...more,
  });

  test('a horse that walks through is found by its movement, described, and cut out', async () => {
    const path = join(folder, 'walk.mp4');
    await makeHorseVideo(path, 8, 5, [{ name: 'Domino', fromSecond: 2, untilSecond: 6, scale: 0.5 }]);
    const { frames } = await inference.analyseVideo(analysis(path, { cropSize: 100 }));
    const withHorse = frames.filter(({ boxes }) => boxes.length > 0);
    assert.deepEqual(
      withHorse.map(({ ms }) => ms),
      [2000, 3000, 4000, 5000, 6000],
    );
    for (const { boxes } of withHorse) {
      assert.deepEqual([boxes.length, boxes[0]!.source, boxes[0]!.feature?.vector.length], [1, 'motion', 256]);
      const { width, height, format } = await sharp(Buffer.from(boxes[0]!.crop!)).metadata();
      assert.deepEqual([width, height, format], [100, 100, 'jpeg']);
    }
  });

  test('the poster is the frame with most animals', async () => {
    const path = join(folder, 'poster.mp4');
    await makeHorseVideo(path, 8, 5, [{ name: 'Domino', fromSecond: 3, untilSecond: 5, scale: 0.5 }]);
    const { thumbnailPath } = analysis(path);
    const { frames } = await inference.analyseVideo(analysis(path));
    const best = frames.find(({ boxes }) => boxes.length > 0)!;
    const shown = await sharp(thumbnailPath!).resize(64, 48).raw().toBuffer();
    const differs = async (ms: number) => {
      const { data, width, height } = await frameAt(path, ms);
      const other = await sharp(data, { raw: { width, height, channels: 3 } })
        .resize(64, 48)
        .raw()
        .toBuffer();
      return shown.reduce((sum, value, i) => sum + Math.abs(value - other[i]!), 0);
    };
    assert.ok((await differs(best.ms)) * 1.5 < (await differs(0)), `${await differs(best.ms)} ${await differs(0)}`);
  });

  test('a long video is covered from end to end by as many frames as were allowed', async () => {
    const path = await fourColours('long.mp4');
    const { frames } = await inference.analyseVideo(analysis(path, { everyMs: 200, maxFrames: 4 }));
    assert.deepEqual(
      frames.map(({ ms }) => ms),
      [0, 1000, 2000, 3000],
    );
  });

  test('a file that is no video is a failure with a sentence, and the next one is looked at', async () => {
    await assert.rejects(inference.analyseVideo(analysis(join(folder, 'notes.mp4'))), PictureUnreadableError);
    const { frames } = await inference.analyseVideo(analysis(await fourColours('next.mp4')));
    assert.equal(frames.length, 4);
  });

  test('a box of a moment of a video can be cut out and described like one of a photograph', async () => {
    const path = await fourColours('crop.mp4');
    const task = { path, frameMs: 1200, box: [0.2, 0.2, 0.5, 0.5] as [number, number, number, number] };
    const { jpeg } = await inference.crop({ ...task, size: 50, quality: 80, maxBytes: 50_000 });
    const { dominant } = await sharp(Buffer.from(jpeg)).stats();
    assert.ok(dominant.g > 150 && dominant.r < 80, JSON.stringify(dominant));
    const [body] = await inference.extractBody({
      path,
      frameMs: 1200,
      boxes: [{ id: 'a', box: task.box }],
      embedder: null,
    });
    assert.equal(body!.vector.length, 256);
  });
});

describe('real videos of trail cameras', { skip: sharedMissing }, () => {
  let inference: Inference;
  before(() => {
    inference = startInference({ workers: 1 });
  });
  after(() => inference.stop());
  const analysis = (path: string): AnalyseVideoTask => ({
    id: 'real',
    path,
    thumbnailPath: join(folder, 'real.jpg'),
    everyMs: 1000,
    maxFrames: 10,
    detectors: [placePack('yolox-nano-coco', folder)],
    motion: true,
    embedder: null,
    thresholds: { animal: 0.3, person: 0.4, vehicle: 0.4 },
  });

  test('MP4, AVI and ASF clips of many cameras are read to their ends', async () => {
    const clips = readdirSync(shared('data/video/zamba-clips'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const facts = await Promise.all(clips.map((path) => inference.describeVideo({ path })));
    assert.ok(clips.length >= 19);
    assert.deepEqual(
      facts.flatMap(({ width, height, durationMs, damaged }, i) =>
        width > 0 && height > 0 && (durationMs ?? 0) > 0 && !damaged ? [] : [clips[i]],
      ),
      [],
    );
  });

  test('the infrared deer of the mixed card is seen in every second of its video', async () => {
    const path = shared('data/cards/deer-mixed/DCIM/100MEDIA/790F5350-C416-48E9-9FAA-ADB61C39FC41.MP4');
    const { frames, infrared, width, height, durationMs } = await inference.analyseVideo(analysis(path));
    assert.deepEqual([infrared, width, height, durationMs], [true, 640, 360, 10_000]);
    assert.equal(frames.length, 10);
    assert.ok(frames.every(({ boxes }) => boxes.some(({ category }) => category === 'animal')));
  });
});
