// The `host.*` calls as the browser host answers them: folders of the computer that serves are chosen in a list, and files dropped
// into the page are uploaded. What needs a desktop (native dialogs, the file manager) says that it did not happen.
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import type { HostHandlers } from '../../shared/contract/contract.ts';
import { InvalidInputError, SourceUnreadableError } from '../../shared/errors.ts';
import type { House } from '../core/house.ts';
import { dropForgottenUploads, dropUpload } from '../core/import/uploads.ts';
import { VERSION } from '../core/version.ts';
import { beginUpload } from './upload.ts';

export function browserHost(house: House): HostHandlers {
  return {
    'host.describe': () => ({ kind: 'browser', version: VERSION, platform: process.platform, nativeDialogs: false }),
    'host.listFolder': ({ path, endings }) => listFolder(path ?? homedir(), endings),
    'host.pickFolders': () => ({ paths: [] }),
    'host.reveal': () => ({ shown: false }),
    'host.open': () => ({ opened: false }),
    'host.beginUpload': async () => {
      await dropForgottenUploads(house.library());
      return beginUpload(house.library().place('staging'));
    },
    'host.dropUpload': async ({ session }) => ({ dropped: await dropUpload(house.library(), session) }),
  };
}

/** @throws SourceUnreadableError naming the folder */
export async function listFolder(path: string, endings: readonly string[] = []) {
  if (!isAbsolute(path)) throw new InvalidInputError(`"${path}" is not a full path.`, { field: 'path' });
  const folder = resolve(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new SourceUnreadableError(`The folder ${folder} cannot be read: ${error.message}`, {
      field: 'path',
      cause: error,
    });
  });
  const visible = entries.filter((entry) => !entry.name.startsWith('.'));
  const named = (some: Dirent[]) =>
    some
      .map(({ name }) => ({ name, path: join(folder, name) }))
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const parent = dirname(folder);
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    folders: named(visible.filter((entry) => entry.isDirectory())),
    files: visible.filter((entry) => entry.isFile()).length,
    matching: named(
      visible.filter((entry) => entry.isFile() && endings.includes(extname(entry.name).slice(1).toLowerCase())),
    ),
    places: await places(),
  };
}

/** The home folder and what is mounted: where cards appear. */
async function places(): Promise<{ name: string; path: string }[]> {
  const found = [{ name: 'Home', path: homedir() }];
  if (process.platform === 'win32') {
    for (const letter of 'DEFGHIJKLMNOPQRSTUVWXYZ') {
      const drive = `${letter}:\\`;
      if (
        await readdir(drive).then(
          () => true,
          () => false,
        )
      )
        found.push({ name: drive, path: drive });
    }
    return found;
  }
  const roots =
    process.platform === 'darwin'
      ? ['/Volumes']
      : ['/media', `/media/${process.env.USER ?? ''}`, `/run/media/${process.env.USER ?? ''}`, '/mnt'];
  for (const root of new Set(roots.map((root) => root.replace(/\/$/, '')))) {
    const inside = await readdir(root, { withFileTypes: true }).catch(() => []);
    for (const entry of inside) if (entry.isDirectory()) found.push({ name: entry.name, path: join(root, entry.name) });
  }
  found.push({ name: 'Whole computer', path: '/' });
  return found;
}
