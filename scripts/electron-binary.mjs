// Electron's program is not inside its npm package: the package's own script fetches it. That may be impossible (no
// network, a firewall), so it is tried once per lock file, watched for standing still, and its failure is remembered.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './say.mjs';
import { node26Environment, node26Path, root, setupStamp } from './setup.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const folder = join(root, 'node_modules', 'electron');

/** Path of Electron's program, or null where it has not been fetched. */
export function electronBinary() {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/**
 * Fetches Electron's program unless it is there or an earlier attempt for this lock file failed.
 * @param {{retry?: boolean, standstillMs?: number}} [options] retry: try again after an earlier failure
 * @returns {Promise<{binary: string} | {binary: null, because: string}>}
 */
export async function ensureElectron({ retry = false, standstillMs = 60_000 } = {}) {
  const present = electronBinary();
  if (present) return { binary: present };
  const stamp = readStamp(setupStamp) ?? {};
  const again = 'try again with "npm start -- --electron"';
  if (stamp.electronFailed && !retry) {
    return { binary: null, because: `its download failed earlier: ${stamp.electronFailed}; ${again}` };
  }
  say('Herdbook: fetching Electron (about 120 MB, only now) …');
  const failure = await runInstallScript(standstillMs);
  const binary = electronBinary();
  if (binary) {
    writeStamp(setupStamp, { ...stamp, electronFailed: undefined });
    return { binary };
  }
  const reason = failure ?? 'its install script left no program behind';
  writeStamp(setupStamp, { ...stamp, electronFailed: reason });
  return { binary: null, because: `${reason}; ${again}` };
}

/** @param {number} standstillMs @returns {Promise<string | null>} why it failed, or null */
function runInstallScript(standstillMs) {
  // The script downloads into the temporary folder; given one of its own, we can see whether bytes still arrive.
  const temporary = mkdtempSync(join(tmpdir(), 'herdbook-electron-'));
  const proxy = process.env.HTTPS_PROXY || process.env.https_proxy;
  return new Promise((resolve) => {
    let errors = '';
    let size = 0;
    let quietSince = performance.now();
    const child = spawn(node26Path(), [join(folder, 'install.js')], {
      cwd: root,
      env: {
        ...node26Environment(),
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
        ...(proxy ? { ELECTRON_GET_USE_PROXY: '1' } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const watch = setInterval(() => {
      const now = sizeOf(temporary) + sizeOf(join(folder, 'dist'));
      if (now !== size) quietSince = performance.now();
      size = now;
      if (performance.now() - quietSince > standstillMs) child.kill('SIGKILL');
    }, 1000);
    child.stderr.on('data', (bytes) => (errors += bytes));
    child.on('error', (error) => (errors += error.message));
    child.on('close', (code, signal) => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      if (code === 0) resolve(null);
      else if (signal === 'SIGKILL') resolve(`no data arrived for ${Math.round(standstillMs / 1000)} seconds`);
      else resolve(explainDownloadFailure(errors));
    });
  });
}

/** A few words for what Electron's install script printed. @param {string} errors */
export function explainDownloadFailure(errors) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET|fetch failed|socket/i.test(errors)) {
    return 'its download server cannot be reached';
  }
  if (/ENOSPC/.test(errors)) return 'the disk is full';
  const status = /(?:code|status|HTTP)\D{0,20}([45]\d\d)/i.exec(errors)?.[1];
  if (status) return `its download server answered ${status}`;
  const line = errors
    .split('\n')
    .find((text) => /error/i.test(text))
    ?.trim();
  return line?.slice(0, 200) || 'its install script failed';
}

/** Bytes below a folder; files may vanish while we look. @param {string} path @returns {number} */
function sizeOf(path) {
  try {
    const entry = statSync(path);
    if (!entry.isDirectory()) return entry.size;
    return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
  } catch {
    return 0;
  }
}
