// Entry of the desktop program. Only here is the `electron` module loaded as a value.
import { parseArgs } from 'node:util';
import * as electron from 'electron';
import { findPlaces } from './shell/places.ts';
import { startShell } from './shell/shell.ts';

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { library: { type: 'string' } },
  strict: false,
  allowPositionals: true,
});
const { app } = electron;
const places = findPlaces({
  packaged: app.isPackaged,
  appPath: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  platform: process.platform,
});

await startShell(electron, { places, library: typeof values.library === 'string' ? values.library : null });
