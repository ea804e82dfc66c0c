// The shell put together: window, protocol, guard, menu, host calls, and core's supervision. Everything of Electron it needs comes
// in as an argument, so that its logic can be tested with a stand-in that follows Electron's documentation.
import { fork } from 'node:child_process';
import type * as Electron from 'electron';
import { answerFrame } from '../../shared/contract/answer.ts';
import { hostCalls } from '../../shared/contract/contract.ts';
import type { ToClient } from '../../shared/contract/frames.ts';
import { type CoreChild, CoreSupervisor } from './core-supervisor.ts';
import { guardContents, guardSession, isFromWindow } from './guard.ts';
import { desktopHost } from './host.ts';
import { menuTemplate } from './menu.ts';
import type { Places } from './places.ts';
import { answerProtocol, ORIGIN, SCHEME, schemePrivileges } from './protocol.ts';
import { windowOptions } from './window.ts';

export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'net' | 'protocol' | 'session' | 'shell'
>;

export interface ShellOptions {
  places: Places;
  /** Library named on the command line. */
  library: string | null;
  forkCore?: () => CoreChild;
}

const CHANNEL = 'herdbook:frame';

/** Starts the desktop program. Resolves once the first window has been asked to load. */
export async function startShell(electron: ElectronParts, options: ShellOptions): Promise<{ core: CoreSupervisor }> {
  const { app, BrowserWindow, dialog, ipcMain, Menu, net, protocol, session, shell } = electron;
  let window: Electron.BrowserWindow | null = null;
  const deliver = (frame: ToClient) => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(CHANNEL, frame);
  };
  const core = new CoreSupervisor({
    fork: options.forkCore ?? (() => forkWithNode(options.places)),
    deliver,
    log: (line) => console.error(line),
  });
  if (options.library !== null) core.open(options.library);

  // One Herdbook at a time: a second start brings the first one's window to the front.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return { core };
  }
  protocol.registerSchemesAsPrivileged([schemePrivileges]);
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, (address) => void shell.openExternal(address)),
  );
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', () => core.stop());

  await app.whenReady();
  guardSession(session.defaultSession);
  protocol.handle(SCHEME, (request) =>
    answerProtocol(request, {
      window: options.places.window,
      core: () => core.address,
      fetch: (url, init) => net.fetch(url, init),
    }),
  );

  const host = desktopHost({ dialog, shell, window: () => window, version: app.getVersion() });
  const closing = new AbortController();
  ipcMain.on(CHANNEL, (event, frame: unknown) => {
    if (!isFromWindow(event, window?.webContents ?? null)) return;
    const name = (frame as { name?: unknown } | null)?.name;
    if (typeof name === 'string' && Object.hasOwn(hostCalls, name))
      void answerFrame(host as never, frame, closing.signal, deliver);
    else core.send(frame);
  });

  const openWindow = () => {
    const made = new BrowserWindow(windowOptions(options.places.preload));
    window = made;
    made.once('ready-to-show', () => made.show());
    made.on('closed', () => {
      window = null;
    });
    void made.loadURL(`${ORIGIN}/`);
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, {
        go: (path) => window?.webContents.loadURL(`${ORIGIN}${path}`),
        openLibrary: () => {
          void pickLibrary(dialog).then((folder) => folder !== null && core.open(folder));
        },
      }),
    ),
  );
  core.start();
  openWindow();
  app.on('activate', () => {
    if (window === null) openWindow();
  });
  return { core };
}

async function pickLibrary(dialog: Electron.Dialog): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Open a library',
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Core runs under the Node that comes with the program; Electron's own switches must not reach it. */
function forkWithNode({ node, coreEntry }: Places): CoreChild {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return fork(coreEntry, [], {
    execPath: node,
    execArgv: [],
    env,
    serialization: 'json',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
