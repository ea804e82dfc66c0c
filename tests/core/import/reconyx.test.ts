import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readMetadata } from '../../../electron/core/import/metadata.ts';
import { readReconyxNote } from '../../../electron/core/import/reconyx.ts';
import { shared, sharedMissing } from '../../support/shared.ts';

const makerNotes = (name: string) => readFile(shared('data/exif/makernotes', name));

test('an HC500 tells date, serial number and temperature in its maker note alone', {
  skip: sharedMissing,
}, async () => {
  const read = await readMetadata(await makerNotes('Reconyx HC500 firmware 3.3.0.jpg'), 'image/jpeg');
  assert.deepEqual(
    [read.capturedAt, read.serial, read.temperatureC, read.sequence, read.eventNumber, read.moonPhase, read.infrared],
    ['2015-05-07T08:08:31', 'H500DE01120343', -5, { index: 4, total: 5 }, 7, 'waning gibbous', false],
  );
});

test('a HyperFire 2 tells its sequence, serial number and temperature', { skip: sharedMissing }, async () => {
  const read = await readMetadata(await makerNotes('Reconyx HF2 Pro Covert.jpg'), 'image/jpeg');
  assert.deepEqual(
    [read.capturedAt, read.serial, read.temperatureC, read.sequence, read.moonPhase],
    ['2019-04-04T10:04:12', 'HLPXEL09018779', 5, { index: 1, total: 5 }, 'new'],
  );
});

function hyperFireNote(clock: number[], bigEndianClock = false): Buffer {
  const note = Buffer.alloc(120);
  note.writeUInt16LE(0xf101, 0);
  clock.forEach((word, at) => {
    if (bigEndianClock) note.writeUInt16BE(word, (0x0b + at) * 2);
    else note.writeUInt16LE(word, (0x0b + at) * 2);
  });
  return note;
}
const CLOCK = [9, 22, 15, 7, 1, 2014];

test('day and month of a maker note are told apart', () => {
  assert.equal(readReconyxNote(hyperFireNote(CLOCK))?.capturedAt, '2014-07-01T15:22:09');
});

test('a clock written the other way round is read all the same', () => {
  assert.equal(readReconyxNote(hyperFireNote(CLOCK, true))?.capturedAt, '2014-07-01T15:22:09');
});

test('temperatures below zero stay below zero', () => {
  const note = hyperFireNote(CLOCK);
  note.writeInt16LE(-18, 0x14 * 2);
  assert.equal(readReconyxNote(note)?.temperatureC, -18);
});

test('"0 of 0" is no sequence', () => assert.equal(readReconyxNote(hyperFireNote(CLOCK))?.sequence, null));

test('an UltraFire tells time, sequence and serial number', () => {
  const note = Buffer.alloc(120);
  note.write('RECONYXUF\0', 'latin1');
  note.set([2, 3], 0x35);
  note.set([9, 22, 15, 1, 7, 2014 & 255, 2014 >> 8], 0x3b);
  note.write('UF12345', 0x4b, 'latin1');
  const read = readReconyxNote(note);
  assert.deepEqual(
    [read?.capturedAt, read?.sequence, read?.serial],
    ['2014-07-01T15:22:09', { index: 2, total: 3 }, 'UF12345'],
  );
});

test('a maker note that is cut short says nothing', () => {
  assert.equal(readReconyxNote(hyperFireNote(CLOCK).subarray(0, 40)), null);
});

test('the maker note of another maker says nothing', () => {
  assert.equal(readReconyxNote(Buffer.from('Nikon\0\u0002\u0010\0\0', 'latin1')), null);
});
