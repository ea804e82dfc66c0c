// Photographs per second of analysis with the YOLOX-nano pack, as a ratio to decoding plus inference alone in the same run: full-size
// decode and one run of the network per photograph, two photographs under way at a time, nothing else done.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import sharp from 'sharp';
import { startCore } from '../electron/core/core.ts';
import { createLibrary } from '../electron/core/library.ts';
import { report, round, scratch, seconds, WEIGHTS, writePhotographs } from './photographs.ts';

const COUNT = Number(process.env.BENCH_PHOTOGRAPHS ?? 120);
const MODEL = join(WEIGHTS, 'yolox_nano.onnx');
const SIDE = 416;

if (!existsSync(MODEL)) {
  console.log('analyse: needs ../shared/weights/yolox_nano.onnx, which is not on this machine; not measured.');
  process.exit(0);
}

const decode = (path: string) => sharp(path).rotate().raw().toBuffer();
const blank = { images: new ort.Tensor('float32', new Float32Array(3 * SIDE * SIDE), [1, 3, SIDE, SIDE]) };

async function alone(paths: string[], options: { decode: boolean; infer: boolean }): Promise<number> {
  const session = await ort.InferenceSession.create(MODEL, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  await session.run(blank);
  return seconds(async () => {
    const rest = paths.values();
    const turn = async () => {
      for (const path of rest) {
        if (options.decode) await decode(path);
        if (options.infer) await session.run(blank);
      }
    };
    // Two photographs under way keep both the decoder's threads and the network's thread busy.
    await Promise.all([turn(), turn()]);
  });
}

async function analysing(source: string, folder: string, home: string): Promise<{ spent: number; detections: number }> {
  await createLibrary(folder);
  const core = await startCore({ environment: { ...process.env, HERDBOOK_HOME: home } });
  await core.open(folder);
  const client = core.client();
  await client.call('models.install', { path: MODEL });
  const stored = await client.call('import.start', { paths: [source], mode: 'reference', analyse: false });
  const { jobs } = core.house.library();
  await jobs.finished(stored.jobId);
  const spent = await seconds(async () => {
    const { jobId } = await client.call('analyse.start', {});
    const job = await jobs.finished(jobId);
    if (job.state !== 'completed') throw new Error(job.error ?? job.state);
  });
  const { detections } = await client.call('library.status', {});
  client.close();
  await core.close();
  return { spent, detections };
}

const area = scratch();
try {
  const { paths, origin } = writePhotographs(join(area.folder, 'card'), COUNT);
  const decoding = await alone(paths, { decode: true, infer: false });
  const inferring = await alone(paths, { decode: false, infer: true });
  const both = await alone(paths, { decode: true, infer: true });
  const { spent, detections } = await analysing(join(area.folder, 'card'), join(area.folder, 'library'), area.folder);
  report('analyse (YOLOX-nano)', {
    photographs: COUNT,
    from: origin,
    decodeAlonePerSecond: round(COUNT / decoding, 1),
    inferenceAlonePerSecond: round(COUNT / inferring, 1),
    decodeAndInferencePerSecond: round(COUNT / both, 1),
    analysePerSecond: round(COUNT / spent, 1),
    ratio: round(both / spent),
    detections,
  });
} finally {
  area.remove();
}
