// A look into dropped folders before anything is stored: what is there, from which cameras and when, where it may have been taken, and what
// looks wrong. Reads only the beginnings of files, and metadata of a few per folder, so that it is quick on a slow card too.
import { open } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { SourcePreview } from '../../../shared/contract/import.ts';
import type { FoundFile } from '../../store/imports.ts';
import type { Library } from '../house.ts';
import { cameraLabel, cardName, cardOf } from './card.ts';
import { doubtsAbout } from './doubts.ts';
import { type FileKind, HEAD_BYTES, recogniseFile } from './kind.ts';
import { type PhotographMetadata, readMetadata } from './metadata.ts';
import { freeBytes, isRemovable } from './removable.ts';
import { checkSources, isInside, listFiles, readFault, refuseLibraryItself } from './sources.ts';
import { suggestLocation } from './suggest.ts';

/** Photographs per folder whose metadata is read. */
const SAMPLE = 40;
/** Up to this many files a folder's files are told by their bytes; beyond, by their names, and the import will tell exactly. */
const TOLD_BY_BYTES = 2_000;
/** Metadata lies in the first 64 KB of a JPEG; a little more for cameras that put a preview before it. */
const METADATA_BYTES = 256 * 1024;
const AT_ONCE = 8;

type Told = 'image' | 'video' | 'other';
const BY_NAME: Record<string, Told> = {
  '.jpg': 'image',
  '.jpeg': 'image',
  '.png': 'image',
  '.webp': 'image',
  '.tif': 'image',
  '.tiff': 'image',
  '.mp4': 'video',
  '.mov': 'video',
  '.avi': 'video',
  '.mkv': 'video',
  '.asf': 'video',
};

/** @throws SourceUnreadableError naming a path that cannot be read, InvalidInputError */
export async function lookInto(
  library: Library,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<SourcePreview> {
  const staging = library.place('staging');
  const sources = await checkSources(paths);
  refuseLibraryItself(sources, library.folder, staging);
  const cards = new Map<string, FoundFile[]>();
  const problems: SourcePreview['problems'] = [];
  const seen = new Set<string>();
  for (const source of sources)
    for await (const file of listFiles(source, isInside(source, library.folder) ? null : library.folder)) {
      signal.throwIfAborted();
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      if (file.fate !== undefined) {
        problems.push({ path: file.path, reason: file.fate.reason });
        continue;
      }
      const card = cardOf(dirname(file.path), staging);
      const files = cards.get(card);
      if (files === undefined) cards.set(card, [file]);
      else files.push(file);
    }
  const folders: SourcePreview['folders'] = [];
  let othersElsewhere = 0;
  for (const [card, files] of cards) {
    const folder = await lookIntoCard(library, card, staging, files, problems, signal);
    if (folder.images + folder.videos > 0) folders.push(folder);
    else othersElsewhere += folder.others;
  }
  const sum = (of: (folder: SourcePreview['folders'][number]) => number) =>
    folders.reduce((total, folder) => total + of(folder), 0);
  return {
    folders,
    images: sum((folder) => folder.images),
    videos: sum((folder) => folder.videos),
    others: sum((folder) => folder.others) + othersElsewhere,
    bytes: sum((folder) => folder.bytes),
    freeBytes: await freeBytes(library.folder),
    problems,
    removable: (await Promise.all(sources.map(isRemovable))).includes(true),
  };
}

async function lookIntoCard(
  library: Library,
  card: string,
  staging: string,
  files: FoundFile[],
  problems: SourcePreview['problems'],
  signal: AbortSignal,
): Promise<SourcePreview['folders'][number]> {
  const byName = files.length > TOLD_BY_BYTES;
  const told = await each(files, signal, async (file): Promise<Told> => {
    const guess = byName ? BY_NAME[extname(file.path).toLowerCase()] : undefined;
    return guess ?? (await tell(file, problems));
  });
  const of = (kind: Told) => files.filter((_, at) => told[at] === kind);
  const media = files.filter((_, at) => told[at] !== 'other');
  const frames = await each(spread(of('image'), SAMPLE), signal, readFrame);
  const times = frames.flatMap((frame) => frame.metadata?.capturedAt ?? []).sort();
  const cameras = new Map(
    frames.flatMap(({ camera, metadata }) => (camera === null || metadata === null ? [] : [[camera, metadata]])),
  );
  const position = frames.find((frame) => frame.metadata?.position)?.metadata?.position ?? null;
  const suggestion = await suggestLocation(library.store.db, {
    name: cardName(card, staging),
    position,
    serials: [...cameras.values()].flatMap((camera) => camera.serial ?? []),
  });
  return {
    folder: card,
    suggestedLocation: suggestion.location,
    suggestedLocationId: suggestion.locationId,
    suggestionReason: suggestion.reason,
    images: of('image').length,
    videos: of('video').length,
    others: of('other').length,
    bytes: media.reduce((total, file) => total + file.sizeBytes, 0),
    cameras: [...cameras.keys()],
    firstCapture: times[0] ?? null,
    lastCapture: times.at(-1) ?? null,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    warnings: doubtsAbout(
      frames.map(({ name, camera, metadata }) => ({ name, camera, capturedAt: metadata?.capturedAt ?? null })),
      Temporal.Now.plainDateTimeISO().toString(),
    ),
  };
}

async function tell(file: FoundFile, problems: SourcePreview['problems']): Promise<Told> {
  try {
    const kind: FileKind = await recogniseFile(await beginning(file.path, HEAD_BYTES));
    if (kind.kind === 'other') problems.push({ path: file.path, reason: kind.reason });
    return kind.kind;
  } catch (error) {
    problems.push({ path: file.path, reason: readFault(error) });
    return 'other';
  }
}

async function readFrame(
  file: FoundFile,
): Promise<{ name: string; camera: string | null; metadata: PhotographMetadata | null }> {
  const name = basename(file.path);
  try {
    const bytes = await beginning(file.path, METADATA_BYTES);
    const kind = await recogniseFile(bytes.subarray(0, HEAD_BYTES));
    if (kind.kind !== 'image') return { name, camera: null, metadata: null };
    const metadata = await readMetadata(bytes, kind.format);
    return { name, camera: cameraLabel(metadata), metadata };
  } catch {
    return { name, camera: null, metadata: null };
  }
}

async function beginning(path: string, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** At most `count` of a list, evenly spread, the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, at) => list[Math.round((at * (list.length - 1)) / (count - 1))]!);
}

/** Answers in the order of the list, a few at a time. */
async function each<T, R>(list: readonly T[], signal: AbortSignal, work: (item: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  for (let at = 0; at < list.length; at += AT_ONCE) {
    signal.throwIfAborted();
    out.push(...(await Promise.all(list.slice(at, at + AT_ONCE).map(work))));
  }
  return out;
}
