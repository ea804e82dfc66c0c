// Small photographs made on the spot, with the metadata a test needs.
import sharp, { type Exif } from 'sharp';

export interface PictureToMake {
  /** Two pictures with different numbers differ in their bytes. */
  number?: number;
  width?: number;
  height?: number;
  /** EXIF date, `2024:05:01 06:00:00`. */
  taken?: string;
  make?: string;
  model?: string;
  serial?: string;
  orientation?: number;
  /** Degrees; negative is south and west. */
  latitude?: number;
  longitude?: number;
  /** Further tags by block: IFD0, IFD2 (EXIF) and IFD3 (GPS), as libvips names them. */
  exif?: Exif;
  format?: 'jpeg' | 'webp' | 'png';
}

export async function makePicture(of: PictureToMake = {}): Promise<Buffer> {
  const number = of.number ?? 0;
  const background = { r: number & 255, g: (number >> 8) & 255, b: 90 };
  const exif: Exif = {
    ...of.exif,
    IFD0: {
      ...(number === 0 ? {} : { ImageDescription: `Picture ${number}` }),
      ...(of.make === undefined ? {} : { Make: of.make }),
      ...(of.model === undefined ? {} : { Model: of.model }),
      ...of.exif?.IFD0,
    },
    IFD2: {
      ...(of.taken === undefined ? {} : { DateTimeOriginal: of.taken }),
      ...(of.serial === undefined ? {} : { BodySerialNumber: of.serial }),
      ...of.exif?.IFD2,
    },
    IFD3: { ...gps(of), ...of.exif?.IFD3 },
  };
  const size = { width: of.width ?? 64, height: of.height ?? 48 };
  return sharp({ create: { ...size, channels: 3, background } })
    .withMetadata(of.orientation === undefined ? {} : { orientation: of.orientation })
    .withExifMerge(exif)
    .toFormat(of.format ?? 'jpeg')
    .toBuffer();
}

function gps({ latitude, longitude }: PictureToMake): Record<string, string> {
  if (latitude === undefined || longitude === undefined) return {};
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: degrees(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: degrees(longitude),
  };
}

/** Degrees, minutes and seconds as EXIF fractions. */
function degrees(value: number): string {
  const size = Math.abs(value);
  const whole = Math.floor(size);
  const minutes = Math.floor((size - whole) * 60);
  const seconds = ((size - whole) * 60 - minutes) * 60;
  return `${whole}/1 ${minutes}/1 ${Math.round(seconds * 10_000)}/10000`;
}
