// Runs test files, each in a Node process of its own, and tells their results: one line per file, every failure in full,
// every skipped test with its reason. A file that stands still is ended together with all that it started.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownPath } from './find-files.mjs';

/** @typedef {import('./reporter.mjs').Happening} Happening */
/** @typedef {{passed: number, failed: number, skipped: number}} Totals */
/**
 * @typedef {object} FileResult
 * @property {string} file path shown
 * @property {Happening[]} happenings
 * @property {number} seconds
 * @property {string} output what the file printed
 */
/**
 * @typedef {object} Options
 * @property {string} node path of the Node to run them with
 * @property {string} root paths are shown relative to this folder, and tests run in it
 * @property {number} concurrency how many files run at once
 * @property {number} standstillMs a file from which nothing is heard for this long is ended
 * @property {NodeJS.ProcessEnv} env
 * @property {(text: string) => void} print
 */

const reporter = new URL('./reporter.mjs', import.meta.url).href;

/** How long to wait for the last output of a process that has ended but left its pipe to a child. */
const LAST_OUTPUT_MS = 500;
/** Of what a failing file printed, this many characters from its end are shown. */
const OUTPUT_SHOWN = 20_000;

/**
 * Runs the files and prints as it goes.
 * @param {string[]} files absolute paths
 * @param {Options} options
 * @returns {Promise<FileResult[]>}
 */
export async function runTestFiles(files, options) {
  const waiting = [...files];
  /** @type {FileResult[]} */
  const results = [];
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const result = await runTestFile(file, options);
      results.push(result);
      options.print(describeFile(result));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.concurrency) }, work));
  return results;
}

/**
 * @param {string} file @param {Options} options
 * @returns {Promise<FileResult>}
 */
async function runTestFile(file, { node, root, standstillMs, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'herdbook-test-'));
  const told = join(folder, 'happenings.jsonl');
  const began = performance.now();
  const { NODE_TEST_CONTEXT: _outer, ...clean } = env;
  const child = spawn(node, [`--test-reporter=${reporter}`, `--test-reporter-destination=${told}`, file], {
    cwd: root,
    env: { ...clean, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that whatever the file starts can be ended with it.
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4 * OUTPUT_SHOWN)));
  }
  const { how, stoodStill } = await untilEnd(child, told, standstillMs);
  endGroup(child.pid);
  const happenings = readHappenings(told);
  rmSync(folder, { recursive: true, force: true });
  const verdict = judgeEnd(happenings, how, stoodStill ? standstillMs : 0);
  return {
    file: shownPath(root, file),
    happenings: verdict ? [...happenings, verdict] : happenings,
    seconds: (performance.now() - began) / 1000,
    output,
  };
}

/**
 * Waits for the process to end, or ends it when its report has not grown for too long.
 * @param {import('node:child_process').ChildProcess} child @param {string} told @param {number} standstillMs
 * @returns {Promise<{how: string, stoodStill: boolean}>} how: empty after a good end, else its exit code or signal in words
 */
function untilEnd(child, told, standstillMs) {
  return new Promise((resolve) => {
    let size = -1;
    let heard = performance.now();
    let stoodStill = false;
    const watch = setInterval(() => {
      const now = sizeOf(told);
      if (now !== size) heard = performance.now();
      size = now;
      if (performance.now() - heard <= standstillMs) return;
      stoodStill = true;
      clearInterval(watch);
      endGroup(child.pid);
    }, 250);
    let ended = false;
    const end = /** @param {string} how */ (how) => {
      if (ended) return;
      ended = true;
      clearInterval(watch);
      const finish = () => resolve({ how, stoodStill });
      const timer = setTimeout(finish, LAST_OUTPUT_MS);
      child.once('close', () => {
        clearTimeout(timer);
        finish();
      });
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) =>
      end(code === 0 ? '' : signal ? `ended by ${signal}` : `ended with exit code ${code}`),
    );
  });
}

/**
 * What the end of the process adds to what its tests told: a standstill, a crash, an import that failed, no test at all.
 * @param {Happening[]} happenings @param {string} how @param {number} standstillMs 0 unless it stood still
 * @returns {Happening | null}
 */
function judgeEnd(happenings, how, standstillMs) {
  const last = happenings.findLast((happening) => happening.is === 'running')?.name;
  const during = last ? ` The test begun last: "${last}".` : '';
  const failed = happenings.some((happening) => happening.is === 'failed');
  const finished = happenings.some((happening) => happening.is !== 'running');
  const name = 'the file as a whole';
  if (standstillMs > 0) {
    const error = `Nothing was heard from it for ${Math.round(standstillMs / 1000)} s, so it was ended.${during}`;
    return { is: 'failed', name, error, where: '' };
  }
  if (how !== '' && !failed)
    return { is: 'failed', name, error: `Its process ${how}.${during} What it printed is below.`, where: '' };
  if (how === '' && !finished) return { is: 'failed', name, error: 'It holds no test.', where: '' };
  return null;
}

/** @param {string} path @returns {Happening[]} */
function readHappenings(path) {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** @param {string} path */
function sizeOf(path) {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** Ends a test file's process and all it has started. @param {number | undefined} pid */
function endGroup(pid) {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** @param {FileResult[]} results @returns {Totals} */
export function totalsOf(results) {
  const count = /** @param {Happening['is']} is */ (is) =>
    results.reduce((sum, { happenings }) => sum + happenings.filter((happening) => happening.is === is).length, 0);
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** The line for a file, followed by its failures in full. @param {FileResult} result */
export function describeFile(result) {
  const { passed, failed, skipped } = totalsOf([result]);
  const parts = [`${passed} passed`, failed ? `${failed} failed` : '', skipped ? `${skipped} skipped` : ''].filter(
    Boolean,
  );
  let text = `${failed ? '✗' : '✓'} ${result.file}: ${parts.join(', ')} (${result.seconds.toFixed(1)} s)\n`;
  for (const happening of result.happenings) {
    if (happening.is !== 'failed') continue;
    text += `\n  ✗ ${happening.name}${happening.where ? `\n    at ${happening.where}` : ''}\n${indent(happening.error)}\n\n`;
  }
  if (failed && result.output.trim()) text += `  It printed:\n${indent(result.output.trim().slice(-OUTPUT_SHOWN))}\n\n`;
  return text;
}

/** Every skipped test with its reason, tests of one reason together; empty when none was skipped. @param {FileResult[]} results */
export function describeSkipped(results) {
  /** @type {Map<string, string[]>} */
  const byReason = new Map();
  for (const { file, happenings } of results) {
    for (const happening of happenings) {
      if (happening.is !== 'skipped') continue;
      byReason.set(happening.reason, [...(byReason.get(happening.reason) ?? []), `${file}: ${happening.name}`]);
    }
  }
  return [...byReason]
    .map(([reason, names]) => `Skipped: ${reason}\n${names.map((name) => `  – ${name}\n`).join('')}`)
    .join('');
}

/** The last line of a test run. @param {Totals} totals */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, '    ');
