// The folders promise what may know of what; here the promise is kept. The first tests prove that the rules refuse what
// they should, the last one holds the whole checkout to them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { forbiddenImports, importsOf } from '../../scripts/folder-rules.mjs';
import { checkout, filesOfCheckout } from './checkout.ts';

describe('an import is found', () => {
  const cases: [string, string, string[]][] = [
    ['as a static import', `import { a } from './a.ts';`, ['./a.ts']],
    ['over several lines', `import {\n  a,\n  b,\n} from './a.ts';`, ['./a.ts']],
    ['for its side effects', `import './a.css';`, ['./a.css']],
    ['of types only', `import type { A } from './a.ts';`, ['./a.ts']],
    ['as a re-export', `export * from './a.ts';\nexport type { B } from './b.ts';`, ['./a.ts', './b.ts']],
    ['as a dynamic import', 'const a = await import(`./a.ts`);', ['./a.ts']],
    ['as a type query', `let a: import('./a.ts').A;`, ['./a.ts']],
    ['as a require', `const a = require('./a.cjs');`, ['./a.cjs']],
    ['after a JSX text with an apostrophe', `const a = <p>Don't</p>;\nimport './b.ts';`, ['./b.ts']],
    ['after a regular expression with quotes', 'const a = text.replace(/[\'"`]/g, "");\nimport("./b.ts");', ['./b.ts']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source text that is looked at.
    ['inside a template', 'const a = `x ${await import("./b.ts")} from ${c} to ${d} y`;', ['./b.ts']],
  ];
  for (const [how, source, expected] of cases) {
    test(how, () => assert.deepEqual(importsOf(source), expected));
  }

  test('but not in a comment or a string', () => {
    assert.deepEqual(importsOf(`// import './a.ts'\n/* from './b.ts' */\nconst c = "import './d.ts'";`), []);
  });
});

describe('an import is refused', () => {
  const cases: [string, string, string][] = [
    ['of a store file by the window', 'renderer/features/gallery/gallery.tsx', '../../../electron/store/media.ts'],
    ['of a store type by the window', 'renderer/api.ts', '../electron/store/schema.ts'],
    ["of Node's own modules by the window", 'renderer/api.ts', 'node:path'],
    ["of Node's own modules without their prefix", 'renderer/api.ts', 'fs/promises'],
    ['of electron by the window', 'renderer/api.ts', 'electron'],
    ["of Node's own modules by shared", 'shared/rules/date.ts', 'node:fs'],
    ['of react by shared', 'shared/rules/date.ts', 'react'],
    ['of the window by shared', 'shared/rules/date.ts', '../../renderer/api.ts'],
    ['of sharp by core', 'electron/core/import/read.ts', 'sharp'],
    ['of the ONNX runtime by core', 'electron/core/analyse/run.ts', 'onnxruntime-node'],
    ['of FFmpeg by core', 'electron/core/analyse/video.ts', 'node-av/api'],
    ['of electron by core', 'electron/core/core.ts', 'electron'],
    ['of a decoder by core', 'electron/core/analyse/run.ts', '../../inference/decoders/yolox.ts'],
    ['of SQL by core', 'electron/core/review/queue.ts', 'kysely'],
    ['of SQL by the browser host', 'electron/web/server.ts', 'better-sqlite3'],
    ['of SQL by inference', 'electron/inference/worker.ts', 'sqlite-vec'],
    ['of core by inference', 'electron/inference/worker.ts', '../core/core.ts'],
    ['of store by inference', 'electron/inference/worker.ts', '../store/open.ts'],
    ['of core by store', 'electron/store/media.ts', '../core/core.ts'],
    ['of core by the shell', 'electron/main.ts', './core/core.ts'],
    ['of a native part by the shell', 'electron/shell/window.ts', 'better-sqlite3'],
    ['of electron by the browser host', 'electron/web/server.ts', 'electron'],
    ['of electron by the command line', 'electron/command/herdbook.ts', 'electron'],
    ['of a scoped package outside the list', 'shared/rules/date.ts', '@mantine/core/styles.css'],
    ['of a file outside the checkout', 'electron/core/core.ts', '../../../elsewhere/a.ts'],
  ];
  for (const [what, file, specifier] of cases) {
    test(what, () => assert.equal(forbiddenImports(file, `import x from '${specifier}';`).length, 1));
  }
});

describe('an import is allowed', () => {
  const cases: [string, string, string][] = [
    ['of shared by the window', 'renderer/api.ts', '../shared/errors.ts'],
    ['of a store file by core', 'electron/core/core.ts', '../store/open.ts'],
    ['of the supervisor by core', 'electron/core/core.ts', '../inference/supervisor.ts'],
    ['of the list of tasks by core', 'electron/core/analyse/run.ts', '../../inference/tasks.ts'],
    ['of SQL by store', 'electron/store/media.ts', 'kysely'],
    ['of zod by shared', 'shared/contract/call.ts', 'zod'],
    ['of core by the browser host', 'electron/web/serve.ts', '../core/core.ts'],
    ['of electron by the shell', 'electron/main.ts', 'electron/main'],
    ['of anything by tests', 'tests/core/a.test.ts', 'kysely'],
  ];
  for (const [what, file, specifier] of cases) {
    test(what, () => assert.deepEqual(forbiddenImports(file, `import x from '${specifier}';`), []));
  }
});

test('every file of the checkout imports only what its folder allows', () => {
  const sources = filesOfCheckout().filter((file) => /\.[cm]?tsx?$/.test(file));
  const violations = sources.flatMap((file) => forbiddenImports(file, readFileSync(join(checkout, file), 'utf8')));
  assert.ok(sources.length > 0, 'no source file was looked at');
  assert.deepEqual(violations, []);
});
