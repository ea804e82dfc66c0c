// `npm run package [-- --dir]`: makes the installers of this platform with electron-builder. Natives and the bundled Node
// are this machine's, so each platform and processor is packed on a machine of its own kind.
import { join } from 'node:path';
import { electronBinary, ensureElectron } from './electron-binary.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { runScript, SetupError } from './say.mjs';
import { ensureInstalled, node26, root } from './setup.mjs';

const platformFlags = /** @type {Record<string, string>} */ ({ linux: '--linux', darwin: '--mac', win32: '--win' });

await runScript(async () => {
  await ensureInstalled();
  const had = await ensureElectron({ retry: true });
  if (had.binary === null && electronBinary() === null) {
    throw new SetupError(`no installer can be made, because Electron's program could not be had (${had.because}).`);
  }
  await ensureBuilt('renderer', 'electron');
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const platform = platformFlags[process.platform];
  if (!platform) throw new SetupError(`there are no installers for ${process.platform}.`);
  const args = [builder, platform, `--${process.arch}`, '--publish', 'never', ...process.argv.slice(2)];
  return node26(args, { cwd: root, env: { CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_LINK ? 'true' : 'false' } });
});
