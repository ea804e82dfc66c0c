// `npm run -s bench:<name> -- <arguments>`: one measurement of bench/ with arguments of its own. Standard output belongs to it alone.
import { runScript } from './say.mjs';
import { ensureInstalled, node26, root } from './setup.mjs';

await runScript(async () => {
  const [name, ...args] = process.argv.slice(2);
  await ensureInstalled();
  return node26([`${root}bench/${name}.bench.ts`, ...args]);
});
