// A house for tests: a real library in a temporary folder, with as much inference as the test gives it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House, Library } from '../../electron/core/house.ts';
import type { JobRunner } from '../../electron/core/jobs/queue.ts';
import { createLibrary, openLibrary } from '../../electron/core/library.ts';
import type { Inference } from '../../electron/inference/supervisor.ts';
import type { EventName, Events, Topic } from '../../shared/contract/events.ts';
import type { Job } from '../../shared/domain/job.ts';

export interface TestHouse {
  house: House;
  library: Library;
  /** Everything the rooms told, in order. */
  told: { event: EventName; data: unknown }[];
  topics: Topic[];
  /** States of jobs as they changed. */
  jobs: Job[];
  /** Registers runners and lets the queue work. */
  startJobs(...runners: ((house: House) => JobRunner)[]): Promise<void>;
  /** Stops the jobs, closes the catalogue, removes the folder. */
  close(): Promise<void>;
}

export interface TestHouseOptions {
  /** Tasks the test answers itself; any other throws. Or a real one, which the test stops. */
  inference?: Partial<Inference>;
  environment?: NodeJS.ProcessEnv;
}

export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const parent = await mkdtemp(join(tmpdir(), 'herdbook-test-'));
  const folder = join(parent, 'library');
  await createLibrary(folder, 'Test library');
  const jobs: Job[] = [];
  const told: TestHouse['told'] = [];
  const topics: Topic[] = [];
  const library = await openLibrary(folder, options.environment ?? {}, (job) => jobs.push(job));
  const inference = answering(options.inference ?? {});
  const house: House = {
    library: () => library,
    inference: () => inference,
    emit: <E extends EventName>(event: E, data: Events[E]) => void told.push({ event, data }),
    changed: (...changed) => void topics.push(...changed),
  };
  return {
    house,
    library,
    told,
    topics,
    jobs,
    async startJobs(...runners) {
      for (const runner of runners) library.jobs.register(runner(house));
      await library.jobs.start();
    },
    async close() {
      await library.jobs.close();
      await library.store.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

function answering(given: Partial<Inference>): Inference {
  const absent = (kind: string) => () => Promise.reject(new Error(`this test gives no answer to ${kind}`));
  return {
    analysePhotos: absent('analysePhotos'),
    extractBody: absent('extractBody'),
    crop: absent('crop'),
    render: absent('render'),
    describe: absent('describe'),
    checkPack: absent('checkPack'),
    describeVideo: absent('describeVideo'),
    analyseVideo: absent('analyseVideo'),
    stats: () => ({ workers: [] }),
    stop: async () => {},
    ...given,
  };
}
