// Builds what is stale and nothing else: the window's pages with Vite, Electron's main and preload with esbuild.
// Core, workers and commands need no building: Node runs their TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { SetupError, say } from './say.mjs';
import { node26Environment, node26Path, root } from './setup.mjs';
import { contentHash, readStamp, writeStamp } from './stamp.mjs';

/** What each part is made of; a change of any of these files makes it stale. */
const parts = {
  renderer: {
    inputs: ['renderer', 'shared', 'resources', 'vite.config.ts', 'package-lock.json'],
    result: 'dist/renderer/index.html',
    build: buildRenderer,
  },
  electron: {
    inputs: ['electron/main.ts', 'electron/preload.ts', 'electron/shell', 'shared', 'package-lock.json'],
    result: 'dist/electron/main.js',
    build: buildElectron,
  },
};

/**
 * Builds the named parts where their inputs have changed since they were last built.
 * @param {(keyof typeof parts)[]} names
 * @returns {Promise<void>} rejects with a SetupError after printing what the builder said
 */
export async function ensureBuilt(...names) {
  const stale = () => names.filter((name) => !isFresh(name));
  if (stale().length === 0) return;
  await withLock(join(root, '.setup-lock'), async () => {
    for (const name of stale()) {
      const hash = contentHash(root, parts[name].inputs);
      say(`Herdbook: building ${name === 'renderer' ? 'the window' : 'the Electron shell'} …`);
      await rm(stampOf(name), { force: true });
      await parts[name].build();
      writeStamp(stampOf(name), { key: hash });
    }
  });
}

/** @param {keyof typeof parts} name */
const stampOf = (name) => join(root, 'dist', `.${name}-stamp`);

/** @param {keyof typeof parts} name */
function isFresh(name) {
  const { inputs, result } = parts[name];
  return existsSync(join(root, result)) && readStamp(stampOf(name))?.key === contentHash(root, inputs);
}

async function buildRenderer() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(node26Path(), [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...node26Environment(), NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status === 0) return;
  say(`${stdout}${stderr}`.trimEnd());
  throw new SetupError('the window could not be built; the reason is above.');
}

async function buildElectron() {
  const { build } = await import('esbuild');
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: root,
    bundle: true,
    platform: /** @type {const} */ ('node'),
    target: 'node24',
    external: ['electron'],
    sourcemap: true,
    legalComments: /** @type {const} */ ('none'),
    logLevel: /** @type {const} */ ('warning'),
  });
  try {
    await build({ ...common, entryPoints: ['electron/main.ts'], format: 'esm', outfile: 'dist/electron/main.js' });
    // A sandboxed preload is loaded as CommonJS and may require nothing but electron.
    await build({
      ...common,
      entryPoints: ['electron/preload.ts'],
      format: 'cjs',
      outfile: 'dist/electron/preload.cjs',
    });
  } catch {
    throw new SetupError('the Electron shell could not be built; the reason is above.');
  }
}
