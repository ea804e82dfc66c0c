import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { drawProgress } from '../../../electron/core/jobs/progress.ts';
import type { JobProgress } from '../../../shared/domain/job.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('progress', () => {
  test('is written last as it was said last', async () => {
    const written: JobProgress[] = [];
    const draw = drawProgress(async (progress) => void written.push(progress));
    draw.say({ done: 1, total: 3, doing: 'one' });
    draw.say({ done: 3, total: 3, doing: 'three' });
    await draw.stop();
    assert.deepEqual(written, [{ done: 3, total: 3, doing: 'three', rate: null, secondsLeft: null }]);
  });

  test('is written a few times a second, and only when something new was said', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const written: number[] = [];
      const draw = drawProgress(async ({ done }) => void written.push(done));
      for (let done = 0; done < 100; done++) draw.say({ done, total: 100, doing: 'counting' });
      mock.timers.tick(250);
      await settled();
      mock.timers.tick(1000);
      await settled();
      assert.deepEqual(written, [99]);
      await draw.stop();
    } finally {
      mock.timers.reset();
    }
  });

  test('that cannot be written ends nothing', async () => {
    const draw = drawProgress(() => Promise.reject(new Error('the disk is full')));
    draw.say({ done: 1, total: 2, doing: 'one' });
    await draw.stop();
  });

  test('knows a rate and the time left once it has gone on for a while', async () => {
    let now = 0;
    const clock = mock.method(performance, 'now', () => now);
    try {
      let latest: JobProgress | null = null;
      const draw = drawProgress(async (progress) => {
        latest = progress;
      });
      draw.say({ done: 10, total: 110, doing: 'ten' });
      now = 2000;
      draw.say({ done: 30, total: 110, doing: 'thirty' });
      await draw.stop();
      assert.deepEqual(latest, { done: 30, total: 110, doing: 'thirty', rate: 10, secondsLeft: 8 });
    } finally {
      clock.mock.restore();
    }
  });
});
