// A house that imports: starts an import as a window would, waits for its job, and answers with what came of it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importHandlers } from '../../electron/core/import/handlers.ts';
import { importRunner } from '../../electron/core/import/run.ts';
import type { Input } from '../../shared/contract/contract.ts';
import { ImportRequest, type ImportResult } from '../../shared/contract/import.ts';
import type { Job } from '../../shared/domain/job.ts';
import { openTestHouse, type TestHouse, type TestHouseOptions } from './house.ts';
import { makePicture, type PictureToMake } from './pictures.ts';

export interface ImportingHouse extends TestHouse {
  calls: ReturnType<typeof importHandlers>;
  /** Starts an import and waits for the end of its job. Nothing is analysed unless asked for. */
  runImport(paths: string[], options?: Partial<Input<'import.start'>>): Promise<Job>;
  /** The same, for an import that is to succeed. */
  import(paths: string[], options?: Partial<Input<'import.start'>>): Promise<ImportResult>;
  /** Makes a folder of pictures beside the library; names may hold folders. Answers with its path. */
  card(name: string, pictures: Record<string, PictureToMake | Buffer>): Promise<string>;
}

export const callContext = { signal: new AbortController().signal };

export async function openImportingHouse(options: TestHouseOptions = {}): Promise<ImportingHouse> {
  const house = await openTestHouse(options);
  await house.startJobs(importRunner);
  const calls = importHandlers(house.house);
  const cards = await mkdtemp(join(tmpdir(), 'herdbook-cards-'));
  const runImport: ImportingHouse['runImport'] = async (paths, request = {}) => {
    const { jobId } = await calls['import.start'](
      ImportRequest.parse({ analyse: false, mode: 'copy', ...request, paths }),
      callContext,
    );
    return house.library.jobs.finished(jobId);
  };
  return {
    ...house,
    calls,
    runImport,
    async import(paths, request) {
      const job = await runImport(paths, request);
      if (job.state !== 'completed') throw new Error(`the import ${job.state}: ${job.error}`);
      return job.result as ImportResult;
    },
    async card(name, pictures) {
      const folder = join(cards, name);
      for (const [file, picture] of Object.entries(pictures)) {
        const path = join(folder, file);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, Buffer.isBuffer(picture) ? picture : await makePicture(picture));
      }
      return folder;
    },
    async close() {
      await house.close();
      await rm(cards, { recursive: true, force: true });
    },
  };
}
