// One file's way in: read it once, tell what it is, hash it, see whether its bytes are known, learn what it says about itself, find its
// place, keep a proven copy. Answers with its fate; throws only for what concerns the whole import (disk full, catalogue, cancelled).
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ImportId, MediaId } from '../../../shared/domain/ids.ts';
import { HerdbookError } from '../../../shared/errors.ts';
import type { Fate } from '../../store/imports.ts';
import { findMediaByHash, type NewMedia } from '../../store/media-writing.ts';
import type { Queries } from '../../store/open.ts';
import { flag } from '../../store/rows.ts';
import type { DeploymentTable } from '../../store/schema.ts';
import { instantOf } from './capture-time.ts';
import { cardOf, safeFileName, slug } from './card.ts';
import { type Claims, claimHash } from './claims.ts';
import { appendToCopy, beginCopy, dropCopy, type Incoming, proveCopy, settleCopy } from './keep.ts';
import { type FileKind, HEAD_BYTES, recogniseFile } from './kind.ts';
import { type Looked, lookAt, Unusable } from './look.ts';
import type { PhotographMetadata } from './metadata.ts';
import type { Placement } from './placement.ts';
import { readFault } from './sources.ts';

/** Files up to this size are read whole; larger ones pass through in pieces. */
const WHOLE_BYTES = 32 * 1024 * 1024;
const PIECE_BYTES = 4 * 1024 * 1024;

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

/** A fault while reading the source, to be told from one while writing the copy. */
class SourceFault extends Error {}

export async function takeIn(intake: Intake, path: string): Promise<Outcome> {
  let handle: FileHandle | null = null;
  try {
    handle = await fromSource(open(path, 'r'));
    return await takeInOpened(intake, path, handle);
  } catch (error) {
    if (error instanceof SourceFault) return { ...failed(path, readFault(error.cause)), sourceFault: true };
    if (error instanceof Unusable) return failed(path, error.message);
    if (error instanceof HerdbookError && error.code === 'copy-mismatch') return failed(path, error.message);
    throw error;
  } finally {
    await handle?.close().catch(() => {});
  }
}

async function takeInOpened(intake: Intake, path: string, handle: FileHandle): Promise<Outcome> {
  const { size } = await fromSource(handle.stat());
  const whole = size <= WHOLE_BYTES;
  const head = await read(handle, 0, Math.min(size, HEAD_BYTES));
  const kind = await recogniseFile(head);
  if (kind.kind === 'other') return settled(path, { state: 'skipped', reason: kind.reason });
  const bytes = whole ? Buffer.concat([head, await read(handle, head.length, size - head.length)]) : head;
  const incoming = whole ? null : await passThrough(intake, handle, size);
  let copy = incoming?.copy ?? null;
  try {
    const sha256 = incoming?.sha256 ?? createHash('sha256').update(bytes).digest('hex');
    const claim = await claimHash(intake.claims, sha256, path, () => findKnown(intake, sha256));
    if ('sameAs' in claim) return settled(path, { state: 'duplicate', mediaId: claim.mediaId, sameAs: claim.sameAs });
    try {
      const looked = await lookAt(kind, {
        path,
        bytes,
        complete: whole,
        size,
        read: (offset, length) => read(handle, offset, length),
        describe: intake.describe,
        signal: intake.signal,
      });
      const { deployment, locationName } = await place(intake, path, looked.metadata);
      let kept = path;
      if (intake.copy) {
        if (copy === null) {
          copy = await beginCopy(intake.originals, nextName(intake));
          await appendToCopy(copy, bytes);
        }
        await proveCopy(copy, sha256, intake.signal);
        const folder = folderFor(intake, looked.metadata.capturedAt, locationName);
        const name = safeFileName(basename(path));
        kept = await settleCopy(copy, sha256, (prefix) => join(folder, `${prefix}-${name}`), intake.signal);
        copy = null;
      }
      claim.stored();
      return {
        fate: { path, state: 'imported', reason: null, mediaId: claim.mediaId, sameAs: null },
        media: mediaOf(intake, {
          id: claim.mediaId,
          sha256,
          path,
          kept,
          size: incoming?.size ?? bytes.length,
          kind,
          looked,
          deployment,
        }),
        sourceFault: false,
        touched: intake.copy ? dirname(kept) : null,
        release: claim.release,
      };
    } catch (error) {
      claim.failed();
      throw error;
    }
  } finally {
    if (copy !== null) await dropCopy(copy);
  }
}

