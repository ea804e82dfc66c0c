// Takes the pictures of README.md from the program as it is: the sample library, most of it reviewed as somebody who knows the herd would,
// its screens in Chromium. Run: node scripts/screenshots.ts (needs HERDBOOK_CHROMIUM or a Chromium on the usual path).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { type Core, startCore } from '../electron/core/core.ts';
import { drawSampleCard, type SampleTruth } from '../electron/inference/sample/card.ts';
import { startWebServer } from '../electron/web/server.ts';
import type { Client } from '../shared/contract/contract.ts';
import { overlap } from '../shared/domain/box.ts';
import type { IndividualId } from '../shared/domain/ids.ts';
import type { Detection, Media } from '../shared/domain/media.ts';

const PICTURES = join(import.meta.dirname, '../docs/pictures');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
/** One box in so many stays as the program proposed it, so that the pictures show proposals too. */
const LEFT_OPEN = 5;

const area = mkdtempSync(join(tmpdir(), 'herdbook-pictures-'));
mkdirSync(PICTURES, { recursive: true });
const core = await startCore({ environment: { ...process.env, HERDBOOK_HOME: join(area, 'home') } });
try {
  const client = core.client();
  const truth = await drawSampleCard({ folder: join(area, 'truth') });
  await client.call('library.sample', { folder: join(area, 'Red Hill') });
  await untilQuiet(client);
  await client.call('settings.set', { person: 'Ada Forster' });
  await reviewAsExpert(client, truth);
  await takePictures(core, client);
} finally {
  await core.close();
  rmSync(area, { recursive: true, force: true });
}

async function untilQuiet(client: Client): Promise<void> {
  for (;;) {
    const { jobs } = await client.call('library.status', {});
    if (jobs.queued + jobs.running === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Answers nearly all questions with the truth about the drawn herd. */
async function reviewAsExpert(client: Client, truth: SampleTruth): Promise<void> {
  const known = new Map<string, IndividualId>();
  let count = 0;
  for (const media of await client.call('media.list', {})) {
    for (const detection of media.detections) {
      const who = whoIs(media, detection, truth);
      if (who === undefined) await client.call('detections.remove', { id: detection.id });
      else if (++count % LEFT_OPEN !== 0) {
        const id = known.get(who.individual);
        await client.call('detections.flank', { id: detection.id, flank: who.flank });
        if (id !== undefined)
          await client.call('review.confirm', { detectionId: detection.id, individualId: id }).catch(() => {});
        else {
          const { individualId } = await client.call('review.newIndividual', {
            detectionId: detection.id,
            name: who.individual,
          });
          if (individualId !== null) known.set(who.individual, individualId);
        }
      }
    }
  }
  for (const { name, sex, class: age } of truth.individuals) {
    const id = known.get(name);
    if (id !== undefined) await client.call('individuals.update', { id, sex, class: age });
  }
}

function whoIs(media: Media, detection: Detection, truth: SampleTruth) {
  const file = truth.files.find(
    ({ capturedAt, location }) =>
      location === media.locationName && capturedAt?.slice(0, 19) === media.capturedAt?.slice(0, 19),
  );
  const near = file?.animals
    .map((animal) => ({ animal, share: overlap(animal.box, detection.box) }))
    .sort((a, b) => b.share - a.share)[0];
  return near !== undefined && near.share > 0.3 ? near.animal : undefined;
}

async function takePictures(core: Core, client: Client): Promise<void> {
  const server = await startWebServer(core);
  const browser = await chromium.launch({
    executablePath: process.env.HERDBOOK_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(server.address);
  const [most] = (await client.call('individuals.list', { species: 'deer' })).sort(
    (a, b) => b.detections - a.detections,
  );
  const media = (await client.call('media.list', {})).find(
    ({ detections, infrared }) =>
      infrared === false && detections.some(({ individualId }) => individualId === most!.id),
  )!;
  await picture(page, 'gallery', '/gallery');
  await picture(page, 'viewer', `/media/${media.id}`);
  await picture(page, 'deer', '/deer');
  await picture(page, 'profile', `/individuals/${most!.id}`);
  await picture(page, 'review', '/review');
  await picture(page, 'export', '/export');
  await picture(page, 'locations', '/locations');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'review-dark', '/review');
  await client.call('library.close', {});
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'welcome', '/');
  await browser.close();
  await server.close();
}

async function picture(page: Page, name: string, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(PICTURES, `${name}.jpg`), type: 'jpeg', quality: 82 });
}
