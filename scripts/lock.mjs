// Two set-ups at once (two terminals, a start beside a test run) would tear each other's packages apart; the second waits.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from './say.mjs';

/** A lock whose owner has not yet written its process id counts as held for this long. */
const BIRTH_MS = 5000;

/**
 * Runs work while holding the lock folder. A lock whose process is gone is taken over.
 * @template T
 * @param {string} path the lock folder; its parent is made when missing
 * @param {() => Promise<T>} work
 * @param {{pauseMs?: number}} [options] how long to wait between two looks at a held lock
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { pauseMs = 300 } = {}) {
  let told = false;
  while (!take(path)) {
    if (clearStale(path)) continue;
    if (!told) say('Another Herdbook set-up is at work here; waiting for it to finish …');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/** @param {string} path @returns {boolean} whether the lock is now ours */
function take(path) {
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(path, 'pid'), String(process.pid));
  return true;
}

/** @param {string} path @returns {boolean} whether a dead owner's lock was removed */
function clearStale(path) {
  const owner = ownerOf(path);
  if (owner === 'alive') return false;
  // Renaming is the one step that only one of several waiters can do.
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  if (ownerOf(aside) === 'alive') {
    // Another waiter had just taken it over: give it back.
    try {
      renameSync(aside, path);
    } catch {
      rmSync(aside, { recursive: true, force: true });
    }
    return false;
  }
  rmSync(aside, { recursive: true, force: true });
  return true;
}

/** @param {string} path @returns {'alive' | 'gone'} */
function ownerOf(path) {
  try {
    const pid = Number(readFileSync(join(path, 'pid'), 'utf8'));
    if (pid > 0) return isAlive(pid) ? 'alive' : 'gone';
  } catch {}
  try {
    return performance.timeOrigin + performance.now() - statSync(path).mtimeMs < BIRTH_MS ? 'alive' : 'gone';
  } catch {
    return 'gone';
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
