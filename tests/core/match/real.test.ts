import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { matchHandlers } from '../../../electron/core/match/handlers.ts';
import { portraitsAtRest } from '../../../electron/core/match/portraits.ts';
import { startInference } from '../../../electron/inference/supervisor.ts';
import type { Inference } from '../../../electron/inference/tasks.ts';
import type { DetectionId } from '../../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { shared, sharedMissing } from '../../support/shared.ts';
import { photograph } from './herd.ts';

describe('matching real flanks with real inference', { skip: sharedMissing }, () => {
  let opened: TestHouse;
  let inference: Inference;
  before(async () => {
    inference = startInference({ workers: 1 });
    opened = await openTestHouse({ inference });
  });
  after(async () => {
    await portraitsAtRest(opened.house);
    await opened.close();
    await inference.stop();
  });

  test('describes every picture, proposes for each once, and makes a portrait under 50 KB', async () => {
    const { db } = opened.library.store;
    const folder = shared('data/reid/nyala-dev/100');
    const names = readdirSync(folder).filter((name) => name.includes('left'));
    const ids: DetectionId[] = [];
    for (const [day, name] of names.entries()) {
      const whole = { x: 0, y: 0, width: 1, height: 1 };
      const media = { path: join(folder, name), name, storage: 'referenced' as const };
      const at = `2024-06-0${day + 1}T05:00:00Z`;
      ids.push((await photograph(db, null, { at, media, detection: whole })).detection);
    }
    const handlers = matchHandlers(opened.house);
    const answer = await handlers['match.identifyBatch'](
      { detectionIds: ids },
      { signal: new AbortController().signal },
    );
    assert.equal(answer.successful, names.length);
    assert.ok(answer.results.every(({ featureExtraction }) => featureExtraction.body));
    assert.ok(answer.results[0]!.createdNewProfile);
    await portraitsAtRest(opened.house);
    for (const { thumbnail } of await db.selectFrom('individual').select('thumbnail').execute())
      assert.ok(thumbnail !== null && thumbnail.length > 1000 && thumbnail.length < 50 * 1024);
  });
});
