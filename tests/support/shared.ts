// Real pictures and models for tests lie beside the checkout, not in it. Tests that need them ask here and say why they are skipped.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const sharedFolder = resolve(import.meta.dirname, '../../../shared');

/** False where the shared test data is present, else the sentence printed beside a skipped test. */
export const sharedMissing: false | string = existsSync(join(sharedFolder, 'data/README.md'))
  ? false
  : 'needs the shared pictures and models in ../shared, which are not on this machine';

/** Path of a file or folder under ../shared. */
export const shared = (...parts: string[]): string => join(sharedFolder, ...parts);
