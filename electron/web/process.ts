// Core as the process behind Electron's window: started by the shell with the bundled Node, it carries frames over the process
// channel and serves bytes on loopback to the shell alone, whose `app://` protocol fetches them with the token.
import { toFrame } from '../../shared/errors.ts';
import { startCore } from '../core/core.ts';
import { startWebServer } from './server.ts';

if (process.send === undefined) {
  console.error('This program is started by Herdbook itself.');
  process.exit(2);
}
const tell = (message: unknown) => process.connected && process.send!(message);

const core = await startCore();
const server = await startWebServer(core);
const carrier = core.attach((frame) => tell({ kind: 'frame', frame }));
process.on('message', (message: { kind?: unknown; frame?: unknown; folder?: unknown } | null) => {
  if (message?.kind === 'frame') carrier.receive(message.frame);
  if (message?.kind === 'open' && typeof message.folder === 'string') {
    core.open(message.folder).then(
      () => tell({ kind: 'opened' }),
      (error: unknown) => tell({ kind: 'not-opened', error: toFrame(error) }),
    );
  }
});
// The shell is gone: nobody is left to work for.
process.once('disconnect', () => void core.close().finally(() => process.exit(0)));
process.once('SIGTERM', () => void core.close().finally(() => process.exit(0)));
tell({ kind: 'ready', port: server.port, token: server.token });
