// `npm run check`: types, lint and format, folder rules; each named with whether it passed, what failed shown in full.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runScript } from './say.mjs';
import { ensureInstalled, node26Environment, node26Path, root } from './setup.mjs';

/** Each check by name, as arguments for Node. */
const checks = {
  'types of core, shell and tests': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.node.json'],
  'types of the window': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.renderer.json'],
  'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off', '.'],
  'folder rules': ['tests/house/folder-rules.test.ts'],
};

await runScript(async () => {
  await ensureInstalled();
  let failed = 0;
  for (const [name, [file = '', ...args]] of Object.entries(checks)) {
    const { status, stdout, stderr } = spawnSync(node26Path(), [join(root, file), ...args], {
      cwd: root,
      env: node26Environment(),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
    if (status === 0) continue;
    failed += 1;
    console.log(`${stdout}${stderr}`.trimEnd());
  }
  return failed > 0 ? 1 : 0;
});
