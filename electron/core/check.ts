// Looks a library over without changing it: the catalogue's own health, every file that it names, work that stands still, and what
// an interrupted copy may have left lying about. `herdbook check` and Settings show what it finds.
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { CheckResult, Problem } from '../../shared/contract/library.ts';
import * as checks from '../store/checks.ts';
import { abandonedJobs } from '../store/jobs.ts';
import { sha256Of } from './file-hash.ts';
import type { House, Library } from './house.ts';
import { isOwnerAlive } from './jobs/owner.ts';

/** Names under which files are written before they get their own (`….part`, `….part-<n>`, `.part-…`, `.old-…`). */
const TEMPORARY = /\.part(-[^/\\]*)?$|^\.(part|old)-/;
const PLACES = ['originals', 'thumbnails', 'exports', 'backups', 'models'] as const;
/** Files looked at together; a network drive answers several at a time, a disk does not mind. */
const TOGETHER = 16;

/** `hashes`: read every original whole and compare its SHA-256, which takes as long as reading the library. */
export async function checkLibrary(house: House, options: { hashes: boolean }): Promise<CheckResult> {
  const library = house.library();
  const problems = [
    ...(await checkCatalogue(library)),
    ...(await checkWork(library)),
    ...(await checkFiles(library, options.hashes)),
    ...(await checkLeftovers(library)),
  ];
  return { ok: problems.length === 0, problems };
}

async function checkCatalogue({ store: { db } }: Library): Promise<Problem[]> {
  const damaged = (await checks.damagedPages(db)).map((line) =>
    problem('catalogue-damaged', 'catalogue.sqlite', `The catalogue is damaged: ${line}.`),
  );
  const orphans = (await checks.orphanedRows(db)).map(({ table, rowid, parent }) =>
    problem(
      'row-orphaned',
      `${table} ${rowid ?? ''}`.trim(),
      `A row of ${table} belongs to a ${parent} that is not there.`,
    ),
  );
  const vectors = (await checks.wrongVectors(db)).map(({ detectionId, model }) =>
    problem('vector-wrong', detectionId, `The vector that ${model} made of this box has a wrong length.`),
  );
  return [...damaged, ...orphans, ...vectors];
}

async function checkWork({ store: { db } }: Library): Promise<Problem[]> {
  const media = (await checks.stuckMedia(db)).map(({ id, name }) =>
    problem('media-stuck', id, `${name} says it is being analysed, but no analysis is running.`),
  );
  const jobs = (await abandonedJobs(db, isOwnerAlive)).map(({ id, kind }) =>
    problem('job-stuck', id, `This ${kind} job says it is running, but the process that ran it is gone.`),
  );
  return [...media, ...jobs];
}

async function checkFiles(library: Library, hashes: boolean): Promise<Problem[]> {
  const problems: Problem[] = [];
  for await (const page of checks.filesOnRecord(library.store.db)) {
    for (let at = 0; at < page.length; at += TOGETHER) {
      const some = page.slice(at, at + TOGETHER).map((file) => checkFile(library, file, hashes));
      for (const found of await Promise.all(some)) problems.push(...found);
    }
  }
  return problems;
}

async function checkFile(library: Library, file: checks.FileOnRecord, hashes: boolean): Promise<Problem[]> {
  const problems: Problem[] = [];
  const path = library.locate(file.path);
  const there = await stat(path).catch(() => null);
  if (there === null || !there.isFile()) {
    const where = file.storage === 'referenced' ? ' It was referenced where it lies; is a drive missing?' : '';
    problems.push(problem('file-missing', file.id, `${file.name} is not where it should be: ${path}.${where}`));
  } else if (there.size !== file.size_bytes) {
    const sizes = `${there.size} bytes instead of ${file.size_bytes}`;
    problems.push(problem('file-changed', file.id, `${file.name} has ${sizes}: ${path}.`));
  } else if (hashes) {
    const actual = await sha256Of(path).catch(() => null);
    if (actual === null) problems.push(problem('file-unreadable', file.id, `${file.name} cannot be read: ${path}.`));
    else if (actual !== file.sha256)
      problems.push(
        problem('file-changed', file.id, `${file.name} does not have the bytes it was imported with: ${path}.`),
      );
  }
  if (file.thumbnail !== null && (await stat(library.locate(file.thumbnail)).catch(() => null)) === null) {
    problems.push(problem('thumbnail-missing', file.id, `The thumbnail of ${file.name} is missing; analyse it again.`));
  }
  return problems;
}

/** Half-written files, and originals that no row knows. While something runs, what looks left over may be in the making. */
async function checkLeftovers(library: Library): Promise<Problem[]> {
  const { db } = library.store;
  if (await checks.isWorking(db)) return [];
  const known = await checks.copiedPaths(db);
  const problems: Problem[] = [];
  for (const place of PLACES) {
    const entries = await readdir(join(library.folder, place), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      const path = relative(library.folder, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (TEMPORARY.test(entry.name))
        problems.push(
          problem('leftover', path, `${path} was left behind by an interrupted operation; it can be deleted.`),
        );
      else if (place === 'originals' && entry.isFile() && !known.has(path))
        problems.push(
          problem('file-unknown', path, `${path} lies among the originals, but the catalogue does not know it.`),
        );
    }
  }
  return problems;
}

const problem = (kind: string, subject: string, message: string): Problem => ({ kind, subject, message });
