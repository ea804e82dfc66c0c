import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { JobQueue, type JobRunner } from '../../../electron/core/jobs/queue.ts';
import * as jobs from '../../../electron/store/jobs.ts';
import { ExportRequestError, JobNotFoundError } from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('the job queue', () => {
  let house: TestHouse;
  let queue: JobQueue;
  beforeEach(async () => {
    house = await openTestHouse();
    queue = house.library.jobs;
  });
  afterEach(() => house.close());

  const start = async (...runners: JobRunner[]) => {
    for (const runner of runners) queue.register(runner);
    await queue.start();
  };

  test('runs a job and keeps its result, file and progress', async () => {
    await start({
      kind: 'report',
      async run(payload, context) {
        context.progress({ done: 1, total: 2, doing: 'half' });
        await context.file('/tmp/report.pdf');
        return { echoed: payload };
      },
    });
    const id = await queue.add({ kind: 'report', title: 'A report', payload: { pages: 3 } });
    const job = await queue.finished(id);
    assert.equal(job.state, 'completed');
    assert.equal(job.progress, 1);
    assert.equal(job.file, '/tmp/report.pdf');
    assert.deepEqual(job.result, { echoed: { pages: 3 } });
    assert.deepEqual(
      house.jobs
        .filter((seen) => seen.id === id)
        .map(({ state }) => state)
        .filter((state, i, all) => state !== all[i - 1]),
      ['queued', 'running', 'completed'],
    );
  });

  test('runs jobs of one kind one after another and different kinds side by side', async () => {
    let now = 0;
    let most = 0;
    const seen: string[] = [];
    const runner = (kind: 'report' | 'match'): JobRunner => ({
      kind,
      async run(payload) {
        now++;
        most = Math.max(most, now);
        seen.push(String(payload));
        await new Promise((resolve) => setTimeout(resolve, 30));
        now--;
      },
    });
    await start(runner('report'), runner('match'));
    const ids = [];
    for (const [kind, payload] of [
      ['report', 'r1'],
      ['report', 'r2'],
      ['match', 'm1'],
      ['match', 'm2'],
    ] as const)
      ids.push(await queue.add({ kind, title: payload, payload }));
    for (const id of ids) await queue.finished(id);
    assert.equal(most, 2);
    assert.ok(seen.indexOf('r1') < seen.indexOf('r2') && seen.indexOf('m1') < seen.indexOf('m2'));
  });

  test('takes the job of higher priority first', async () => {
    const seen: unknown[] = [];
    for (const [priority, payload] of [
      [1, 'low'],
      [9, 'high'],
      [5, 'middle'],
    ] as const)
      await queue.add({ kind: 'match', title: payload, payload, priority });
    await start({ kind: 'match', run: async (payload) => void seen.push(payload) });
    for (const job of await jobs.listJobs(house.library.store.db)) await queue.finished(job.id);
    assert.deepEqual(seen, ['high', 'middle', 'low']);
  });

  test('a mistake in the request fails at once with its reason and is not tried again', async () => {
    let runs = 0;
    await start({
      kind: 'report',
      async run() {
        runs++;
        throw new ExportRequestError('start_date must be before end_date');
      },
    });
    const job = await queue.finished(await queue.add({ kind: 'report', title: 'r', payload: {} }));
    assert.deepEqual([job.state, job.error, runs], ['failed', 'start_date must be before end_date', 1]);
  });

  test('a fault is counted, tried again, and told when it stays', async () => {
    let runs = 0;
    await start({
      kind: 'report',
      async run() {
        runs++;
        throw new Error('the disk hiccuped');
      },
    });
    const job = await queue.finished(await queue.add({ kind: 'report', title: 'r', payload: {}, maxAttempts: 2 }));
    assert.deepEqual([job.state, job.error, job.attempts, runs], ['failed', 'the disk hiccuped', 2, 2]);
    runs = -10;
    await queue.retry(job.id);
    assert.equal((await queue.show(job.id)).attempts, 0);
  });

  test('cancels a running job at its next safe point, and a queued one at once', async () => {
    await start({ kind: 'analyse', run: (_, { signal }) => untilAborted(signal) });
    const running = await queue.add({ kind: 'analyse', title: 'a', payload: {} });
    const waiting = await queue.add({ kind: 'analyse', title: 'b', payload: {} });
    while ((await queue.show(running)).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await queue.cancel(waiting)).state, 'cancelled');
    assert.equal((await queue.cancel(running)).state, 'cancelled');
  });

  test('cancels a job that another process runs', async () => {
    await start({ kind: 'analyse', run: (_, { signal }) => untilAborted(signal) });
    const id = await queue.add({ kind: 'analyse', title: 'a', payload: {} });
    while ((await queue.show(id)).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5));
    const elsewhere = new JobQueue({ db: house.library.store.db, onChange: () => {} });
    await elsewhere.cancel(id);
    assert.equal((await queue.finished(id)).state, 'cancelled');
  });

  test('a job that was to be cancelled when its process died is not begun again', async () => {
    const { db } = house.library.store;
    const id = await jobs.addJob(db, { kind: 'import', title: 'i', payload: {} });
    await jobs.claimJob(db, `${hostname()}:999999999`);
    await queue.cancel(id);
    await start({ kind: 'import', run: async () => 'begun again' });
    assert.equal((await queue.finished(id)).state, 'cancelled');
  });

  test('a cancelled job that is run again is not cancelled again', async () => {
    let runs = 0;
    await start({
      kind: 'analyse',
      run: async (_, { signal }) => (runs++ === 0 ? untilAborted(signal) : 'done'),
    });
    const id = await queue.add({ kind: 'analyse', title: 'a', payload: {} });
    while ((await queue.show(id)).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5));
    await queue.cancel(id);
    await queue.retry(id);
    assert.equal((await queue.finished(id)).state, 'completed');
  });

  test('closing leaves a running job in the queue with nothing counted against it', async () => {
    await start({ kind: 'analyse', run: (_, { signal }) => untilAborted(signal) });
    const id = await queue.add({ kind: 'analyse', title: 'a', payload: {} });
    while ((await queue.show(id)).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5));
    await queue.close();
    const job = await queue.show(id);
    assert.deepEqual([job.state, job.attempts], ['queued', 0]);
  });

  test('takes over what a dead process left: most kinds continue, a report is failed with its reason', async () => {
    const { db } = house.library.store;
    const [again, lost] = [
      await jobs.addJob(db, { kind: 'import', title: 'i', payload: {} }),
      await jobs.addJob(db, { kind: 'report', title: 'r', payload: {} }),
    ];
    const dead = `${hostname()}:999999999`;
    await jobs.claimJob(db, dead);
    await jobs.claimJob(db, dead);
    await start(
      { kind: 'import', run: async () => 'continued' },
      {
        kind: 'report',
        run: async () => 'should not run',
        afterCrash: 'fail',
        crashMessage: 'Herdbook crashed while exporting.',
      },
    );
    assert.equal((await queue.finished(again)).result, 'continued');
    const report = await queue.show(lost);
    assert.deepEqual([report.state, report.error], ['failed', 'Herdbook crashed while exporting.']);
  });

  test('leaves alone what a living process holds', async () => {
    const { db } = house.library.store;
    const id = await jobs.addJob(db, { kind: 'import', title: 'i', payload: {} });
    await jobs.claimJob(db, `${hostname()}:${process.ppid}`);
    await start({ kind: 'import', run: async () => 'stolen' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal((await queue.show(id)).state, 'running');
  });

  test('starts nothing while paused', async () => {
    await start({ kind: 'match', run: async () => 'ran' });
    queue.setPaused(true);
    const id = await queue.add({ kind: 'match', title: 'm', payload: {} });
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal((await queue.show(id)).state, 'queued');
    queue.setPaused(false);
    assert.equal((await queue.finished(id)).state, 'completed');
  });

  test('how a job ended is written once the disk takes it', async () => {
    const { raw } = house.library.store;
    await start({
      kind: 'match',
      run: async () => {
        raw.exec("create trigger full before update on job begin select raise(abort, 'disk is full'); end");
        setTimeout(() => raw.exec('drop trigger full'), 200);
        throw new ExportRequestError('it went wrong');
      },
    });
    const job = await queue.finished(await queue.add({ kind: 'match', title: 'm', payload: {} }));
    assert.deepEqual([job.state, job.error], ['failed', 'it went wrong']);
  });

  test('what runs when work is paused stops, and goes on afterwards with nothing counted against it', async () => {
    let runs = 0;
    await start({ kind: 'match', run: async (_, { signal }) => (runs++ === 0 ? untilAborted(signal) : 'went on') });
    const id = await queue.add({ kind: 'match', title: 'm', payload: {} });
    while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    queue.setPaused(true);
    while ((await queue.show(id)).state !== 'queued') await new Promise((resolve) => setTimeout(resolve, 5));
    queue.setPaused(false);
    const job = await queue.finished(id);
    assert.deepEqual([job.result, job.attempts], ['went on', 0]);
  });

  test('names a job that is not there', async () => {
    await assert.rejects(
      queue.show('nothing'),
      (error) => error instanceof JobNotFoundError && error.message.includes('nothing'),
    );
  });
});
