// One file's way in: read it once, tell what it is, hash it, see whether its bytes are known, learn what it says about itself, find its
// place, keep a proven copy. Answers with its fate; throws only for what concerns the whole import (disk full, catalogue, cancelled).
import { hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ImportId } from '../../../shared/domain/ids.ts';
import { CopyMismatchError } from '../../../shared/errors.ts';
import type { Fate } from '../../store/imports.ts';
import { findMediaByHash, type NewMedia } from '../../store/media-writing.ts';
import type { Queries } from '../../store/open.ts';
import { cardOf, safeFileName, slug } from './card.ts';
import { type Claim, type Claims, claimHash, type Known } from './claims.ts';
import { appendToCopy, beginCopy, dropCopy, type Incoming, proveCopy, settleCopy } from './keep.ts';
import { HEAD_BYTES, type MediaFileKind, recogniseFile } from './kind.ts';
import { lookAt, Unusable } from './look.ts';
import { mediaRowOf } from './media-row.ts';
import type { Placement } from './placement.ts';
import { DESK_BYTES, fromSource, readBytes, readInto, readThrough, SourceFault } from './reading.ts';
import { readFault } from './sources.ts';

/** Files up to this size are held in memory; larger ones pass through in pieces. */
const WHOLE_BYTES = 32 * 1024 * 1024;

export interface Intake {
  db: Queries;
  importId: ImportId;
  copy: boolean;
  /** Absolute. */
  library: string;
  originals: string;
  staging: string;
  placement: Placement;
  claims: Claims;
  /** Decodes a picture that looks damaged; rejects when nothing can be shown. */
  describe(path: string): Promise<{ width: number; height: number; damaged: boolean }>;
  /** Absolute path for a catalogue path. */
  locate(path: string): string;
  signal: AbortSignal;
}

export interface Outcome {
  fate: Fate;
  media: NewMedia | null;
  /** The source could not be read; the card may be gone. */
  sourceFault: boolean;
  /** Folder whose entry changed, to be flushed before the media is written down. */
  touched: string | null;
  /** Lets go of the hash once the outcome is in the catalogue. */
  release?: () => void;
}

/** @param desk DESK_BYTES of memory that nobody else uses meanwhile */
export async function takeIn(intake: Intake, path: string, desk: Buffer): Promise<Outcome> {
  let handle: FileHandle | null = null;
  const arrival: { copy: Incoming | null } = { copy: null };
  try {
    handle = await fromSource(open(path, 'r'));
    const { size } = await fromSource(handle.stat());
    const start = await readInto(handle, desk.subarray(0, size <= DESK_BYTES ? size : HEAD_BYTES), 0);
    const kind = await recogniseFile(start.subarray(0, HEAD_BYTES));
    if (kind.kind === 'other') return settled(path, { state: 'skipped', reason: kind.reason });
    const file =
      size <= WHOLE_BYTES
        ? await holdWhole(handle, start, size)
        : await passThrough(intake, handle, start, desk, arrival);
    const claim = await claimHash(intake.claims, file.sha256, path, () => findKnown(intake, file.sha256));
    if ('sameAs' in claim) return settled(path, { state: 'duplicate', ...claim });
    return await bringIn(intake, { path, handle, kind, claim, desk, ...file }, arrival);
  } catch (error) {
    if (error instanceof SourceFault) return { ...failed(path, readFault(error.cause)), sourceFault: true };
    if (error instanceof Unusable || error instanceof CopyMismatchError) return failed(path, error.message);
    throw error;
  } finally {
    if (arrival.copy !== null) await dropCopy(arrival.copy);
    await handle?.close().catch(() => {});
  }
}

interface Held {
  sha256: string;
  size: number;
  /** The file, or its beginning when not `complete`. */
  bytes: Buffer;
  complete: boolean;
}

