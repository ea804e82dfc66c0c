import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browseHandlers } from '../../../electron/core/browse/handlers.ts';
import type { DetectionId, MediaId } from '../../../shared/domain/ids.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addDetection, addMedia } from '../../support/rows.ts';

describe('one box', () => {
  let opened: TestHouse;
  let media: MediaId;
  let box: DetectionId;
  let deleted: DetectionId;
  const show = async (id: DetectionId) =>
    browseHandlers(opened.house)['detections.show']({ id }, { signal: new AbortController().signal });
  before(async () => {
    opened = await openTestHouse();
    const { db } = opened.library.store;
    media = await addMedia(db, { name: 'IMG_0012.JPG' });
    box = await addDetection(db, media);
    deleted = await addDetection(db, media, { deleted: 1 });
  });
  after(() => opened.close());

  test('comes with the photograph it is on', async () => {
    const answer = await show(box);
    assert.equal(answer.detection.id, box);
    assert.equal(answer.media.name, 'IMG_0012.JPG');
    assert.deepEqual(
      answer.media.detections.map(({ id }) => id),
      [box],
    );
  });

  test('that a person deleted is not there', () => assert.rejects(show(deleted), NotFoundError));
});
