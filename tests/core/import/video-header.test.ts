import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readVideoHeader } from '../../../electron/core/import/video-header.ts';
import { shared, sharedMissing } from '../../support/shared.ts';
import { movie, track } from '../../support/videos.ts';

const header = (format: string, bytes: Buffer) =>
  readVideoHeader(format, bytes.length, async (offset, length) => bytes.subarray(offset, offset + length));
test('the size of an MP4 is that of its picture track, though the index lies at the end', async () => {
  assert.deepEqual(await header('video/mp4', movie(track(0, 0), track(1280, 720))), {
    width: 1280,
    height: 720,
    hopeless: null,
  });
});
test('a video recorded on its side is upright', async () => {
  const { width, height } = await header('video/mp4', movie(track(1280, 720, true)));
  assert.deepEqual([width, height], [720, 1280]);
});
test('an MP4 whose recording was cut off has no index and says so', async () => {
  const cut = movie(track(1280, 720)).subarray(0, 60);
  assert.match((await header('video/mp4', cut)).hopeless ?? '', /no index/);
});
test('a box that claims to be longer than the file ends the reading', async () => {
  const bytes = movie(track(64, 48));
  bytes.writeUInt32BE(0xffffffff, 0);
  assert.match((await header('video/mp4', bytes)).hopeless ?? '', /no index/);
});
test('an AVI tells its size', { skip: sharedMissing }, async () => {
  const clip = 'data/video/zamba-clips/savanna/Grumeti_Tanzania/K38_check3/09190048_Hyena.AVI';
  assert.deepEqual(await header('video/x-msvideo', await readFile(shared(clip))), {
    width: 80,
    height: 60,
    hopeless: null,
  });
});
test('an AVI without its header says so', async () => {
  assert.match((await header('video/x-msvideo', Buffer.from('RIFF....AVI LIST'))).hopeless ?? '', /no header/);
});
