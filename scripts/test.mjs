// `npm test [-- <part of a path> …]`: sets up, builds, makes sure of a Chromium, and runs every suite: those without a
// browser side by side, those in tests/e2e one after another. The last line is `N passed, N failed`.
import { availableParallelism } from 'node:os';
import { ensureTestPrograms } from './chromium.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { findFiles, shownPath } from './find-files.mjs';
import { describeFile, describeSkipped, runTestFiles, summaryLine, totalsOf } from './run-tests.mjs';
import { runScript, SetupError, say } from './say.mjs';
import { ensureInstalled, node26Environment, node26Path, root } from './setup.mjs';

// Not assertions about speed: only what keeps a hung file from hanging the whole run.
const UNIT_STANDSTILL_MS = 240_000;
const E2E_STANDSTILL_MS = 600_000;

/** @param {string} text */
const print = (text) => void process.stdout.write(text);

await runScript(async () => {
  const patterns = process.argv.slice(2);
  try {
    await ensureInstalled();
    await ensureBuilt('renderer', 'electron');
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`Herdbook: ${error.message}`);
    print(`${summaryLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
    return 1;
  }
  const files = findFiles(root, 'tests', '.test.ts', patterns);
  const e2e = files.filter((file) => shownPath(root, file).startsWith('tests/e2e/'));
  const unit = files.filter((file) => !e2e.includes(file));
  const { chromium, advice } = ensureTestPrograms();
  const env = { ...node26Environment(), ...(chromium ? { HERDBOOK_CHROMIUM: chromium } : {}) };
  const common = { node: node26Path(), root, env, print };

  const results = await runTestFiles(unit, {
    ...common,
    concurrency: availableParallelism(),
    standstillMs: UNIT_STANDSTILL_MS,
  });
  results.push(
    ...(chromium
      ? await runTestFiles(e2e, { ...common, concurrency: 1, standstillMs: E2E_STANDSTILL_MS })
      : e2e.map((file) => withoutChromium(file, advice))),
  );
  const totals = totalsOf(results);
  print(describeSkipped(results));
  const failing = results.filter((result) => totalsOf([result]).failed > 0);
  if (failing.length > 0) print(`Failed: ${failing.map(({ file }) => file).join(', ')}\n`);
  if (advice) print(`Programs the tests use are ${advice}\n`);
  if (totals.passed + totals.failed === 0) print('No test was run.\n');
  print(`${summaryLine(totals)}\n`);
  return totals.failed > 0 || totals.passed === 0 || (e2e.length > 0 && !chromium) ? 1 : 0;
});

/** @param {string} file @param {string} advice @returns {import('./run-tests.mjs').FileResult} */
function withoutChromium(file, advice) {
  const reason = `no Chromium on this machine: ${advice}`;
  const result = {
    file: shownPath(root, file),
    happenings: [{ is: /** @type {const} */ ('skipped'), name: 'all of it', reason }],
    seconds: 0,
    output: '',
  };
  print(describeFile(result));
  return result;
}
