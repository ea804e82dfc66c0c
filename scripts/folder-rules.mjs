// What each folder may import, as architecture says it ("Folders"), and how imports are found in a source text. The rules
// are values, so that a test can prove that they refuse what they should.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/**
 * @typedef {object} Zone
 * @property {string} name
 * @property {RegExp} files which files, by path relative to the checkout with `/`
 * @property {string[]} zones zones of which it may import files, beside its own
 * @property {RegExp[]} also single files of other zones it may import
 * @property {boolean} node whether Node's own modules may be imported
 * @property {(name: string) => boolean} packages which npm packages may be imported
 */

const sqlPackages = ['kysely', 'better-sqlite3', 'sqlite-vec'];
const nativePackages = ['onnxruntime-node', 'sharp', 'node-av'];
/** @param {...string[]} lists @returns {(name: string) => boolean} */
const noneOf =
  (...lists) =>
  (name) =>
    !lists.flat().includes(name);
/** @param {...string} names @returns {(name: string) => boolean} */
const only =
  (...names) =>
  (name) =>
    names.includes(name);

/** The house: every source file belongs to at most one zone; tests, benchmarks and scripts may look everywhere. */
export const zones = /** @type {Zone[]} */ ([
  { name: 'shared', files: /^shared\//, zones: [], also: [], node: false, packages: only('zod') },
  {
    name: 'renderer',
    files: /^renderer\//,
    zones: ['shared'],
    also: [],
    node: false,
    packages: noneOf(['electron', 'ws'], sqlPackages, nativePackages),
  },
  {
    name: 'shell',
    files: /^electron\/(main\.ts|preload\.ts|shell\/)/,
    zones: ['shared'],
    also: [],
    node: true,
    packages: only('electron', 'zod'),
  },
  {
    name: 'core',
    files: /^electron\/core\//,
    zones: ['shared', 'store'],
    // What inference can be asked, and who asks it; everything else of inference runs in processes of its own.
    also: [/^electron\/inference\/(tasks|supervisor)\.ts$/],
    node: true,
    packages: noneOf(['electron'], sqlPackages, nativePackages),
  },
  {
    name: 'store',
    files: /^electron\/store\//,
    zones: ['shared'],
    also: [],
    node: true,
    packages: only('zod', ...sqlPackages),
  },
  {
    name: 'inference',
    files: /^electron\/inference\//,
    zones: ['shared'],
    also: [],
    node: true,
    packages: noneOf(['electron'], sqlPackages),
  },
  {
    name: 'web',
    files: /^electron\/web\//,
    zones: ['shared', 'core'],
    also: [],
    node: true,
    packages: noneOf(['electron'], sqlPackages, nativePackages),
  },
  {
    name: 'command',
    files: /^electron\/command\//,
    zones: ['shared', 'core', 'web'],
    also: [],
    node: true,
    packages: noneOf(['electron'], sqlPackages, nativePackages),
  },
]);

/**
 * The imports of one file that its folder does not allow, each as a sentence. Files outside the zones have none.
 * @param {string} file path relative to the checkout, with `/`
 * @param {string} source
 * @returns {string[]}
 */
export function forbiddenImports(file, source) {
  const zone = zones.find((candidate) => candidate.files.test(file));
  if (!zone) return [];
  return importsOf(source).flatMap((specifier) => {
    const reason = whyForbidden(zone, file, specifier);
    return reason ? [`${file} imports "${specifier}", but ${reason}`] : [];
  });
}

/** @param {Zone} zone @param {string} file @param {string} specifier @returns {string | null} */
function whyForbidden(zone, file, specifier) {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('.')) {
    const target = posix.join(posix.dirname(file), plain);
    if (target.startsWith('../')) return 'that lies outside the checkout';
    if (zone.files.test(target) || zone.also.some((pattern) => pattern.test(target))) return null;
    const owner = zones.find((candidate) => candidate.files.test(target));
    if (owner && zone.zones.includes(owner.name)) return null;
    // Data beside the sources (pictures, model catalogue, package.json) is nobody's code.
    if (!owner && /^(models|resources)\/.*\.(json|svg|png|jpe?g|webp|ttf|woff2?)$|^package\.json$/.test(target))
      return null;
    return `${zone.name} may not import from ${owner?.name ?? posix.dirname(target)}`;
  }
  if (plain.startsWith('/')) return 'an import is relative or names a package';
  if (plain.startsWith('node:') || builtinModules.includes(plain)) {
    return zone.node ? null : `${zone.name} may not use Node's own modules`;
  }
  const name = plain
    .split('/')
    .slice(0, plain.startsWith('@') ? 2 : 1)
    .join('/');
  return zone.packages(name) ? null : `${zone.name} may not use the package ${name}`;
}

