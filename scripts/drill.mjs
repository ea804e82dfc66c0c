// `npm run drill [-- <part of a path> …]`: the slow drills of tests/drills (killing core at random moments, many files),
// run before a release rather than at every change.
import { findFiles } from './find-files.mjs';
import { describeSkipped, runTestFiles, summaryLine, totalsOf } from './run-tests.mjs';
import { runScript, SetupError } from './say.mjs';
import { ensureInstalled, node26Environment, node26Path, root } from './setup.mjs';

/** A drill from which nothing is heard for this long is ended. */
const STANDSTILL_MS = 3_600_000;

await runScript(async () => {
  await ensureInstalled();
  const files = findFiles(root, 'tests/drills', '.drill.ts', process.argv.slice(2));
  if (files.length === 0) throw new SetupError('no drill of tests/drills has that in its name.');
  const print = /** @param {string} text */ (text) => void process.stdout.write(text);
  const results = await runTestFiles(files, {
    node: node26Path(),
    root,
    env: node26Environment(),
    print,
    concurrency: 1,
    standstillMs: STANDSTILL_MS,
  });
  const totals = totalsOf(results);
  print(`${describeSkipped(results)}${summaryLine(totals)}\n`);
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
});
