// `npm start`: installs what is missing, builds what is stale, and opens Herdbook: as a window where Electron can run,
// else in the browser, saying why.
//   --browser            open in the browser in any case
//   --electron           try again to fetch Electron after it failed
//   --library <folder>   open this library
//   --port <number>      port of the browser mode
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureElectron } from './electron-binary.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { runScript, SetupError, say } from './say.mjs';
import { callersFolder, ensureInstalled, node26, node26Environment, root, run } from './setup.mjs';
import { decideShell, fallbackSentence } from './shell-choice.mjs';

/** An Electron that ends with an error this soon never showed a window. */
const STARTUP_MS = 8000;

await runScript(async () => {
  const { browser, electron, library, port } = startOptions();
  await ensureInstalled();
  if (!browser) {
    const opened = await openWindow({ retry: electron === true, library });
    if ('code' in opened) return opened.code;
    say(fallbackSentence(opened.because));
  }
  await ensureBuilt('renderer');
  const args = [join(root, 'electron/web/serve.ts'), '--open'];
  if (library) args.push('--library', library);
  if (port) args.push('--port', port);
  return node26(args);
});

function startOptions() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean' },
        electron: { type: 'boolean' },
        library: { type: 'string' },
        port: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${/** @type {Error} */ (error).message}. Known: --browser, --electron, --library, --port.`);
  }
}

/**
 * Opens the window and waits until it is closed.
 * @param {{retry: boolean, library?: string}} options
 * @returns {Promise<{code: number} | {because: string}>} its exit code after a window was shown, else why none could be
 */
async function openWindow({ retry, library }) {
  const isRoot = process.getuid?.() === 0;
  // Nothing is downloaded for a machine that could not show it.
  const possible = decideShell(process.env, process.platform, { hasBinary: true, isRoot });
  if (possible.shell === 'browser') return possible;
  const had = await ensureElectron({ retry });
  if (had.binary === null) {
    const choice = decideShell(process.env, process.platform, {
      hasBinary: false,
      missingBecause: had.because,
      isRoot,
    });
    return { because: choice.shell === 'browser' ? choice.because : had.because };
  }
  await ensureBuilt('renderer', 'electron');
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = /** @type {NodeJS.ProcessEnv} */ (node26Environment());
  const began = performance.now();
  const args = [root, ...(library ? ['--library', resolve(callersFolder(), library)] : [])];
  const code = await run(had.binary, args, { cwd: root, env, stdio: 'inherit' });
  if (code === 0 || performance.now() - began > STARTUP_MS) return { code };
  return { because: `Electron ended with code ${code} right after its start` };
}
