// Kills core ten times at random moments during an import and ten times during analysis, then lets it finish: all files present, none
// twice, no job stuck, the check clean. The moments are random on purpose; the seed is printed so that a failure can be repeated.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { writePhotographs } from '../../bench/photographs.ts';
import type { ImportResult } from '../../shared/contract/import.ts';
import type { CheckResult, Status } from '../../shared/contract/library.ts';
import { shared, sharedMissing } from '../support/shared.ts';

const ROOT = join(import.meta.dirname, '../..');
const KILLS = 10;
const PHOTOGRAPHS = 200;
const seed = Number(process.env.DRILL_SEED ?? Math.floor(Math.random() * 1e6));

/** A small linear congruential generator (Numerical Recipes), 0–1. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe(`core killed at random moments (DRILL_SEED=${seed})`, () => {
  const random = randomFrom(seed);
  let area: string;
  let library: string;
  before(() => {
    area = mkdtempSync(join(tmpdir(), 'herdbook-kill-'));
    library = join(area, 'library');
    writePhotographs(join(area, 'card'), PHOTOGRAPHS);
  });
  after(() => rmSync(area, { recursive: true, force: true }));

  /** Runs a command; with `killAfter` kills it after so many milliseconds unless it ended before. */
  function herdbook<T>(
    args: string[],
    killAfter?: number,
  ): Promise<{ code: number | null; killed: boolean; value: T | null; errors: string }> {
    return new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        [join(ROOT, 'electron/command/herdbook.ts'), ...args, '--library', library, '--json'],
        { env: { ...process.env, HERDBOOK_HOME: area } },
      );
      let output = '';
      let errors = '';
      child.stdout.on('data', (data) => {
        output += data;
      });
      child.stderr.on('data', (data) => {
        errors += data;
      });
      const timer = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
      child.on('close', (code, signal) => {
        if (timer !== null) clearTimeout(timer);
        resolve({
          code,
          killed: signal === 'SIGKILL',
          value: output.trim() === '' ? null : (JSON.parse(output) as T),
          errors,
        });
      });
    });
  }

  async function soundLibrary(): Promise<Status> {
    const check = await herdbook<CheckResult>(['check', '--hashes']);
    assert.deepEqual(check.value, { ok: true, problems: [] });
    const { value } = await herdbook<Status>(['status']);
    assert.equal(value!.images, PHOTOGRAPHS);
    assert.deepEqual(value!.jobs, { queued: 0, running: 0, failed: 0 });
    assert.equal(value!.media.processing, 0);
    return value!;
  }

  test('an import killed ten times ends with every file once', async () => {
    const command = ['import', join(area, 'card'), '--no-analyse'];
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn++) {
      // From before the first row to deep in the copying; a run that ends sooner just was not killed.
      killed += Number((await herdbook(command, 300 + random() * 900)).killed);
    }
    const last = await herdbook<ImportResult>(command);
    assert.equal(last.code, 0, last.errors);
    const status = await soundLibrary();
    assert.equal(status.media.pending, PHOTOGRAPHS);
    const files = readdirSync(join(library, 'originals'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    assert.equal(files.length, PHOTOGRAPHS);
    console.log(`import: killed ${killed} times`);
  });

  test('an analysis killed ten times ends with every photograph analysed once', async () => {
    if (!sharedMissing) await herdbook(['models', 'install', shared('weights/yolox_nano.onnx')]);
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn++)
      killed += Number((await herdbook(['analyse'], 400 + random() * 2_000)).killed);
    const last = await herdbook(['analyse']);
    assert.equal(last.code, 0, last.errors);
    const status = await soundLibrary();
    assert.equal(status.media.completed, PHOTOGRAPHS);
    console.log(`analysis: killed ${killed} times; ${status.detections} detections`);
  });
});
