// The suites that drive the real window need a Chromium, and some look at produced files with public tools. Found where
// machines usually have them, installed where we may, else the command that installs them is named.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

/** Debian packages of the tools that tests look at PDFs, ZIPs and EXIF with, by the program each one brings. */
const tools = { pdftotext: 'poppler-utils', qpdf: 'qpdf', exiftool: 'libimage-exiftool-perl' };

/**
 * Path of a Chromium-like browser, or null. The environment's HERDBOOK_CHROMIUM comes first.
 * @param {NodeJS.ProcessEnv} [env] @param {NodeJS.Platform} [platform] @returns {string | null}
 */
export function findChromium(env = process.env, platform = process.platform) {
  const named = env.HERDBOOK_CHROMIUM;
  if (named && existsSync(named)) return named;
  const onPath = names.map((name) => findOnPath(name, env, platform)).find((path) => path !== null);
  return onPath ?? usualPlaces(env, platform).find((path) => existsSync(path)) ?? null;
}

/** @param {string} name @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform @returns {string | null} */
function findOnPath(name, env, platform) {
  const file = platform === 'win32' ? `${name}.exe` : name;
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? null;
}

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform @returns {string[]} */
function usualPlaces(env, platform) {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge']
      .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      .concat(
        fromPlaywright(
          join(homedir(), 'Library/Caches/ms-playwright'),
          'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
        ),
      );
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((path) => path !== undefined);
    const inside = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return roots
      .flatMap((path) => inside.map((rest) => join(path, rest)))
      .concat(fromPlaywright(join(env.LOCALAPPDATA ?? '', 'ms-playwright'), 'chrome-win\\chrome.exe'));
  }
  return ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/usr/lib/chromium/chromium'].concat(
    fromPlaywright(join(homedir(), '.cache/ms-playwright'), 'chrome-linux/chrome'),
  );
}

/** Browsers that `npx playwright-core install chromium` has fetched. @param {string} folder @param {string} inside @returns {string[]} */
function fromPlaywright(folder, inside) {
  try {
    return readdirSync(folder)
      .filter((name) => /^chromium-\d+$/.test(name))
      .flatMap((name) =>
        [inside, inside.replace(/^chrome-(linux|mac|win)/, 'chrome-$164')].map((rest) => join(folder, name, rest)),
      );
  } catch {
    return [];
  }
}

/**
 * Makes sure of a Chromium and of the tools that tests look at files with, installing them on Linux as root.
 * @returns {{chromium: string | null, advice: string}} advice: which command to run for what is missing; empty when all is there
 */
export function ensureTestPrograms() {
  const missing = () => [
    ...(findChromium() ? [] : ['chromium']),
    ...Object.entries(tools).flatMap(([name, pack]) => (findOnPath(name, process.env, process.platform) ? [] : [pack])),
  ];
  const mayInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && findOnPath('apt-get', process.env, 'linux');
  if (mayInstall && missing().length > 0) installWithApt(missing());
  return { chromium: findChromium(), advice: adviceFor(missing(), process.platform) };
}

/** @param {string[]} packages */
function installWithApt(packages) {
  say(`Herdbook: installing ${packages.join(', ')} for the tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' });
    if (status !== 0)
      say(`apt-get ${args[0]} failed:\n${`${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n')}`);
  }
}

/** Which command to run for what is missing. @param {string[]} packages Debian names @param {NodeJS.Platform} platform */
export function adviceFor(packages, platform) {
  if (packages.length === 0) return '';
  if (platform === 'linux') {
    return `missing: ${packages.join(', ')}. On Debian or Ubuntu run "sudo apt-get install ${packages.join(' ')}"${
      packages.includes('chromium') ? ', elsewhere "npx playwright-core install chromium"' : ''
    }, then "npm test" again.`;
  }
  const brew = { chromium: '', 'poppler-utils': 'poppler', qpdf: 'qpdf', 'libimage-exiftool-perl': 'exiftool' };
  const rest = packages.map((name) => brew[/** @type {keyof typeof brew} */ (name)]).filter(Boolean);
  const steps = [
    ...(packages.includes('chromium') ? ['"npx playwright-core install chromium"'] : []),
    ...(rest.length
      ? [platform === 'darwin' ? `"brew install ${rest.join(' ')}"` : `"choco install ${rest.join(' ')}"`]
      : []),
  ];
  return `missing: ${packages.join(', ')}. Run ${steps.join(' and ')}, then "npm test" again.`;
}
