// `npm run -s herdbook -- <command>`: the command line. Standard output belongs to the command alone, its exit code is ours.
import { ensureBuilt } from './ensure-built.mjs';
import { runScript } from './say.mjs';
import { ensureInstalled, node26, root } from './setup.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  if (args[0] === 'serve') await ensureBuilt('renderer');
  return node26([`${root}electron/command/herdbook.ts`, ...args]);
});
