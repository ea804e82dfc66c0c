// The sample: cards drawn on the spot by a process of its own, then imported like any card, so that the whole journey can be tried
// without a photograph. Drawing is deterministic, so an interrupted one is simply begun again.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportRequest } from '../../../shared/contract/import.ts';
import { UnexpectedError } from '../../../shared/errors.ts';
import type { House } from '../house.ts';
import type { JobContext, JobRunner } from '../jobs/queue.ts';
import { startImport } from './handlers.ts';

const DRAW = join(import.meta.dirname, '../../inference/sample/draw.ts');

interface Truth {
  locations: { name: string; latitude: number; longitude: number; timezone: string; species: 'deer' | 'horse' }[];
}

export function sampleRunner(house: House): JobRunner {
  return {
    kind: 'sample',
    async run(_payload, context) {
      const card = join(house.library().place('staging'), 'sample-cards');
      await rm(card, { recursive: true, force: true });
      const { locations } = await drawCards(card, context);
      return startImport(
        house,
        ImportRequest.parse({
          paths: locations.map(({ name }) => join(card, name)),
          mode: 'copy',
          staged: true,
          plans: locations.map(({ name, ...place }) => ({ folder: join(card, name), location: name, ...place })),
        }),
      );
    },
  };
}

/** Draws in a process of its own: pictures never enter core. */
function drawCards(folder: string, { signal, progress }: JobContext): Promise<Truth> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DRAW, folder], { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let output = '';
    let said = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      said = `${said}${data}`.slice(-2_000);
      const [, done, total] = /(\d+) of (\d+) photographs\s*$/.exec(said) ?? [];
      if (done !== undefined) progress({ done: Number(done), total: Number(total), doing: 'Drawing photographs' });
    });
    child.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    child.on('close', (code) => {
      if (signal.aborted) reject(signal.reason);
      else if (code === 0) resolve(JSON.parse(output) as Truth);
      else
        reject(
          new UnexpectedError(`The sample could not be drawn: ${said.trim().split('\n').at(-1) ?? `exit ${code}`}`),
        );
    });
  });
}
