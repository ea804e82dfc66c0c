// `npm run build`: builds what is stale.
import { ensureBuilt } from './ensure-built.mjs';
import { runScript } from './say.mjs';
import { ensureInstalled } from './setup.mjs';

await runScript(async () => {
  await ensureInstalled();
  await ensureBuilt('renderer', 'electron');
});
