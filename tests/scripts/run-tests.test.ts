// The runner is what says whether everything else is well, so what it says is tested on small files of every kind.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { describeFile, describeSkipped, runTestFiles, summaryLine, totalsOf } from '../../scripts/run-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'herdbook-runner-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const heading = `import assert from 'node:assert/strict';\nimport { describe, it, test } from 'node:test';\n`;

/** Runs one file with the given tests, as `npm test` would. */
async function ran(name: string, source: string, standstillMs = 60_000) {
  const file = join(folder, `${name}.test.ts`);
  writeFileSync(file, heading + source);
  const results = await runTestFiles([file], {
    node: process.execPath,
    root: folder,
    concurrency: 1,
    standstillMs,
    env: process.env,
    print: () => {},
  });
  return { results, totals: totalsOf(results), text: results.map(describeFile).join('') };
}

test('passing tests are counted, suites around them are not', async () => {
  const { totals } = await ran('passing', `describe('s', () => { it('a', () => {}); it('b', () => {}); });`);
  assert.deepEqual(totals, { passed: 2, failed: 0, skipped: 0 });
});

test('a failing test is shown with its whole name and its message', async () => {
  const { text } = await ran(
    'failing',
    `describe('the herd', () => { it('counts', () => assert.equal(1, 2, 'one is missing')); });`,
  );
  assert.match(text, /✗ the herd › counts[\s\S]*one is missing/);
});

test('a failing test counts once, not again for what is around it', async () => {
  const { totals } = await ran('once', `test('p', async (t) => { await t.test('c', () => assert.fail('x')); });`);
  assert.deepEqual(totals, { passed: 0, failed: 1, skipped: 0 });
});

test('a skipped test is listed with its reason', async () => {
  const { results } = await ran('skipping', `test('needs pictures', { skip: 'the pictures are not here' }, () => {});`);
  assert.equal(describeSkipped(results), 'Skipped: the pictures are not here\n  – skipping.test.ts: needs pictures\n');
});

test('a file that cannot be loaded fails and shows why', async () => {
  const { totals, text } = await ran('broken', `import './not-there.ts';\ntest('a', () => {});`);
  assert.deepEqual([totals.failed, /ERR_MODULE_NOT_FOUND/.test(text)], [1, true]);
});

test('a file that dies in the middle fails, and what it had told counts', async () => {
  const { totals } = await ran('dying', `test('a', () => {});\ntest('b', () => process.kill(process.pid, 'SIGKILL'));`);
  assert.equal(totals.failed, 1);
});

test('a file that holds no test fails', async () => {
  const { totals } = await ran('empty', `console.log('nothing');`);
  assert.equal(totals.failed, 1);
});

test('a file that stands still is ended, naming the test', async () => {
  const { text } = await ran(
    'hanging',
    `test('waits for ever', () => new Promise(() => setInterval(() => {}, 1000)));`,
    1500,
  );
  assert.match(text, /Nothing was heard from it[\s\S]*waits for ever/);
});

test('a child that a file leaves behind does not hold the run up', {
  skip: process.platform === 'win32' && 'Windows has no process groups',
}, async () => {
  const source = `import { spawn } from 'node:child_process';
    test('leaves a child', () => { spawn('sleep', ['600'], { stdio: 'inherit' }).unref(); });`;
  const { totals } = await ran('leaking', source);
  assert.deepEqual(totals, { passed: 1, failed: 0, skipped: 0 });
});

describe('the last line', () => {
  test('names passed and failed', () => {
    assert.equal(summaryLine({ passed: 12, failed: 0, skipped: 0 }), '12 passed, 0 failed');
  });
  test('names skipped only where there are some', () => {
    assert.equal(summaryLine({ passed: 1, failed: 2, skipped: 3 }), '1 passed, 2 failed, 3 skipped');
  });
});
