// Good files with some of their bytes changed, cut off or repeated: reading them answers something, always, and never throws.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseFile } from '../../../electron/core/import/kind.ts';
import { readMetadata } from '../../../electron/core/import/metadata.ts';
import { readPictureHeader } from '../../../electron/core/import/picture-header.ts';
import { readVideoHeader } from '../../../electron/core/import/video-header.ts';
import { makePicture } from '../../support/pictures.ts';
import { shared, sharedMissing } from '../../support/shared.ts';
import { movie, track } from '../../support/videos.ts';

const RUNS = { seed: 20240503, numRuns: 300 };
const mutation = fc.record({
  keep: fc.double({ min: 0.05, max: 1, noNaN: true }),
  changes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
    maxLength: 30,
  }),
});
function mutate(good: Buffer, { keep, changes }: { keep: number; changes: [number, number][] }): Buffer {
  const bytes = Buffer.from(good.subarray(0, Math.ceil(good.length * keep)));
  for (const [where, value] of changes) bytes[Math.floor(where * bytes.length)] = value;
  return bytes;
}

async function survives(good: Buffer, format: string): Promise<void> {
  await fc.assert(
    fc.asyncProperty(mutation, async (how) => {
      const bytes = mutate(good, how);
      assert.ok((await recogniseFile(bytes)).kind);
      assert.ok('capturedAt' in (await readMetadata(bytes, format)));
      assert.equal(typeof readPictureHeader(bytes, format, true).doubtful, 'boolean');
    }),
    RUNS,
  );
}

for (const format of ['jpeg', 'png', 'webp'] as const)
  test(`a mutated ${format} is answered`, async () => {
    const good = await makePicture({
      format,
      taken: '2024:05:01 06:00:00',
      latitude: 50,
      longitude: 8,
      orientation: 6,
    });
    await survives(good, `image/${format}`);
  });

for (const name of ['Reconyx HC500 firmware 3.3.0.jpg', 'Reconyx HF2 Pro Covert.jpg'])
  test(`the header of ${name}, mutated, is answered`, { skip: sharedMissing }, async () => {
    // Metadata alone, so that nearly every change hits it.
    await survives((await readFile(shared('data/exif/makernotes', name))).subarray(0, 3000), 'image/jpeg');
  });

test('a mutated MP4 is answered', async () => {
  const good = movie(track(0, 0), track(1280, 720));
  await fc.assert(
    fc.asyncProperty(mutation, async (how) => {
      const bytes = mutate(good, how);
      const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length);
      assert.ok('hopeless' in (await readVideoHeader('video/mp4', bytes.length, read)));
    }),
    RUNS,
  );
});
