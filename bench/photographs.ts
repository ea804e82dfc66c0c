// Photographs to measure with: the shared camera card where it is at hand, else a drawn sample card; repeated until there are enough,
// each copy made different by a few bytes after the end of the picture, as no two photographs of a card are the same.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const CARD = join(ROOT, '../shared/data/cards/bushnell-station-1/DCIM');
export const WEIGHTS = join(ROOT, '../shared/weights');

export interface Scratch {
  folder: string;
  remove(): void;
}

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'herdbook-bench-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes `count` different photographs into `folder`; answers with their paths and where they are from. */
export function writePhotographs(folder: string, count: number): { paths: string[]; origin: string; bytes: number } {
  const real = existsSync(CARD);
  const source = real ? CARD : join(folder, '..', 'drawn');
  if (!real)
    execFileSync(process.execPath, [join(ROOT, 'electron/inference/sample/draw.ts'), source], { stdio: 'ignore' });
  const pictures = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jpe?g$/i.test(name))
    .map((name) => readFileSync(join(source, name)))
    .filter((bytes) => bytes.length > 10_000);
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  const paths = Array.from({ length: count }, (_, index) => {
    const picture = pictures[index % pictures.length]!;
    const path = join(folder, `IMG_${String(index + 1).padStart(5, '0')}.JPG`);
    const different = Buffer.concat([picture, Buffer.from(`#${index}`)]);
    writeFileSync(path, different);
    bytes += different.length;
    return path;
  });
  return { paths, origin: real ? 'a real camera card' : 'the drawn sample card', bytes };
}

/** One measured line: for people, and as JSON for keeping. */
export function report(name: string, values: Record<string, number | string>): void {
  console.log(JSON.stringify({ bench: name, ...values }));
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
