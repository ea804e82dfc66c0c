// A served Herdbook with a real Chromium in front of it, for tests that use the program as a person does.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '../..');
/** As root, in a container, and without looking anything up outside. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const chromiumPath = process.env.HERDBOOK_CHROMIUM;
/** False where Chromium is known, else the sentence printed beside a skipped test. */
export const chromiumMissing: false | string = chromiumPath
  ? false
  : 'needs Chromium; npm test finds or installs it and sets HERDBOOK_CHROMIUM';

export interface OpenWindow {
  page: Page;
  context: BrowserContext;
  /** A folder of this test's own, removed at the end; the person's settings lie in it. */
  area: string;
  address: string;
  server: ChildProcess;
  /** What the page reported as errors. */
  complaints: string[];
  close(): Promise<void>;
}

export async function openWindow(
  options: { library?: string; width?: number; height?: number; dark?: boolean } = {},
): Promise<OpenWindow> {
  const area = mkdtempSync(join(tmpdir(), 'herdbook-e2e-'));
  const server = spawn(
    process.execPath,
    [join(ROOT, 'electron/web/serve.ts'), ...(options.library === undefined ? [] : ['--library', options.library])],
    {
      env: { ...process.env, HERDBOOK_HOME: join(area, 'home'), HOME: area },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const address = await printedAddress(server);
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath!, args: FLAGS });
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  return {
    page,
    context,
    area,
    address,
    server,
    complaints,
    async close() {
      await browser.close();
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      rmSync(area, { recursive: true, force: true });
    },
  };
}

function printedAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout!.on('data', (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', (code) =>
      reject(new Error(`the server ended (${code}) before it printed its address: ${said}`)),
    );
  });
}

/** Drops files or folders of this computer onto the page, as the file manager does. */
export async function dropOnto(page: Page, paths: string[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize()!;
  const at = { x: Math.round(width / 2), y: Math.round(height / 2) };
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...at, data });
  await cdp.detach();
}
