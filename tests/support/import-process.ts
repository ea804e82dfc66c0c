// A process of its own that works on a library's imports until none is left; tests kill it in the middle.

import type { House } from '../../electron/core/house.ts';
import { importRunner } from '../../electron/core/import/run.ts';
import { openLibrary } from '../../electron/core/library.ts';

const library = await openLibrary(process.argv[2]!, {}, () => {});
const house: House = {
  library: () => library,
  inference: () => {
    throw new Error('nothing here looks damaged');
  },
  emit: () => {},
  changed: () => {},
};
library.jobs.register(importRunner(house));
await library.jobs.start();
const unfinished = () => library.store.db.selectFrom('import').select('job_id').where('state', '!=', 'done').execute();
for (const { job_id } of await unfinished()) {
  const job = await library.jobs.finished(job_id!);
  if (job.error !== null) console.error(job.error);
}
await library.jobs.close();
await library.store.close();
