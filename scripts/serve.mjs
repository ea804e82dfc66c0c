// `npm run serve`: the same program for a browser on loopback. Arguments go to electron/web/serve.ts.
import { ensureBuilt } from './ensure-built.mjs';
import { runScript } from './say.mjs';
import { ensureInstalled, node26, root } from './setup.mjs';

await runScript(async () => {
  await ensureInstalled();
  await ensureBuilt('renderer');
  return node26([`${root}electron/web/serve.ts`, ...process.argv.slice(2)]);
});
