// What a photograph says about itself: time, offset, place, camera, orientation, and what the maker note adds. Values are taken raw from
// the bytes that were read for hashing anyway; nothing is turned into a `Date` on the way and nothing is guessed.
import exifr from 'exifr';
import { parseOffset, parseWallTime } from './capture-time.ts';
import { readReconyxNote } from './reconyx.ts';

export interface PhotographMetadata {
  /** Wall time as the camera wrote it; null when the file does not say. */
  capturedAt: string | null;
  offset: string | null;
  make: string | null;
  model: string | null;
  serial: string | null;
  /** 1–8. */
  orientation: number | null;
  position: { latitude: number; longitude: number } | null;
  /** Metres above sea level; negative below. */
  altitude: number | null;
  temperatureC: number | null;
  sequence: { index: number; total: number } | null;
  eventNumber: number | null;
  infrared: boolean | null;
  moonPhase: string | null;
}

export const nothingSaid: Readonly<PhotographMetadata> = {
  capturedAt: null,
  offset: null,
  make: null,
  model: null,
  serial: null,
  orientation: null,
  position: null,
  altitude: null,
  temperatureC: null,
  sequence: null,
  eventNumber: null,
  infrared: null,
  moonPhase: null,
};

type Tags = Record<string, unknown>;
/** EXIF tag numbers (CIPA DC-008). */
const TAG = {
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
  subSecTimeOriginal: 0x9291,
  bodySerialNumber: 0xa431,
} as const;
const GPS = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4, altitudeRef: 5, altitude: 6 } as const;

/**
 * Reads a JPEG, TIFF, PNG or WebP that is in memory, whole or from its beginning. A file without metadata, or with metadata that
 * cannot be understood, says nothing; it never throws.
 */
export async function readMetadata(bytes: Buffer, format: string): Promise<PhotographMetadata> {
  const block = format === 'image/webp' ? webpExif(bytes) : bytes;
  if (block === null) return nothingSaid;
  try {
    return fromTags(((await exifr.parse(block, EXIFR)) as { [block: string]: Tags } | undefined) ?? {});
  } catch {
    return nothingSaid;
  }
}

const EXIFR = {
  tiff: true,
  ifd0: {},
  exif: true,
  gps: true,
  makerNote: true,
  ifd1: false,
  interop: false,
  userComment: false,
  xmp: false,
  icc: false,
  iptc: false,
  jfif: false,
  ihdr: false,
  translateKeys: false,
  translateValues: false,
  reviveValues: false,
  sanitize: false,
  mergeOutput: false,
} as const;

function fromTags(blocks: { [block: string]: Tags | Uint8Array | undefined }): PhotographMetadata {
  const ifd0 = (blocks.ifd0 ?? {}) as Tags;
  const exif = (blocks.exif ?? {}) as Tags;
  const note = blocks.makerNote instanceof Uint8Array ? readReconyxNote(blocks.makerNote) : null;
  const orientation = ifd0[TAG.orientation];
  return {
    capturedAt: parseWallTime(exif[TAG.dateTimeOriginal], exif[TAG.subSecTimeOriginal]) ?? note?.capturedAt ?? null,
    offset: parseOffset(exif[TAG.offsetTimeOriginal]),
    make: label(ifd0[TAG.make]),
    model: label(ifd0[TAG.model]),
    serial: label(exif[TAG.bodySerialNumber]) ?? note?.serial ?? null,
    orientation: typeof orientation === 'number' && orientation >= 1 && orientation <= 8 ? orientation : null,
    ...placeOf((blocks.gps ?? {}) as Tags),
    temperatureC: note?.temperatureC ?? null,
    sequence: note?.sequence ?? null,
    eventNumber: note?.eventNumber ?? null,
    infrared: note?.infrared ?? null,
    moonPhase: note?.moonPhase ?? null,
  };
}

/** Text without padding; blank is nothing (Bushnell writes a Make of spaces). */
function label(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).split('\0')[0]!.trim();
  return text === '' ? null : text;
}

function placeOf(gps: Tags): Pick<PhotographMetadata, 'position' | 'altitude'> {
  const latitude = degrees(gps[GPS.latitude], gps[GPS.latitudeRef], 'N', 'S', 90);
  const longitude = degrees(gps[GPS.longitude], gps[GPS.longitudeRef], 'E', 'W', 180);
  // A receiver without a fix writes zeros; no camera stands in the Gulf of Guinea.
  const known = latitude !== null && longitude !== null && (latitude !== 0 || longitude !== 0);
  const metres = gps[GPS.altitude];
  const below = gps[GPS.altitudeRef];
  const isBelow = (below instanceof Uint8Array ? below[0] : below) === 1;
  return {
    position: known ? { latitude, longitude } : null,
    altitude: known && typeof metres === 'number' && Number.isFinite(metres) ? (isBelow ? -metres : metres) : null,
  };
}

/** Degrees, minutes, seconds and the letter of the hemisphere → signed degrees, rounded to a centimetre. */
function degrees(value: unknown, letter: unknown, plus: string, minus: string, limit: number): number | null {
  if (!Array.isArray(value) || typeof letter !== 'string') return null;
  const [whole, minutes = 0, seconds = 0] = value as number[];
  const size = Number(whole) + minutes / 60 + seconds / 3600;
  const sign = letter.trim().toUpperCase()[0];
  if (!Number.isFinite(size) || size < 0 || size > limit || (sign !== plus && sign !== minus)) return null;
  return Math.round((sign === minus ? -size : size) * 1e7) / 1e7;
}

/** The EXIF chunk of a WebP file: a TIFF structure, sometimes behind the JPEG marker "Exif\0\0". */
function webpExif(bytes: Buffer): Buffer | null {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'EXIF') {
      const chunk = bytes.subarray(at + 8, at + 8 + size);
      return chunk.toString('latin1', 0, 6) === 'Exif\0\0' ? chunk.subarray(6) : chunk;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}