/**
 * Every module a source text names: static and dynamic imports, re-exports, `import('…')` types and `require('…')`.
 * @param {string} source TypeScript or JavaScript, with JSX or without
 * @returns {string[]}
 */
export function importsOf(source) {
  const tokens = tokensOf(source);
  /** @type {string[]} */
  const found = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'word') return;
    const [next, afterNext] = [tokens[index + 1], tokens[index + 2]];
    if ((token.text === 'import' || token.text === 'from') && next?.kind === 'string') found.push(next.text);
    if ((token.text === 'import' || token.text === 'require') && next?.text === '(' && afterNext?.kind === 'string') {
      found.push(afterNext.text);
    }
  });
  return found;
}

/** @typedef {{kind: 'word' | 'string' | 'sign', text: string}} Token */

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const word = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const quoted = /'(?:[^'\\\n]|\\.)*['\n]|"(?:[^"\\\n]|\\.)*["\n]/y;
const regularExpression = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const templatePart = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;

/** After these a slash begins a regular expression, not a division or the end of a JSX element. */
const beforeExpression = /^(?:[=(,:;!&|?{}[+*%~^]|>|return|typeof|case|of|in|=>)$/;

/**
 * Words, strings and single signs of a source text, without comments. A quote in JSX text spoils no more than its line,
 * because a string ends with the line at the latest. A template counts as a string where nothing is put into it.
 * @param {string} source
 * @returns {Token[]}
 */
function tokensOf(source) {
  /** @type {Token[]} */
  const tokens = [];
  /** For every template we are inside of: how many braces are open in its `${…}`. @type {number[]} */
  const templates = [];
  let at = 0;
  const take = /** @param {RegExp} pattern @returns {string | null} */ (pattern) => {
    pattern.lastIndex = at;
    const match = pattern.exec(source)?.[0] ?? null;
    at += match?.length ?? 0;
    return match;
  };
  const readTemplate = /** @param {boolean} fresh */ (fresh) => {
    const text = take(templatePart) ?? '';
    if (source.startsWith('${', at)) {
      at += 2;
      templates.push(0);
    } else {
      at += 1;
      if (fresh) tokens.push({ kind: 'string', text });
    }
  };
  while (at < source.length) {
    if (take(blank)) continue;
    const name = take(word);
    if (name) {
      tokens.push({ kind: 'word', text: name });
      continue;
    }
    const text = take(quoted);
    if (text) {
      tokens.push({ kind: 'string', text: text.slice(1, -1) });
      continue;
    }
    const before = tokens.at(-1);
    if (
      source[at] === '/' &&
      before?.kind !== 'string' &&
      beforeExpression.test(before?.text ?? ';') &&
      take(regularExpression)
    ) {
      tokens.push({ kind: 'sign', text: '/…/' });
      continue;
    }
    const sign = source[at] ?? '';
    at += 1;
    const depth = templates.at(-1);
    if (sign === '`') {
      readTemplate(true);
    } else if (sign === '}' && depth === 0) {
      templates.pop();
      readTemplate(false);
    } else {
      if (depth !== undefined && (sign === '{' || sign === '}'))
        templates[templates.length - 1] = depth + (sign === '{' ? 1 : -1);
      tokens.push({ kind: 'sign', text: sign });
    }
  }
  return tokens;
}
