// Which files a person means: the videos named, and of a folder the videos directly in it, in the order of their names as cameras count.
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SourceUnreadableError } from '../../../shared/errors.ts';
import { HEAD_BYTES, recogniseFile } from '../import/kind.ts';

const unreadable = (message: string) => new SourceUnreadableError(message, { field: 'paths' });

/** Absolute paths, each once. @throws SourceUnreadableError for what is not there, and for a folder without videos */
export async function videosOf(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths.map((one) => resolve(one))) {
    const there = await stat(path).catch(() => null);
    if (there === null) throw unreadable(`${path} cannot be read: it is not there.`);
    for (const video of there.isDirectory() ? await videosIn(path) : [path]) found.add(video);
  }
  return [...found];
}

async function videosIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  names.sort(new Intl.Collator('en', { numeric: true }).compare);
  const videos: string[] = [];
  for (const name of names) if (await isVideo(join(folder, name))) videos.push(join(folder, name));
  if (videos.length === 0) throw unreadable(`There is no video directly in ${folder}.`);
  return videos;
}

async function isVideo(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return (await recogniseFile(buffer.subarray(0, bytesRead))).kind === 'video';
  } finally {
    await file.close();
  }
}
