// Set-up and builds leave a stamp: the SHA-256 of what they were made from. A fresh stamp means there is nothing to do,
// and comparing it costs a few milliseconds, so every command can ask.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The key under which packages are installed: lock file and platform. Another platform's packages are other files.
 * @param {string | Buffer} lockFile contents of package-lock.json
 * @param {string} platform such as `linux-x64`
 */
export function setupKey(lockFile, platform) {
  return createHash('sha256').update(lockFile).update('\0').update(platform).digest('hex');
}

/**
 * SHA-256 over names and contents of files and of everything in folders; what does not exist counts as absent.
 * @param {string} root
 * @param {string[]} inputs paths relative to root
 */
export function contentHash(root, inputs) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesUnder(join(root, input))).sort()) {
    const bytes = readFileSync(path);
    hash.update(`${relative(root, path).split(sep).join('/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} the file itself, or every file below the folder, or nothing */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => (name.startsWith('.') ? [] : filesUnder(join(path, name))));
}

/**
 * The stamp at a path, or null where there is none that can be read.
 * @param {string} path @returns {Record<string, any> | null}
 */
export function readStamp(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes a stamp in one step, so that a killed set-up leaves the old one or none. @param {string} path @param {object} stamp */
export function writeStamp(path, stamp) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(stamp)}\n`);
  renameSync(temporary, path);
}

/**
 * Whether what npm has installed (node_modules/.package-lock.json) is what the lock file asks for on this platform.
 * True after a hand-made `npm install`, which then need not be repeated.
 * @param {{packages?: Record<string, LockEntry>}} lock
 * @param {{packages?: Record<string, LockEntry>} | null} installed
 * @param {{platform: string, arch: string}} machine
 *
 * @typedef {{version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, os?: string | string[],
 *   cpu?: string | string[], libc?: string | string[]}} LockEntry
 */
export function installedMatches(lock, installed, machine) {
  if (!installed?.packages || !lock.packages) return false;
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const found = installed.packages[path];
    if (found) {
      if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
    } else if (!(wanted.optional || wanted.devOptional) || isForExactly(wanted, machine)) {
      return false;
    }
  }
  return true;
}

/** Whether an optional package names this platform and processor. @param {LockEntry} entry @param {{platform: string, arch: string}} machine */
function isForExactly(entry, { platform, arch }) {
  if (!entry.os || !entry.cpu || entry.libc) return false;
  return [entry.os].flat().includes(platform) && [entry.cpu].flat().includes(arch);
}
