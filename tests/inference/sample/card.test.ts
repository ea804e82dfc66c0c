import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import exifr from 'exifr';
import sharp from 'sharp';
import { drawSampleCard, type SampleFile, type SampleTruth } from '../../../electron/inference/sample/card.ts';

const events = 10;
let folder: string;
let truth: SampleTruth;
const progress: [number, number][] = [];

const read = (file: SampleFile, under = folder): Promise<Buffer> => readFile(join(under, file.path));
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const sound = (): SampleFile[] => truth.files.filter((file) => file.flaw === null);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'herdbook-sample-'));
  truth = await drawSampleCard({ folder, events, onProgress: (done, total) => progress.push([done, total]) });
});
after(() => rm(folder, { recursive: true, force: true }));

describe('the sample card', () => {
  it('holds three photographs per event and three flawed files', () => {
    const flaws = truth.files.flatMap((file) => file.flaw ?? []).sort();
    assert.equal(sound().length, events * 3);
    assert.deepEqual(flaws, ['duplicate', 'undated', 'unreadable']);
  });

  it('is laid out as memory cards are, with the same file names on each', () => {
    for (const { name } of truth.locations) {
      assert.ok(truth.files.some((file) => file.path === `${name}/DCIM/100HERDB/IMG_0001.JPG`));
    }
  });

  it('ends its progress with all photographs done', () => {
    assert.deepEqual(progress.at(-1), [events * 3 + 3, events * 3 + 3]);
  });

  it('is the same byte for byte when drawn again from the same seed', async () => {
    const again = await mkdtemp(join(tmpdir(), 'herdbook-sample-'));
    try {
      await drawSampleCard({ folder: again, events });
      for (const file of truth.files) assert.equal(sha(await read(file, again)), sha(await read(file)), file.path);
    } finally {
      await rm(again, { recursive: true, force: true });
    }
  });

  it('differs when drawn from another seed', async () => {
    const other = await mkdtemp(join(tmpdir(), 'herdbook-sample-'));
    try {
      const drawn = await drawSampleCard({ folder: other, events: 1, seed: 2 });
      assert.notEqual(sha(await read(drawn.files[0]!, other)), sha(await read(truth.files[0]!)));
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it('writes each capture time to the millisecond, with the offset where the camera knows it', async () => {
    for (const file of sound()) {
      const tags = await exifr.parse(await read(file), { reviveValues: false });
      const [date, time] = String(tags.DateTimeOriginal).split(' ');
      const written = `${date!.replaceAll(':', '-')}T${time}.${tags.SubSecTimeOriginal}`;
      assert.equal(written, file.capturedAt, file.path);
      assert.equal(tags.OffsetTimeOriginal, file.location === 'Waterhole' ? undefined : '+02:00', file.path);
    }
  });

  it('names make, model and serial number of one camera per location', async () => {
    const cameras = new Map<string, Set<string>>();
    for (const file of sound()) {
      const { Make, Model, BodySerialNumber, SerialNumber } = await exifr.parse(await read(file));
      const known = cameras.get(file.location) ?? new Set();
      cameras.set(file.location, known.add(`${Make} ${Model} ${BodySerialNumber ?? SerialNumber}`));
    }
    assert.deepEqual(
      [...cameras.values()].map((known) => known.size),
      [1, 1, 1],
    );
    assert.equal(new Set([...cameras.values()].flatMap((known) => [...known])).size, 3);
  });

  it('gives a position only where the camera has a receiver', async () => {
    for (const file of sound()) {
      const position = await exifr.gps(await read(file)).catch(() => undefined);
      const place = truth.locations.find((location) => location.name === file.location)!;
      if (file.location !== 'Feeder meadow') assert.equal(position?.latitude, undefined, file.path);
      else {
        assert.ok(Math.abs(position!.latitude - place.latitude) < 1e-4);
        assert.ok(Math.abs(position!.longitude - place.longitude) < 1e-4);
      }
    }
  });

  it('holds one exact copy under another name', async () => {
    const copy = truth.files.find((file) => file.flaw === 'duplicate')!;
    const hashes = await Promise.all(sound().map(async (file) => sha(await read(file))));
    const own = sha(await read(copy));
    assert.equal(hashes.filter((hash) => hash === own).length, 1);
  });

  it('holds one file that no decoder can open', async () => {
    const damaged = truth.files.find((file) => file.flaw === 'unreadable')!;
    await assert.rejects(async () =>
      sharp(await read(damaged), { failOn: 'none' })
        .raw()
        .toBuffer(),
    );
  });

  it('holds one photograph without any EXIF', async () => {
    const undated = truth.files.find((file) => file.flaw === 'undated')!;
    const { exif, width } = await sharp(await read(undated)).metadata();
    assert.equal(exif, undefined);
    assert.equal(width, 1280);
  });
});
