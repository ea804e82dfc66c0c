import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { HEAD_BYTES, recogniseFile } from '../../../electron/core/import/kind.ts';
import { makePicture } from '../../support/pictures.ts';
import { shared, sharedMissing } from '../../support/shared.ts';

for (const format of ['jpeg', 'png', 'webp'] as const)
  test(`a ${format} is a photograph`, async () => {
    assert.deepEqual(await recogniseFile(await makePicture({ format })), { kind: 'image', format: `image/${format}` });
  });

const realFiles: [file: string, format: string][] = [
  ['video/20251112_100312.mp4', 'video/mp4'],
  ['video/zamba-clips/lope/Theo_codification_gorilla videos/2015/T37.0314.1632/EK000059.AVI', 'video/x-msvideo'],
  ['video/zamba-clips/chimpandsee/Trip_5/card 1.2_location/PICT0074.ASF', 'video/x-ms-asf'],
];
for (const [file, format] of realFiles)
  test(`${file.split('/').at(-1)} is a video`, { skip: sharedMissing }, async () => {
    const head = (await readFile(shared('data', file))).subarray(0, HEAD_BYTES);
    assert.deepEqual(await recogniseFile(head), { kind: 'video', format });
  });

const others: [what: string, bytes: Buffer, reason: RegExp][] = [
  ['an empty file', Buffer.alloc(0), /empty file \(0 bytes\)/],
  ['a text', Buffer.from('just a note, überall'), /plain text/],
  ['a PDF', Buffer.from('%PDF-1.7\n'), /PDF document/],
  ['a GIF', Buffer.from('GIF89a\u0001\0\u0001\0', 'latin1'), /GIF image/],
  ['a BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60, 1)]), /BMP image/],
  ['zeros', Buffer.alloc(5000), /nothing but zeros/],
  ['noise', Buffer.from([1, 2, 3, 200, 201, 255, 0, 9, 7]), /unknown kind/],
];
for (const [what, bytes, reason] of others)
  test(`${what} is left out, saying what it is`, async () => {
    const kind = await recogniseFile(bytes);
    assert.ok(kind.kind === 'other');
    assert.match(kind.reason, reason);
  });
