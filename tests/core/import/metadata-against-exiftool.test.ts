// Field by field, what Herdbook reads from real photographs against what ExifTool reads from the same files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { test } from 'node:test';
import { readMetadata } from '../../../electron/core/import/metadata.ts';
import { shared, sharedMissing } from '../../support/shared.ts';

const FOLDERS = ['exif', 'cards', 'lila', 'horses', 'detection'];
const exiftoolMissing =
  spawnSync('exiftool', ['-ver']).status === 0 ? false : 'needs exiftool, which is not on this machine';

/** Files and fields where the two are meant to differ, with why. */
const EXPLAINED = new Map<string, string>([
  ['exif/samples/tests/87_OSError.jpg altitude', 'says no reference level; sea level is meant'],
  ['exif/orientation/Landscape_0.jpg orientation', '0 is not one of the eight orientations'],
  ['exif/orientation/Portrait_0.jpg orientation', '0 is not one of the eight orientations'],
  ['lila/idaho_camera_traps_loc_0062_loc_0062_im_004678.jpg sequence', '"0 of 0" is no sequence'],
]);

type Read = Record<string, string | number | null>;

test('time, camera, place and maker notes are what ExifTool reads', {
  skip: sharedMissing || exiftoolMissing,
}, async () => {
  const differences: string[] = [];
  for (const theirs of askExifTool()) {
    const path = String(theirs.SourceFile);
    const ours = await readOurs(path);
    const reference = readTheirs(theirs);
    for (const field of Object.keys(reference)) {
      const line = `${relative(shared('data'), path)} ${field}`;
      if (ours[field] !== reference[field] && !EXPLAINED.has(line))
        differences.push(`${line}: ${ours[field]} here, ${reference[field]} there`);
    }
  }
  assert.deepEqual(differences, []);
});

function askExifTool(): Record<string, unknown>[] {
  const tags = ['DateTimeOriginal', 'SubSecTimeOriginal', 'OffsetTimeOriginal', 'Make', 'Model', 'SerialNumber'];
  tags.push('Orientation', 'GPSLatitude', 'GPSLongitude', 'GPSAltitude', 'Sequence', 'EventNumber');
  tags.push('AmbientTemperature', 'MoonPhase', 'InfraredIlluminator', 'Flash');
  const folders = FOLDERS.map((folder) => shared('data', folder));
  const options = ['-j', '-r', '-n', '-G1', '-ext', 'jpg', '-ext', 'jpeg', '-ext', 'png'];
  const { stdout } = spawnSync('exiftool', [...options, ...tags.map((tag) => `-${tag}`), ...folders], {
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

async function readOurs(path: string): Promise<Read> {
  const format = path.endsWith('.png') ? 'image/png' : 'image/jpeg';
  const ours = await readMetadata(await readFile(path), format);
  const [time, fraction] = ours.capturedAt?.split('.') ?? [null];
  return {
    time: time ?? null,
    fraction: fraction ?? null,
    offset: ours.offset,
    make: ours.make,
    model: ours.model,
    serial: ours.serial,
    orientation: ours.orientation,
    latitude: ours.position?.latitude.toFixed(4) ?? null,
    longitude: ours.position?.longitude.toFixed(4) ?? null,
    altitude: ours.altitude?.toFixed(1) ?? null,
    sequence: ours.sequence === null ? null : `${ours.sequence.index} ${ours.sequence.total}`,
    event: ours.eventNumber,
    temperature: ours.temperatureC,
    infrared: ours.infrared === null ? null : Number(ours.infrared),
  };
}

function readTheirs(tags: Record<string, unknown>): Read {
  const text = (value: unknown) => (value === undefined || String(value).trim() === '' ? null : String(value).trim());
  const number = (value: unknown, digits: number) => (typeof value === 'number' ? value.toFixed(digits) : null);
  // ExifTool takes day and month of HyperFire 2 maker notes the wrong way round; EXIF's own date comes first there as here.
  const date = text(tags['ExifIFD:DateTimeOriginal']) ?? text(tags['Reconyx:DateTimeOriginal']);
  return {
    time: date === null ? null : date.replace(/^(\d+):(\d+):(\d+) /, '$1-$2-$3T'),
    fraction: text(tags['ExifIFD:SubSecTimeOriginal'])?.replace(/0+$/, '') || null,
    offset: text(tags['ExifIFD:OffsetTimeOriginal']),
    make: text(tags['IFD0:Make']),
    model: text(tags['IFD0:Model']),
    serial: text(tags['ExifIFD:SerialNumber']) ?? text(tags['Reconyx:SerialNumber']),
    orientation: (tags['IFD0:Orientation'] as number | undefined) ?? null,
    latitude: number(tags['Composite:GPSLatitude'], 4),
    longitude: number(tags['Composite:GPSLongitude'], 4),
    altitude: number(tags['Composite:GPSAltitude'], 1),
    sequence: text(tags['Reconyx:Sequence']),
    event: (tags['Reconyx:EventNumber'] as number | undefined) ?? null,
    temperature: (tags['Reconyx:AmbientTemperature'] as number | undefined) ?? null,
    infrared: ((tags['Reconyx:InfraredIlluminator'] ?? tags['Reconyx:Flash']) as number | undefined) ?? null,
  };
}
