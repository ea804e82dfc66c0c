// What can be learned about a media file from its bytes, and whether there is a picture in it at all.
import { HerdbookError } from '../../../shared/errors.ts';
import type { MediaFileKind } from './kind.ts';
import { nothingSaid, type PhotographMetadata, readMetadata } from './metadata.ts';
import { readPictureHeader, upright } from './picture-header.ts';
import { type ReadBytes, readVideoHeader } from './video-header.ts';

export interface Looked {
  metadata: PhotographMetadata;
  /** Pixels, upright; null where the header does not say. */
  width: number | null;
  height: number | null;
  /** Part of the picture is missing. */
  damaged: boolean;
}

/** Nothing of the file can be shown; the message says why. */
export class Unusable extends Error {}

export interface Opened {
  path: string;
  /** The file, or its beginning when not `complete`. */
  bytes: Buffer;
  complete: boolean;
  size: number;
  read: ReadBytes;
  /** Decodes the picture; rejects when nothing of it can be shown. */
  describe(path: string): Promise<{ width: number; height: number; damaged: boolean }>;
  signal: AbortSignal;
}

/** @throws Unusable */
export async function lookAt(kind: MediaFileKind, file: Opened): Promise<Looked> {
  if (kind.kind === 'video') {
    const header = await readVideoHeader(kind.format, file.size, file.read);
    if (header.hopeless !== null) throw new Unusable(header.hopeless);
    return { metadata: nothingSaid, width: header.width, height: header.height, damaged: false };
  }
  const metadata = await readMetadata(file.bytes, kind.format);
  const header = readPictureHeader(file.bytes, kind.format, file.complete);
  if (!header.doubtful)
    return { metadata, ...upright(header.width, header.height, metadata.orientation), damaged: false };
  try {
    const { width, height, damaged } = await file.describe(file.path);
    return { metadata, width, height, damaged };
  } catch (error) {
    file.signal.throwIfAborted();
    if (error instanceof HerdbookError) throw new Unusable(error.message);
    // The decoder itself is not to be had. What has a size is kept and looked at again by the analysis.
    if (header.width === null) throw new Unusable(`its header cannot be read (${(error as Error).message})`);
    return { metadata, ...upright(header.width, header.height, metadata.orientation), damaged: true };
  }
}
