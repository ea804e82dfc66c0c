import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMetadata } from '../../../electron/core/import/metadata.ts';
import { makePicture } from '../../support/pictures.ts';

const read = async (of: Parameters<typeof makePicture>[0]) =>
  readMetadata(await makePicture(of), `image/${of?.format ?? 'jpeg'}`);

for (const format of ['jpeg', 'webp', 'png'] as const)
  test(`a ${format} photograph tells time, camera and orientation`, async () => {
    const said = await read({
      format,
      taken: '2024:05:01 06:00:00',
      make: 'ACME ',
      model: 'T1',
      serial: 'S9',
      orientation: 6,
      exif: { IFD2: { SubSecTimeOriginal: '25', OffsetTimeOriginal: '+02:00' } },
    });
    assert.deepEqual(
      [said.capturedAt, said.offset, said.make, said.model, said.serial, said.orientation],
      ['2024-05-01T06:00:00.25', '+02:00', 'ACME', 'T1', 'S9', 6],
    );
  });

test('south and west are negative', async () => {
  assert.deepEqual((await read({ latitude: -33.5, longitude: -70.25 })).position, {
    latitude: -33.5,
    longitude: -70.25,
  });
});

test('a receiver without a fix gives no position', async () => {
  assert.equal((await read({ latitude: 0, longitude: 0 })).position, null);
});

test('coordinates beyond the globe give no position', async () => {
  assert.equal((await read({ latitude: 95, longitude: 10 })).position, null);
});

test('a place below the sea has a negative altitude', async () => {
  const picture = await makePicture({
    latitude: 31.5,
    longitude: 35.5,
    exif: { IFD3: { GPSAltitude: '4300/10', GPSAltitudeRef: '0' } },
  });
  // The picture library writes the reference as 0 whatever it is given; 1 means below the sea.
  const entry = picture.indexOf(Buffer.from([5, 0, 1, 0, 1, 0, 0, 0]));
  picture[entry + 8] = 1;
  assert.equal((await readMetadata(picture, 'image/jpeg')).altitude, -430);
});

test('a blank make is no make', async () => {
  assert.equal((await read({ make: '   ' })).make, null);
});

test('an impossible date is no capture time', async () => {
  assert.equal((await read({ taken: '0000:00:00 00:00:00' })).capturedAt, null);
});

test('a file without metadata says nothing and does not fail', async () => {
  assert.equal((await readMetadata(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4]), 'image/jpeg')).capturedAt, null);
});