let copies = 0;
const nextName = (intake: Intake): string => `${intake.importId}-${process.pid}-${++copies}`;

/** A large file: hashed, and copied where copying is asked for, piece by piece. */
async function passThrough(
  intake: Intake,
  handle: FileHandle,
  size: number,
): Promise<{ sha256: string; size: number; copy: Incoming | null }> {
  const copy = intake.copy ? await beginCopy(intake.originals, nextName(intake)) : null;
  try {
    const hash = createHash('sha256');
    let at = 0;
    for (;;) {
      intake.signal.throwIfAborted();
      const piece = await read(handle, at, Math.min(PIECE_BYTES, Math.max(1, size - at)));
      if (piece.length === 0) break;
      hash.update(piece);
      if (copy !== null) await appendToCopy(copy, piece);
      at += piece.length;
    }
    return { sha256: hash.digest('hex'), size: at, copy };
  } catch (error) {
    if (copy !== null) await dropCopy(copy);
    throw error;
  }
}

/** Where these bytes already are, as a path that a person can find. */
async function findKnown(intake: Intake, sha256: string): Promise<{ mediaId: MediaId; sameAs: string } | null> {
  const known = await findMediaByHash(intake.db, sha256, intake.importId);
  if (known === null) return null;
  return { mediaId: known.id, sameAs: known.sourcePath ?? intake.locate(known.path) };
}

async function place(
  intake: Intake,
  path: string,
  metadata: PhotographMetadata,
): Promise<{ deployment: DeploymentTable; locationName: string }> {
  const card = cardOf(dirname(path), intake.staging);
  const location = await intake.placement.locate(card, metadata.position);
  return { deployment: await intake.placement.deploy(card, location, metadata), locationName: location.name };
}

const folderFor = (intake: Intake, capturedAt: string | null, location: string): string =>
  join(intake.originals, capturedAt === null ? 'undated' : capturedAt.slice(0, 4), slug(location));

function mediaOf(
  intake: Intake,
  file: {
    id: MediaId;
    sha256: string;
    path: string;
    kept: string;
    size: number;
    kind: Exclude<FileKind, { kind: 'other' }>;
    looked: Looked;
    deployment: DeploymentTable;
  },
): NewMedia {
  const { metadata, width, height, damaged } = file.looked;
  return {
    id: file.id,
    sha256: file.sha256,
    path: intake.copy ? relative(intake.library, file.kept).split(sep).join('/') : file.path,
    storage: intake.copy ? 'copied' : 'referenced',
    name: basename(file.path),
    size_bytes: file.size,
    kind: file.kind.kind,
    format: file.kind.format,
    captured_at: metadata.capturedAt,
    offset: metadata.offset,
    instant: instantOf(metadata.capturedAt, file.deployment.timezone, metadata.offset),
    make: metadata.make,
    model: metadata.model,
    serial: metadata.serial,
    orientation: metadata.orientation,
    width,
    height,
    latitude: metadata.position?.latitude ?? null,
    longitude: metadata.position?.longitude ?? null,
    altitude: metadata.altitude,
    temperature_c: metadata.temperatureC,
    sequence_index: metadata.sequence?.index ?? null,
    sequence_total: metadata.sequence?.total ?? null,
    event_number: metadata.eventNumber,
    infrared: metadata.infrared === null ? null : flag(metadata.infrared),
    moon_phase: metadata.moonPhase,
    damaged: flag(damaged),
    deployment_id: file.deployment.id,
    import_id: intake.importId,
  };
}

async function read(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, length));
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await fromSource(handle.read(buffer, done, buffer.length - done, offset + done));
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

async function fromSource<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SourceFault('the source could not be read', { cause: error });
  }
}

const settled = (path: string, fate: Pick<Fate, 'state'> & Partial<Fate>): Outcome => ({
  fate: { path, reason: null, mediaId: null, sameAs: null, ...fate },
  media: null,
  sourceFault: false,
  touched: null,
});
const failed = (path: string, reason: string): Outcome => settled(path, { state: 'failed', reason });
