// The three transports, each set up with a real core behind it and a client in front, so that one test runs over all of them.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startCore } from '../../electron/core/core.ts';
import { type CoreChild, CoreSupervisor } from '../../electron/shell/core-supervisor.ts';
import { startWebServer } from '../../electron/web/server.ts';
import type { Client } from '../../shared/contract/contract.ts';
import { createFrameClient, type FrameClient } from '../../shared/contract/frame-client.ts';
import type { ToClient } from '../../shared/contract/frames.ts';

export interface Connected {
  client: Client;
  /** A frame sent as it is, past the typed client. */
  sendRaw(frame: unknown): void;
  /** Every frame that came back. */
  frames: ToClient[];
  /** Ends core the hard way. */
  killCore(): Promise<void>;
  /** Brings core back and connects again. */
  restartCore(): Promise<void>;
  close(): Promise<void>;
}

export interface Transport {
  name: string;
  connect(): Promise<Connected>;
}

const REPOSITORY = join(import.meta.dirname, '../..');

async function withHome<T>(
  work: (environment: NodeJS.ProcessEnv) => Promise<T & { close(): Promise<void> }>,
): Promise<T & { close(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'herdbook-home-'));
  const connected = await work({ ...process.env, HERDBOOK_HOME: home });
  const { close } = connected;
  return Object.assign(connected, {
    close: async () => {
      await close();
      await rm(home, { recursive: true, force: true });
    },
  });
}

const inProcess: Transport = {
  name: 'in one process',
  connect: () =>
    withHome(async (environment) => {
      const frames: ToClient[] = [];
      let core = await startCore({ environment });
      let current: FrameClient;
      let carrier: ReturnType<typeof core.attach>;
      const attach = () => {
        const made = core;
        current = createFrameClient((frame) => carrier.receive(frame));
        carrier = made.attach((frame) => {
          frames.push(frame);
          current.receive(frame);
        });
      };
      attach();
      return {
        client: {
          call: (name, input) => current.call(name, input),
          on: (event, listener) => current.on(event, listener),
          close: () => current.close(),
        } as Client,
        sendRaw: (frame: unknown) => carrier.receive(frame),
        frames,
        async killCore() {
          carrier.detach();
          current.lost();
          await core.close();
        },
        async restartCore() {
          core = await startCore({ environment });
          attach();
        },
        async close() {
          current.close();
          await core.close();
        },
      };
    }),
};

const processChannel: Transport = {
  name: 'the process channel of the desktop',
  connect: () =>
    withHome(async (env) => {
      const frames: ToClient[] = [];
      let child: ChildProcess;
      const supervisor: CoreSupervisor = new CoreSupervisor({
        pauses: [10],
        fork: () => {
          child = fork(join(REPOSITORY, 'electron/web/process.ts'), [], {
            env,
            stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
          });
          return child as CoreChild;
        },
        deliver: (frame) => {
          frames.push(frame);
          client.receive(frame);
        },
      });
      const client = createFrameClient((frame) => supervisor.send(frame));
      supervisor.start();
      const ready = async () => {
        while (supervisor.address === null) await new Promise((resolve) => setTimeout(resolve, 10));
      };
      await ready();
      return {
        client,
        sendRaw: (frame: unknown) => supervisor.send(frame),
        frames,
        async killCore() {
          const gone = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGKILL');
          await gone;
        },
        restartCore: ready,
        async close() {
          const gone = new Promise((resolve) => child.once('exit', resolve));
          supervisor.stop();
          await gone;
          client.close();
        },
      };
    }),
};

const webSocket: Transport = {
  name: 'the WebSocket of the browser',
  connect: () =>
    withHome(async (environment) => {
      const frames: ToClient[] = [];
      let core = await startCore({ environment });
      let server = await startWebServer(core);
      let socket: WebSocket;
      const client = createFrameClient((frame) => socket.send(JSON.stringify(frame)));
      const connect = async () => {
        socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, {
          headers: { authorization: `Bearer ${server.token}` },
        });
        socket.on('message', (data) => {
          const frame = JSON.parse(String(data)) as ToClient;
          frames.push(frame);
          client.receive(frame);
        });
        socket.on('close', () => client.lost());
        await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      };
      await connect();
      return {
        client,
        sendRaw: (frame: unknown) => socket.send(JSON.stringify(frame)),
        frames,
        async killCore() {
          await server.close();
          await core.close();
        },
        async restartCore() {
          core = await startCore({ environment });
          server = await startWebServer(core);
          await connect();
        },
        async close() {
          client.close();
          await server.close();
          await core.close();
        },
      };
    }),
};

export const transports: readonly Transport[] = [inProcess, processChannel, webSocket];
