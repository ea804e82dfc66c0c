// Reads the maker notes of Reconyx cameras, which hold what standard EXIF has no place for: sequence ("2 of 3"), event number, ambient
// temperature, moon phase, whether the infrared flash fired; on old ones (HC500) also the date and the serial number, found nowhere
// else. Offsets are those of the layouts that ExifTool's documentation of Reconyx tags gives for HyperFire, UltraFire and HyperFire 2.
import { wallTime } from './capture-time.ts';

export interface CameraNote {
  /** Wall time. */
  capturedAt: string | null;
  sequence: { index: number; total: number } | null;
  eventNumber: number | null;
  temperatureC: number | null;
  moonPhase: string | null;
  serial: string | null;
  infrared: boolean | null;
}

const MOON_PHASES = [
  'new',
  'new crescent',
  'first quarter',
  'waxing gibbous',
  'full',
  'waning gibbous',
  'last quarter',
  'old crescent',
];

/** What a Reconyx maker note (the bytes of EXIF tag 0x927c) says, or null when it is not one or is cut short. */
export function readReconyxNote(note: Uint8Array): CameraNote | null {
  const view = new DataView(note.buffer, note.byteOffset, note.byteLength);
  try {
    const head = text(view, 0, 9);
    if (head === 'RECONYXH2') return readHyperFire2(view);
    if (head === 'RECONYXUF') return readUltraFire(view);
    if (view.byteLength >= 2 && view.getUint16(0, true) === 0xf101) return readHyperFire(view);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** HC500, HC600, PC900: 16-bit numbers, little-endian; the clock alone is sometimes big-endian. */
function readHyperFire(view: DataView): CameraNote {
  const word = (index: number) => view.getUint16(index * 2, true);
  let clock = [0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10].map(word);
  if (clock[5]! > 9999) clock = clock.map((w) => (w >> 8) | ((w & 0xff) << 8));
  return {
    capturedAt: clockTime(clock),
    sequence: sequence(word(0x07), word(0x08)),
    eventNumber: word(0x09) * 65_536 + word(0x0a),
    temperatureC: view.getInt16(0x14 * 2, true),
    moonPhase: MOON_PHASES[word(0x12)] ?? null,
    serial: wideText(view, 0x15 * 2, 15),
    infrared: onOff(word(0x28)),
  };
}

/** HyperFire 2: 16-bit numbers, little-endian, at byte offsets. */
function readHyperFire2(view: DataView): CameraNote {
  const word = (offset: number) => view.getUint16(offset, true);
  return {
    capturedAt: clockTime([0x3e, 0x40, 0x42, 0x44, 0x46, 0x48].map(word)),
    sequence: sequence(word(0x36), word(0x38)),
    eventNumber: word(0x3a) * 65_536 + word(0x3c),
    temperatureC: view.getInt16(0x50, true),
    moonPhase: MOON_PHASES[word(0x4c)] ?? null,
    serial: wideText(view, 0x7e, 15),
    infrared: onOff(word(0x5a)),
  };
}

/** UltraFire: bytes, with the year in two of them. */
function readUltraFire(view: DataView): CameraNote {
  const byte = (offset: number) => view.getUint8(offset);
  const year = byte(0x40) + byte(0x41) * 256;
  return {
    capturedAt: wallTime({
      second: byte(0x3b),
      minute: byte(0x3c),
      hour: byte(0x3d),
      day: byte(0x3e),
      month: byte(0x3f),
      year,
    }),
    sequence: sequence(byte(0x35), byte(0x36)),
    eventNumber: view.getUint32(0x37, true),
    temperatureC: view.getInt16(0x46, true),
    moonPhase: MOON_PHASES[byte(0x43)] ?? null,
    serial: text(view, 0x4b, 15) || null,
    infrared: onOff(byte(0x48)),
  };
}

/** Second, minute, hour, month, day, year. */
function clockTime(words: number[]): string | null {
  const [second, minute, hour, month, day, year] = words as [number, number, number, number, number, number];
  return wallTime({ year, month, day, hour, minute, second });
}

const sequence = (index: number, total: number) => (index >= 1 && total >= index ? { index, total } : null);
const onOff = (value: number): boolean | null => (value === 0 ? false : value === 1 ? true : null);

function text(view: DataView, offset: number, length: number): string {
  let out = '';
  for (let at = offset; at < offset + length && at < view.byteLength; at++) {
    const code = view.getUint8(at);
    if (code === 0) break;
    out += String.fromCharCode(code);
  }
  return out.trim();
}

function wideText(view: DataView, offset: number, characters: number): string | null {
  let out = '';
  for (let at = 0; at < characters; at++) {
    const code = view.getUint16(offset + at * 2, true);
    if (code === 0) break;
    out += String.fromCharCode(code);
  }
  return out.trim() === '' ? null : out.trim();
}
