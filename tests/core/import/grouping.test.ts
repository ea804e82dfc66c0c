import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type EventGroup,
  groupIntoEvents,
  keepEventIds,
  type MediaToGroup,
} from '../../../electron/core/import/grouping.ts';

let number = 0;
function frame(capturedAt: string | null, of: Partial<MediaToGroup> = {}): MediaToGroup {
  const id = String(++number).padStart(6, '0');
  return { id, name: `IMG_${id}.JPG`, capturedAt, sequenceIndex: null, sequenceTotal: null, eventNumber: null, ...of };
}
const at = (time: string) => `2024-05-01T${time}`;
const burst = (time: string, index: number, eventNumber: number | null = 7) =>
  frame(at(time), { sequenceIndex: index, sequenceTotal: 3, eventNumber });
const sizes = (groups: EventGroup<MediaToGroup>[]) => groups.map((group) => group.media.length);

test('photographs closer in time than the gap belong together', () => {
  const groups = groupIntoEvents([frame(at('06:00:00')), frame(at('06:00:59')), frame(at('06:01:58'))], 60);
  assert.deepEqual(sizes(groups), [3]);
  assert.equal(groups[0]?.basis, 'gap');
});

test('photographs as far apart as the gap do not', () => {
  assert.deepEqual(sizes(groupIntoEvents([frame(at('06:00:00')), frame(at('06:01:00'))], 60)), [1, 1]);
});

test('a photograph alone is an event alone', () => {
  assert.equal(groupIntoEvents([frame(at('06:00:00'))], 60)[0]?.basis, 'single');
});

test("the camera's own sequence wins over the gap", () => {
  const groups = groupIntoEvents([burst('06:00:00', 1), burst('06:00:30', 2), burst('06:01:20', 3)], 10);
  assert.deepEqual(sizes(groups), [3]);
  assert.equal(groups[0]?.basis, 'sequence');
});

test('two triggers seconds apart are two sequences', () => {
  const frames = [burst('06:00:00', 1, 7), burst('06:00:01', 2, 7), burst('06:00:02', 1, 8), burst('06:00:03', 2, 8)];
  assert.deepEqual(sizes(groupIntoEvents(frames, 60)), [2, 2]);
});

test('without event numbers a sequence ends where its index starts over', () => {
  const frames = [burst('06:00:00', 1, null), burst('06:00:01', 2, null), burst('06:00:02', 1, null)];
  assert.deepEqual(sizes(groupIntoEvents(frames, 60)), [2, 1]);
});

test('an event number that comes round again after a card change is another event', () => {
  assert.deepEqual(sizes(groupIntoEvents([burst('06:00:00', 1), burst('09:00:00', 2)], 60)), [1, 1]);
});

test('frames of one second keep the order of their sequence', () => {
  const groups = groupIntoEvents([burst('06:00:00', 3), burst('06:00:00', 1), burst('06:00:00', 2)], 60);
  assert.deepEqual(
    groups[0]?.media.map((item) => item.sequenceIndex),
    [1, 2, 3],
  );
});

test('a video between the frames of a burst does not tear it apart', () => {
  const groups = groupIntoEvents([burst('06:00:00', 1), frame(at('06:00:01')), burst('06:00:02', 2)], 60);
  assert.deepEqual(sizes(groups), [2, 1]);
});

test('media without a capture time are events of their own without a time', () => {
  const groups = groupIntoEvents([frame(null), frame(null)], 60);
  assert.deepEqual(sizes(groups), [1, 1]);
  assert.equal(groups[0]?.startedAt, null);
});

test('an event spans its first and last frame', () => {
  const [group] = groupIntoEvents([frame(at('06:00:20')), frame(at('06:00:00.5'))], 60);
  assert.deepEqual([group?.startedAt, group?.endedAt], [at('06:00:00.5'), at('06:00:20')]);
});

const anyFrame = fc
  .record({
    second: fc.option(fc.integer({ min: 0, max: 4000 })),
    index: fc.option(fc.integer({ min: 1, max: 3 })),
    event: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  .map(({ second, index, event }) =>
    frame(
      second === null
        ? null
        : Temporal.PlainDateTime.from(at('00:00:00')).add({ seconds: second }).toString({ smallestUnit: 'second' }),
      { sequenceIndex: index, sequenceTotal: index === null ? null : 3, eventNumber: event },
    ),
  );

test('every media item is in exactly one event, whatever the times and sequences', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 60 }), (frames) => {
      const grouped = groupIntoEvents(frames, 60).flatMap((group) => group.media.map((item) => item.id));
      assert.deepEqual(grouped.sort(), frames.map((item) => item.id).sort());
    }),
    { seed: 20240501 },
  );
});

test('the order in which media came in does not matter', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 40 }), (frames) => {
      const ids = (groups: EventGroup<MediaToGroup>[]) => groups.map((group) => group.media.map((item) => item.id));
      assert.deepEqual(ids(groupIntoEvents(frames.toReversed(), 60)), ids(groupIntoEvents(frames, 60)));
    }),
    { seed: 20240502 },
  );
});

const groupOf = (...ids: (string | null)[]): EventGroup<string | null> => ({
  basis: 'gap',
  media: ids,
  startedAt: null,
  endedAt: null,
});

test('an event that grows keeps its identity', () => {
  assert.deepEqual(
    keepEventIds([groupOf('a', 'a', null)], (id) => id),
    ['a'],
  );
});

test('of two parts of an event the larger keeps the identity', () => {
  assert.deepEqual(
    keepEventIds([groupOf('a'), groupOf('a', 'a')], (id) => id),
    [null, 'a'],
  );
});

test('two events that became one leave one identity', () => {
  assert.deepEqual(
    keepEventIds([groupOf('a', 'b', 'b')], (id) => id),
    ['b'],
  );
});
