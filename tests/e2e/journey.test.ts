// The journey of a photograph as a person makes it: a library, a card dropped onto the window, the gallery, an evening of review by
// keyboard, and the season's report, opened and read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import JSZip from 'jszip';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'playwright-core';
import { chromiumMissing, dropOnto, type OpenWindow, openWindow } from './window.ts';

const DRAW = join(import.meta.dirname, '../../electron/inference/sample/draw.ts');
const HERDBOOK = join(import.meta.dirname, '../../electron/command/herdbook.ts');
const PATIENCE = 60_000;
const PLACES = [
  { name: 'Feeder meadow', species: 'Deer' },
  { name: 'North paddock', species: 'Horses' },
  { name: 'Waterhole', species: 'Deer' },
];

describe('the journey in Chromium', { skip: chromiumMissing }, () => {
  let window: OpenWindow;
  let library: string;
  before(async () => {
    window = await openWindow();
    library = join(window.area, 'Season');
    execFileSync(process.execPath, [DRAW, join(window.area, 'cards'), '8'], { stdio: 'ignore' });
  });
  after(() => window.close());

  const herdbook = (...args: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [HERDBOOK, ...args, '--library', library, '--json'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, HERDBOOK_HOME: join(window.area, 'home') },
      }),
    );

  async function until(isSo: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  const untilQuiet = () =>
    until(() => {
      const { jobs, media } = herdbook('status');
      return jobs.queued + jobs.running === 0 && media.pending + media.processing === 0 && media.completed > 0;
    }, 'the jobs to end');

  test('1. a first start explains itself and makes a library', async () => {
    const { page } = window;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Create a library' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Folder').fill(library);
    await dialog.getByRole('button', { name: /^Create/ }).click();
    await page.getByRole('navigation').first().waitFor();
    assert.ok(readdirSync(library).includes('catalogue.sqlite'));
  });

  test('2. folders dropped onto the window are looked into, placed and imported', async () => {
    const { page, area } = window;
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByText('Drop the folders of a card here').waitFor();
    await dropOnto(
      page,
      PLACES.map(({ name }) => join(area, 'cards', name)),
    );
    const begin = page.getByRole('button', { name: 'Import 27 files' });
    await begin.waitFor({ timeout: PATIENCE });
    for (const { name, species } of PLACES) {
      await page.getByRole('combobox', { name: `Animals in ${name}` }).click();
      await page.getByRole('option', { name: species }).filter({ visible: true }).click();
    }
    await begin.click();
    await untilQuiet();
    const status = herdbook('status');
    assert.deepEqual([status.images, status.media.completed, status.jobs.failed], [25, 25, 0]);
    assert.deepEqual(
      herdbook('locations', 'list')
        .map(({ name }: { name: string }) => name)
        .sort(),
      PLACES.map(({ name }) => name).sort(),
    );
  });

  test('3. the gallery shows every photograph with its boxes', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Gallery' }).click();
    const picture = page.getByRole('grid').locator('img').first();
    await picture.waitFor();
    assert.ok((await drawnWidth(page, '[role="grid"] img')) > 0);
  });

  test('4. proposals are answered by keyboard, and an answer is taken back', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Review' }).click();
    await page.getByRole('toolbar', { name: 'Answers' }).waitFor({ timeout: PATIENCE });
    const answered = async (key: string) => {
      await page.keyboard.press(key);
      await page.waitForTimeout(200);
    };
    for (const key of ['Enter', 'Enter', 's', 'Enter']) await answered(key);
    await until(() => herdbook('status').identifications.confirmed === 3, 'three confirmations');
    await answered('u');
    await until(() => herdbook('status').identifications.confirmed === 2, 'one of them undone');
    await answered('Enter');
    await until(() => herdbook('status').identifications.confirmed === 3, 'and given again');
  });

  test('5. the export wizard names what is wrong while typing, then writes the PDF and the ZIP', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Export' }).click();
    const first = page.getByLabel('From', { exact: true });
    const last = page.getByLabel('To, that day included', { exact: true });
    await last.fill('2025-08-01');
    await first.fill('2025-10-31');
    await page.getByText('start_date must be before end_date').first().waitFor();
    await last.fill('2025-10-31');
    await first.fill('2025-08-01');
    await page.getByText('start_date must be before end_date').first().waitFor({ state: 'hidden' });
    for (const kind of ['Report (PDF)', 'Package (ZIP)']) {
      await page.getByRole('radio', { name: kind }).click();
      await page.getByRole('button', { name: /^Make the/ }).click();
    }
    await until(
      () => readdirSync(join(library, 'exports')).filter((name) => /\.(pdf|zip)$/.test(name)).length === 2,
      'both files',
    );
    await page
      .getByText(/\.pdf$/)
      .first()
      .waitFor();
    await untilQuiet();
  });

  test('6. the PDF opens, and its numbers are those of the tables in the ZIP', async () => {
    const exports = readdirSync(join(library, 'exports'));
    const pdf = exports.find((name) => name.endsWith('.pdf'))!;
    const zip = exports.find((name) => name.endsWith('.zip'))!;
    const document = await getDocument({
      data: new Uint8Array(readFileSync(join(library, 'exports', pdf))),
      useSystemFonts: false,
    }).promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const content = await (await document.getPage(number)).getTextContent();
      pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    const text = pages.join('\n');
    const archive = await JSZip.loadAsync(readFileSync(join(library, 'exports', zip)));
    const entry = (ending: RegExp) => archive.file(ending)[0]!;
    const rows = async (ending: RegExp) => (await entry(ending).async('string')).trim().split(/\r?\n/).length - 1;
    const individuals = await rows(/individuals\.csv$/);
    assert.ok(individuals > 0);
    assert.match(text, new RegExp(`\\b${individuals}\\b`));
    assert.equal(
      await rows(/media\.csv$/),
      herdbook('status').images - 1,
      'all photographs but the one without a date',
    );
    const manifest = JSON.parse(await entry(/manifest\.json$/).async('string'));
    assert.ok(JSON.stringify(manifest).includes('sha256'));
  });

  test('7. nothing complained on the way', () => {
    assert.deepEqual(window.complaints, []);
  });
});

/** Pixels across of the first picture that matches, once it is decoded. */
const drawnWidth = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    `(async () => { const image = document.querySelector('${selector}'); await image.decode(); return image.naturalWidth; })()`,
  );
