// The `host.*` calls as the desktop answers them: native dialogs, the file manager, the usual programs.
import { stat } from 'node:fs/promises';
import type { BrowserWindow, Dialog, OpenDialogOptions, Shell } from 'electron';
import type { HostHandlers } from '../../shared/contract/contract.ts';
import { InvalidInputError } from '../../shared/errors.ts';

export interface DesktopParts {
  dialog: Pick<Dialog, 'showOpenDialog'>;
  shell: Pick<Shell, 'showItemInFolder' | 'openPath'>;
  window: () => BrowserWindow | null;
  version: string;
}

/** Kinds of files that exports are. */
const EXPORTED = /\.(pdf|zip|csv|json|txt)$/i;

/** Whether a path is what an export may have made. The window asks for nothing else, and nothing that runs is ever opened for it. */
async function isExport(path: string): Promise<boolean> {
  if (EXPORTED.test(path)) return true;
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  // To macOS a program is a folder with this ending.
  return isFolder && !/\.app[\\/]*$/i.test(path);
}

export function desktopHost({ dialog, shell, window, version }: DesktopParts): HostHandlers {
  return {
    'host.describe': () => ({ kind: 'electron', version, platform: process.platform, nativeDialogs: true }),
    'host.pickFolders': async ({ title, multiple, endings }) => {
      // Outside macOS a dialog offers either folders or files.
      const properties: OpenDialogOptions['properties'] =
        endings.length === 0 ? ['openDirectory', 'createDirectory'] : ['openFile'];
      if (multiple) properties.push('multiSelections');
      const parent = window();
      const filters = endings.length === 0 ? [] : [{ name: title, extensions: endings }];
      const options = { title, properties, filters };
      const { canceled, filePaths } =
        parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
      return { paths: canceled ? [] : filePaths };
    },
    'host.reveal': ({ path }) => {
      shell.showItemInFolder(path);
      return { shown: true };
    },
    'host.open': async ({ path }) => ({ opened: (await isExport(path)) && (await shell.openPath(path)) === '' }),
    'host.listFolder': () => {
      throw new InvalidInputError(
        'Choosing folders from a list is for browsers; on the desktop a dialog asks for them.',
      );
    },
    'host.beginUpload': () => {
      throw new InvalidInputError('Uploading is for browsers; on the desktop dropped folders are read where they are.');
    },
    'host.dropUpload': () => ({ dropped: false }),
  };
}