async function holdWhole(handle: FileHandle, start: Buffer, size: number): Promise<Held> {
  const bytes = size <= DESK_BYTES ? start : await readBytes(handle, 0, size);
  return { sha256: hash('sha256', bytes), size: bytes.length, bytes, complete: true };
}

/** A large file is hashed piece by piece, and copied at the same time where copying is asked for. */
async function passThrough(
  intake: Intake,
  handle: FileHandle,
  start: Buffer,
  desk: Buffer,
  arrival: { copy: Incoming | null },
): Promise<Held> {
  if (intake.copy) arrival.copy = await beginCopy(intake.originals, nextName(intake));
  const read = await readThrough(handle, desk.subarray(HEAD_BYTES), async (piece) => {
    intake.signal.throwIfAborted();
    if (arrival.copy !== null) await appendToCopy(arrival.copy, piece);
  });
  return { ...read, bytes: start, complete: false };
}

interface New extends Held {
  path: string;
  handle: FileHandle;
  kind: MediaFileKind;
  claim: Claim;
  desk: Buffer;
}

/** What has not been seen before is looked at, placed and kept. */
async function bringIn(intake: Intake, file: New, arrival: { copy: Incoming | null }): Promise<Outcome> {
  const { path, handle, kind, claim } = file;
  try {
    const looked = await lookAt(kind, {
      ...file,
      read: (offset, length) => readBytes(handle, offset, length),
      describe: intake.describe,
      signal: intake.signal,
    });
    const card = cardOf(dirname(path), intake.staging);
    const location = await intake.placement.locate(card, looked.metadata.position);
    const deployment = await intake.placement.deploy(card, location, looked.metadata);
    const year = looked.metadata.capturedAt?.slice(0, 4) ?? 'undated';
    const kept = intake.copy ? await keep(intake, file, arrival, join(year, slug(location.name))) : null;
    claim.stored();
    return {
      fate: { path, state: 'imported', reason: null, mediaId: claim.mediaId, sameAs: null },
      media: mediaRowOf({
        ...file,
        id: claim.mediaId,
        importId: intake.importId,
        source: path,
        path: kept === null ? path : relative(intake.library, kept).split(sep).join('/'),
        storage: kept === null ? 'referenced' : 'copied',
        looked,
        deployment,
      }),
      sourceFault: false,
      touched: kept === null ? null : dirname(kept),
      release: claim.release,
    };
  } catch (error) {
    claim.failed();
    throw error;
  }
}

/** Answers with the absolute path of the proven copy. @param folder below `originals` */
async function keep(intake: Intake, file: New, arrival: { copy: Incoming | null }, folder: string): Promise<string> {
  if (arrival.copy === null) {
    arrival.copy = await beginCopy(intake.originals, nextName(intake));
    await appendToCopy(arrival.copy, file.bytes);
  }
  // From here on the copy is what counts, and the desk is free for reading it back.
  await proveCopy(arrival.copy, file.sha256, file.desk, intake.signal);
  const name = safeFileName(basename(file.path));
  const nameFor = (prefix: string) => join(intake.originals, folder, `${prefix}-${name}`);
  const kept = await settleCopy(arrival.copy, file.sha256, nameFor, intake.signal);
  arrival.copy = null;
  return kept;
}

let copies = 0;
const nextName = (intake: Intake): string => `${intake.importId}-${process.pid}-${++copies}`;

/** Where these bytes already are, as a path that a person can find. */
async function findKnown(intake: Intake, sha256: string): Promise<Known | null> {
  const known = await findMediaByHash(intake.db, sha256, intake.importId);
  if (known === null) return null;
  return { mediaId: known.id, sameAs: known.sourcePath ?? intake.locate(known.path) };
}

const settled = (path: string, fate: Pick<Fate, 'state'> & Partial<Fate>): Outcome => ({
  fate: { path, reason: null, mediaId: null, sameAs: null, ...fate },
  media: null,
  sourceFault: false,
  touched: null,
});
const failed = (path: string, reason: string): Outcome => settled(path, { state: 'failed', reason });
