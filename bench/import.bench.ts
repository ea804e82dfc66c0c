// Photographs per second of a copying import, as a ratio to what the disk and SHA-256 alone allow in the same run: read, hash,
// write, sync, read back and compare, rename; four files at a time, as the import does.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { startCore } from '../electron/core/core.ts';
import { createLibrary } from '../electron/core/library.ts';
import { report, round, scratch, seconds, writePhotographs } from './photographs.ts';

const COUNT = Number(process.env.BENCH_PHOTOGRAPHS ?? 400);
const WIDTH = 4;
const ROUNDS = 3;

async function copyWithProof(path: string, folder: string): Promise<void> {
  const bytes = await readFile(path);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const temporary = join(folder, `${randomUUID()}.part`);
  const file = await open(temporary, 'wx');
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  const back = createHash('sha256')
    .update(await readFile(temporary))
    .digest('hex');
  if (back !== hash) throw new Error('the copy differs');
  await rename(temporary, join(folder, basename(path)));
}

async function copyAlone(paths: string[], folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const rest = paths.values();
  return seconds(() =>
    Promise.all(
      Array.from({ length: WIDTH }, async () => {
        for (const path of rest) await copyWithProof(path, folder);
      }),
    ),
  );
}

async function importing(source: string, folder: string, home: string): Promise<number> {
  await createLibrary(folder);
  const core = await startCore({ environment: { ...process.env, HERDBOOK_HOME: home } });
  await core.open(folder);
  const client = core.client();
  const spent = await seconds(async () => {
    const { jobId } = await client.call('import.start', { paths: [source], mode: 'copy', analyse: false });
    const job = await core.house.library().jobs.finished(jobId);
    if (job.state !== 'completed') throw new Error(job.error ?? job.state);
  });
  client.close();
  await core.close();
  return spent;
}

const area = scratch();
try {
  const { paths, origin, bytes } = writePhotographs(join(area.folder, 'card'), COUNT);
  await copyAlone(paths, join(area.folder, 'warm-up'));
  const limits: number[] = [];
  const imports: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    limits.push(await copyAlone(paths, join(area.folder, `alone-${turn}`)));
    imports.push(await importing(join(area.folder, 'card'), join(area.folder, `library-${turn}`), area.folder));
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  report('import (copy)', {
    photographs: COUNT,
    from: origin,
    megabytes: round(bytes / 1e6, 0),
    copyAlonePerSecond: round(COUNT / middle(limits), 1),
    importPerSecond: round(COUNT / middle(imports), 1),
    ratio: round(middle(limits) / middle(imports)),
  });
} finally {
  area.remove();
}
