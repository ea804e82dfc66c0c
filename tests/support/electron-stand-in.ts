// A small stand-in for the `electron` module, following Electron's documentation where the shell relies on it: schemes must be
// registered before `ready`, protocol handlers after; events are preventable; a second instance does not get the lock. It proves
// the shell's own logic; what Electron itself does with it is named in docs/packaging.md as not run here.
import { EventEmitter } from 'node:events';
import type { ElectronParts } from '../../electron/shell/shell.ts';

export class PreventableEvent {
  defaultPrevented = false;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class StandInContents extends EventEmitter {
  readonly mainFrame = { url: 'app://herdbook/' };
  readonly sent: { channel: string; frame: unknown }[] = [];
  readonly loaded: string[] = [];
  openHandler: ((details: { url: string }) => { action: 'deny' | 'allow' }) | null = null;
  send(channel: string, frame: unknown): void {
    this.sent.push({ channel, frame });
  }
  async loadURL(address: string): Promise<void> {
    this.loaded.push(address);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' | 'allow' }): void {
    this.openHandler = handler;
  }
}

export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  readonly options: { webPreferences?: Record<string, unknown>; show?: boolean };
  shown = false;
  focused = 0;
  minimized = false;
  constructor(options: object) {
    super();
    this.options = options;
  }
  isDestroyed = () => false;
  isMinimized = () => this.minimized;
  restore = () => {
    this.minimized = false;
  };
  focus = () => {
    this.focused++;
  };
  show = () => {
    this.shown = true;
  };
  loadURL = (address: string) => this.webContents.loadURL(address);
}

export interface StandIn {
  parts: ElectronParts;
  app: EventEmitter & { quits: number };
  windows: StandInWindow[];
  ipc: EventEmitter;
  schemes: { scheme: string; privileges: object }[];
  protocolHandlers: Map<string, (request: Request) => Promise<Response>>;
  session: {
    request: ((contents: unknown, permission: string, decide: (allowed: boolean) => void) => void) | null;
    check: ((contents: unknown, permission: string) => boolean) | null;
  };
  opened: string[];
  revealed: string[];
  openedFiles: string[];
  menu: { template: { label?: string; submenu?: { label?: string; click?: () => void }[] }[] };
  dialogAnswer: { canceled: boolean; filePaths: string[] };
  /** What dialogs were asked to offer. */
  dialogs: unknown[];
  fetched: { url: string; init: RequestInit }[];
}

export function makeStandIn(options: { lock?: boolean; fetch?: (url: string) => Response } = {}): StandIn {
  let ready = false;
  const app = Object.assign(new EventEmitter(), {
    quits: 0,
    isPackaged: false,
    requestSingleInstanceLock: () => options.lock ?? true,
    quit: () => {
      app.quits++;
      app.emit('before-quit');
    },
    getVersion: () => '1.2.3',
    whenReady: async () => {
      ready = true;
    },
  });
  const standIn: Omit<StandIn, 'parts'> = {
    app,
    windows: [],
    ipc: new EventEmitter(),
    schemes: [],
    protocolHandlers: new Map(),
    session: { request: null, check: null },
    opened: [],
    revealed: [],
    openedFiles: [],
    menu: { template: [] },
    dialogAnswer: { canceled: false, filePaths: ['/cards/a', '/cards/b'] },
    dialogs: [],
    fetched: [],
  };
  class BrowserWindow extends StandInWindow {
    constructor(windowOptions: object) {
      super(windowOptions);
      if (!ready) throw new Error('Cannot create BrowserWindow before app is ready');
      standIn.windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
  }
  const parts = {
    app,
    BrowserWindow,
    dialog: {
      showOpenDialog: async (...asked: unknown[]) => {
        standIn.dialogs.push(asked.at(-1));
        return standIn.dialogAnswer;
      },
    },
    ipcMain: standIn.ipc,
    Menu: {
      buildFromTemplate: (template: StandIn['menu']['template']) => ({ template }),
      setApplicationMenu: (menu: StandIn['menu']) => {
        standIn.menu = menu;
      },
    },
    net: {
      fetch: async (url: string, init: RequestInit) => {
        standIn.fetched.push({ url, init });
        return options.fetch?.(url) ?? new Response('bytes');
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: StandIn['schemes']) => {
        if (ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
        standIn.schemes.push(...schemes);
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
        if (!ready) throw new Error('protocol.handle must be called after app is ready');
        standIn.protocolHandlers.set(scheme, handler);
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: StandIn['session']['request']) => {
          standIn.session.request = handler;
        },
        setPermissionCheckHandler: (handler: StandIn['session']['check']) => {
          standIn.session.check = handler;
        },
      },
    },
    shell: {
      openExternal: async (address: string) => void standIn.opened.push(address),
      openPath: async (path: string) => {
        standIn.openedFiles.push(path);
        return path.includes('missing') ? 'no such file' : '';
      },
      showItemInFolder: (path: string) => void standIn.revealed.push(path),
    },
  };
  return {
    ...standIn,
    parts: parts as unknown as ElectronParts,
    get menu() {
      return standIn.menu;
    },
    get dialogAnswer() {
      return standIn.dialogAnswer;
    },
    set dialogAnswer(answer) {
      standIn.dialogAnswer = answer;
    },
  };
}

/** A core process as the shell sees it: messages in, messages out, death on request. */
export class StandInCore extends EventEmitter {
  readonly pid = 4242;
  readonly received: { kind: string; frame?: unknown; folder?: string }[] = [];
  killed: string | null = null;
  send(message: { kind: string }): boolean {
    this.received.push(message);
    return true;
  }
  kill(signal: string): boolean {
    this.killed = signal;
    return true;
  }
  ready(): void {
    this.emit('message', { kind: 'ready', port: 5000, token: 'secret' });
  }
  die(): void {
    this.emit('exit', null, 'SIGKILL');
  }
}
