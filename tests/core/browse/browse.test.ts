// Every filter of the gallery, pages, neighbours and events, asked of a small library whose answers are known by heart.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browseHandlers } from '../../../electron/core/browse/handlers.ts';
import { parseInput } from '../../../shared/contract/contract.ts';
import type { EventId, IndividualId, LocationId, MediaId } from '../../../shared/domain/ids.ts';
import { Event, Media, type MediaFilter } from '../../../shared/domain/media.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import {
  addDeployment,
  addDetection,
  addEvent,
  addIdentification,
  addIndividual,
  addLocation,
  addMedia,
} from '../../support/rows.ts';

let house: TestHouse;
let calls: ReturnType<typeof browseHandlers>;
let stream: LocationId;
let burst: EventId;
let hazel: IndividualId;
const context = { signal: new AbortController().signal };
/** Names of the photographs, so that expectations can be read. */
const media: Record<string, MediaId> = {};

before(async () => {
  house = await openTestHouse();
  calls = browseHandlers(house.house);
  const { db } = house.library.store;
  stream = await addLocation(db, { name: 'Stream crossing' });
  const meadow = await addLocation(db, { name: 'Meadow 50%' });
  const atStream = await addDeployment(db, { location_id: stream, timezone: 'Europe/Berlin' });
  const atMeadow = await addDeployment(db, { location_id: meadow });
  burst = await addEvent(db, { deployment_id: atStream, started_at: '2024-05-01T06:00:00' });
  const later = await addEvent(db, { deployment_id: atMeadow, started_at: '2024-05-03T23:59:59' });
  const add = async (name: string, row: Parameters<typeof addMedia>[1]) => {
    media[name] = await addMedia(db, { name: `${name}.JPG`, status: 'completed', ...row });
    return media[name]!;
  };
  const doe = await add('doe', {
    captured_at: '2024-05-01T06:00:00',
    deployment_id: atStream,
    event_id: burst,
    sequence_index: 1,
    sequence_total: 2,
  });
  const buck = await add('buck', { captured_at: '2024-05-01T06:00:02', deployment_id: atStream, event_id: burst });
  const mare = await add('mare', { captured_at: '2024-05-03T23:59:59', deployment_id: atMeadow, event_id: later });
  await add('empty', { captured_at: '2024-05-02T12:00:00', deployment_id: atMeadow });
  await add('broken', { captured_at: '2024-05-04T00:00:00', deployment_id: atMeadow, status: 'failed' });
  const timeless = await add('timeless', {});
  hazel = await addIndividual(db, { name: 'Hazel' });
  const hazelBox = await addDetection(db, doe, { class: 'doe' });
  await addIdentification(db, hazelBox, hazel, { state: 'confirmed', score: 0.91 });
  const buckBox = await addDetection(db, buck, { class: 'buck' });
  await addIdentification(db, buckBox, hazel, { state: 'rejected' });
  await addDetection(db, mare, { species: 'horse', confidence: 0.5 });
  await addDetection(db, mare, { category: 'person', species: null, confidence: 0.8 });
  await addDetection(db, timeless, { deleted: 1 });
});
after(() => house.close());

async function names(filter: Record<string, unknown>): Promise<string[]> {
  const { total, tiles } = await calls['media.tiles'](
    parseInput('media.tiles', { filter: filter as MediaFilter }),
    context,
  );
  assert.equal(total, tiles.length);
  return tiles.map((tile) => tile.name.replace('.JPG', ''));
}

const everything = ['broken', 'mare', 'empty', 'buck', 'doe', 'timeless'];

test('without a filter all media come newest first, those without a time last', async () => {
  assert.deepEqual(await names({}), everything);
});
test('the oldest first is exactly the reverse', async () => {
  const { tiles } = await calls['media.tiles'](parseInput('media.tiles', { order: 'oldest' }), context);
  assert.deepEqual(
    tiles.map(({ name }) => name.replace('.JPG', '')),
    everything.toReversed(),
  );
});
test('a location shows its own media', async () => {
  assert.deepEqual(await names({ locationId: stream }), ['buck', 'doe']);
});
test('a range of dates includes its last day to the last second', async () => {
  assert.deepEqual(await names({ from: '2024-05-02', to: '2024-05-03' }), ['mare', 'empty']);
});
test('a status shows media in it', async () => {
  assert.deepEqual(await names({ status: 'failed' }), ['broken']);
});
test('a species shows photographs of it', async () => {
  assert.deepEqual(await names({ species: 'deer' }), ['buck', 'doe']);
});
test('species and class are asked of one and the same box', async () => {
  assert.deepEqual(await names({ species: 'horse', class: 'buck' }), []);
});
test('a class shows photographs of it', async () => {
  assert.deepEqual(await names({ class: 'buck' }), ['buck']);
});
test('a category shows photographs of it', async () => {
  assert.deepEqual(await names({ category: 'person' }), ['mare']);
});
test('an individual shows where it was confirmed or proposed, not where it was rejected', async () => {
  assert.deepEqual(await names({ individualId: hazel }), ['doe']);
});
test('an event shows its media', async () => {
  assert.deepEqual(await names({ eventId: burst }), ['buck', 'doe']);
});
test('media with boxes leave out those whose only box was deleted', async () => {
  assert.deepEqual(await names({ hasDetections: true }), ['mare', 'buck', 'doe']);
});
test('media without boxes include those whose only box was deleted', async () => {
  assert.deepEqual(await names({ hasDetections: false }), ['broken', 'empty', 'timeless']);
});
test('unassigned shows animals without a standing identity, a rejected one included', async () => {
  assert.deepEqual(await names({ unassigned: true }), ['mare', 'buck']);
});
test('a box that is not ticked does not narrow', async () => {
  assert.deepEqual(await names({ unassigned: false, noTime: false }), everything);
});
test('no time shows media that have none', async () => {
  assert.deepEqual(await names({ noTime: true }), ['timeless']);
});
test('text is found in file names without regard to capitals', async () => {
  assert.deepEqual(await names({ text: 'buck.jpg' }), ['buck']);
});
test('text is found in names of locations', async () => {
  assert.deepEqual(await names({ text: 'crossing' }), ['buck', 'doe']);
});
test('signs that mean something to the database are plain text in a search', async () => {
  assert.deepEqual(await names({ text: '0%' }), ['broken', 'mare', 'empty']);
});
test('filters narrow together', async () => {
  assert.deepEqual(await names({ locationId: stream, class: 'doe', from: '2024-05-01', to: '2024-05-01' }), ['doe']);
});

