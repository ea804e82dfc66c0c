// Looking at photographs and putting boxes right, by keyboard and pointer, in a real browser on a real library.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromiumMissing, type OpenWindow, openWindow } from './window.ts';

const DRAW = join(import.meta.dirname, '../../electron/inference/sample/draw.ts');
const COMMAND = join(import.meta.dirname, '../../electron/command/herdbook.ts');

describe('photographs in Chromium', { skip: chromiumMissing }, () => {
  let window: OpenWindow;
  before(async () => {
    window = await openWindow();
    const { area, page } = window;
    const env = { ...process.env, HERDBOOK_HOME: join(area, 'home') };
    const library = join(area, 'Library');
    execFileSync(process.execPath, [DRAW, join(area, 'cards'), '8'], { stdio: 'ignore' });
    execFileSync(process.execPath, [COMMAND, 'import', join(area, 'cards'), '--library', library, '--no-analyse'], {
      stdio: 'ignore',
      env,
    });
    await page.getByRole('heading', { level: 1 }).waitFor();
    // Opened as a person opens a library that exists: by its path in the folder dialog.
    await page.getByRole('button', { name: 'Open a library' }).click();
    await page.getByLabel('Path of the folder').fill(library);
    await page.keyboard.press('Enter');
    await page.getByText(/files? directly in this folder/).waitFor();
    await page.getByRole('button', { name: 'Choose this folder' }).click();
    await page.getByRole('grid').waitFor();
  });
  after(() => window.close());

  /** Waits until the tile at a position has the focus. */
  const focusOn = (position: number) => window.page.locator(`[data-position="${position}"]:focus`).waitFor();
  const boxes = () => window.page.getByRole('complementary').getByRole('listitem');

  test('arrow keys walk the gallery with one tab stop, to the end and back', async () => {
    const { page } = window;
    await page.getByRole('gridcell').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await focusOn(0);
    await page.keyboard.press('ArrowRight');
    await focusOn(1);
    await page.keyboard.press('End');
    await focusOn(24);
    await page.keyboard.press('Home');
    await focusOn(0);
    assert.equal(await page.locator('[role="gridcell"][tabindex="0"]').count(), 1);
  });

  test('a filter lives in the address and survives loading the page again', async () => {
    const { page } = window;
    await page.getByLabel('Search in file names').fill('IMG_0003');
    await page.waitForURL(/text=IMG_0003/);
    await page.getByRole('grid', { name: '3 photographs' }).waitFor();
    await page.reload();
    await page.getByRole('grid', { name: '3 photographs' }).waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByRole('grid', { name: '25 photographs' }).waitFor();
    assert.equal(new URL(page.url()).search, '');
  });

  test('a box drawn by hand is kept, labelled by key, and taken back by undo', async () => {
    const { page } = window;
    await page.getByRole('gridcell').first().click();
    await page.waitForURL(/\/media\//);
    await page.getByText('No boxes').waitFor();
    await page.keyboard.press('d');
    await page.mouse.move(500, 300);
    await page.mouse.down();
    await page.mouse.move(640, 420, { steps: 4 });
    await page.mouse.up();
    await boxes().first().waitFor();
    await page.keyboard.press('Shift+D');
    await page.keyboard.press('l');
    await boxes().getByText('Deer · left flank').waitFor();
    await page.reload();
    await boxes().getByText('Deer · left flank').waitFor();
    for (const _ of ['flank', 'species', 'box']) {
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(250);
    }
    await page.getByText('No boxes').waitFor();
  });

  test('the arrow key goes to the next photograph, and Escape back to the same tile', async () => {
    const { page } = window;
    const first = page.url();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/media/'));
    await page.getByText(/^2 of \d+$/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('ArrowRight');
    await focusOn(1);
  });

  test('the help sheet lists the keys of the screen that is open', async () => {
    const { page } = window;
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Walk through the photographs').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  test('every room opens by its key and complains about nothing', async () => {
    const { page, complaints } = window;
    for (const [key, title] of [
      ['i', 'Import'],
      ['e', 'Events'],
      ['j', 'Jobs'],
      ['l', 'Locations'],
      ['s', 'Settings'],
      ['g', 'Gallery'],
    ] as const) {
      await page.keyboard.press(`Alt+${key}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    assert.deepEqual(complaints, []);
  });
});
