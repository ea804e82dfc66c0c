// `npm run serve`: core with the browser host in front of it. This process is core; the browser is only its window.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { HerdbookError } from '../../shared/errors.ts';
import { startCore } from '../core/core.ts';
import { startWebServer } from './server.ts';

const { values } = parseArgs({
  options: {
    library: { type: 'string' },
    port: { type: 'string', default: '0' },
    open: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
  strict: true,
});

if (values.help) {
  console.log(
    'serve [--port <number>] [--library <folder>] [--open]\nServes Herdbook to a browser on this computer and prints the address.',
  );
  process.exit(0);
}

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`"${values.port}" is not a port number (0–65535).`);
  process.exit(2);
}

const core = await startCore();
try {
  if (values.library !== undefined) await core.open(values.library);
  const server = await startWebServer(core, { port });
  console.log(`Herdbook is at ${server.address}`);
  console.log('The address carries the key to this program; press Ctrl+C to end.');
  if (values.open) openBrowser(server.address);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void server
        .close()
        .then(() => core.close())
        .then(() => process.exit(0));
    });
  }
} catch (error) {
  await core.close();
  const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(
    busy
      ? `Port ${port} is in use by another program. Choose another with --port.`
      : error instanceof HerdbookError
        ? error.message
        : error,
  );
  process.exit(1);
}

/** Opens the usual browser; where there is none the printed address is enough. */
function openBrowser(address: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  const child = spawn(program!, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
