// The same program in Electron's own window, wherever its program and a display are at hand; elsewhere skipped, with the reason said.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronBinary } from '../../scripts/electron-binary.mjs';
import { decideShell } from '../../scripts/shell-choice.mjs';

const ROOT = join(import.meta.dirname, '../..');
const binary = electronBinary();
const choice = decideShell(process.env, process.platform, {
  hasBinary: binary !== null,
  missingBecause: 'its program has not been fetched (npm start fetches it where it can)',
  isRoot: process.getuid?.() === 0,
});
const electronMissing: false | string = choice.shell === 'electron' ? false : `not run in Electron: ${choice.because}`;

describe('the window in Electron', { skip: electronMissing }, () => {
  let area: string;
  let app: ElectronApplication;
  let page: Page;
  before(async () => {
    area = mkdtempSync(join(tmpdir(), 'herdbook-electron-'));
    app = await _electron.launch({
      executablePath: binary!,
      args: [ROOT],
      env: { ...(process.env as Record<string, string>), HERDBOOK_HOME: join(area, 'home') },
    });
    page = await app.firstWindow();
  });
  after(async () => {
    await app.close();
    rmSync(area, { recursive: true, force: true });
  });

  test('is served by the program itself, isolated from Node', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.match(page.url(), /^app:\/\/herdbook\//);
    assert.deepEqual(
      await page.evaluate('[typeof require, typeof process, Object.keys(window.herdbook).sort().join()]'),
      ['undefined', 'undefined', 'onFrame,pathsOf,send'],
    );
  });

  test('makes a library through core', async () => {
    const folder = join(area, 'Season');
    await page.getByRole('button', { name: 'Create a library' }).click();
    await page.getByRole('dialog').getByLabel('Folder').fill(folder);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Create/ })
      .click();
    await page.getByRole('link', { name: 'Gallery' }).waitFor();
    assert.ok(readdirSync(folder).includes('catalogue.sqlite'));
  });
});