test('a page begins at its offset and knows the total', async () => {
  const page = await calls['media.tiles'](parseInput('media.tiles', { offset: 1, limit: 2 }), context);
  assert.deepEqual([page.total, page.tiles.map(({ name }) => name)], [6, ['mare.JPG', 'empty.JPG']]);
});

test('a tile tells who is on it', async () => {
  const { tiles } = await calls['media.tiles'](parseInput('media.tiles', { filter: { individualId: hazel } }), context);
  const [box] = tiles[0]!.detections;
  assert.deepEqual([box!.individualName, box!.identification, box!.box], ['Hazel', 'confirmed', [0.1, 0.2, 0.3, 0.4]]);
});

test('the list of media has the promised shape, with the time zone of the deployment', async () => {
  const list = await calls['media.list'](parseInput('media.list', {}), context);
  const doe = list.find(({ name }) => name === 'doe.JPG')!;
  assert.deepEqual(Media.parse(doe), doe);
  assert.deepEqual(
    [doe.timezone, doe.locationId, doe.sequence, doe.detections[0]!.score],
    ['Europe/Berlin', stream, { index: 1, total: 2 }, 0.91],
  );
});

test('the surest box of a photograph comes first', async () => {
  const mare = await calls['media.show']({ id: media.mare! }, context);
  assert.deepEqual(
    mare.detections.map(({ confidence }) => confidence),
    [0.8, 0.5],
  );
});

test('a media item that is not there is named in the error', async () => {
  await assert.rejects(
    async () => calls['media.show']({ id: 'nobody' as MediaId }, context),
    (error: Error) => error instanceof NotFoundError && error.message.includes('nobody'),
  );
});

test('neighbours under a filter skip what does not match', async () => {
  const found = await calls['media.neighbours'](
    parseInput('media.neighbours', { id: media.buck!, filter: { hasDetections: true } }),
    context,
  );
  assert.deepEqual(found, { previous: media.mare, next: media.doe, position: 1, total: 3 });
});

test('walking from neighbour to neighbour visits every media item once in the order of the gallery', async () => {
  const visited: string[] = [];
  for (let id: MediaId | null = media.broken!; id !== null; ) {
    visited.push(Object.keys(media).find((name) => media[name] === id)!);
    const { next, position } = await calls['media.neighbours'](parseInput('media.neighbours', { id }), context);
    assert.equal(position, visited.length - 1);
    id = next;
  }
  assert.deepEqual(visited, everything);
});

test('walking back from the last visits them in reverse', async () => {
  const visited: string[] = [];
  for (let id: MediaId | null = media.timeless!; id !== null; ) {
    visited.push(Object.keys(media).find((name) => media[name] === id)!);
    id = (await calls['media.neighbours'](parseInput('media.neighbours', { id }), context)).previous;
  }
  assert.deepEqual(visited, everything.toReversed());
});

test('events are summed up: media, boxes, species, individuals, cover', async () => {
  const { total, events } = await calls['events.list'](parseInput('events.list', {}), context);
  const event = events.find(({ id }) => id === burst)!;
  assert.equal(total, 2);
  assert.deepEqual(Event.parse(event), event);
  assert.deepEqual(
    [event.media, event.detections, event.species, event.individuals, event.cover, event.locationName],
    [2, 2, ['deer'], [{ id: hazel, name: 'Hazel', proposed: false }], [media.doe, media.buck], 'Stream crossing'],
  );
});

test('events follow the filter of their media', async () => {
  const { total, events } = await calls['events.list'](
    parseInput('events.list', { filter: { species: 'horse' } }),
    context,
  );
  assert.deepEqual([total, events.map(({ cover }) => cover)], [1, [[media.mare]]]);
});
