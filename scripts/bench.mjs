// `npm run bench [-- <part of a path> …]`: runs the measurements of bench/, one after another so that none disturbs another.
import { findFiles, shownPath } from './find-files.mjs';
import { runScript, SetupError, say } from './say.mjs';
import { ensureInstalled, node26, root } from './setup.mjs';

await runScript(async () => {
  await ensureInstalled();
  const files = findFiles(root, 'bench', '.bench.ts', process.argv.slice(2));
  if (files.length === 0) throw new SetupError('no measurement of bench/ has that in its name.');
  let worst = 0;
  for (const file of files) {
    say(`— ${shownPath(root, file)}`);
    worst = Math.max(worst, await node26([file]));
  }
  return worst;
});
