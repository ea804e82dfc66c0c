// The capture data a camera writes into its photographs. The three sample cameras differ as real ones do: one knows its
// position, two its offset from UTC, all of them their serial number.
import type { Exif } from 'sharp';
import type { Place } from './places.ts';

const degrees = (value: number): string => {
  const whole = Math.floor(Math.abs(value));
  const minutes = Math.floor((Math.abs(value) - whole) * 60);
  const seconds = Math.round(((Math.abs(value) - whole) * 60 - minutes) * 60 * 100);
  return `${whole}/1 ${minutes}/1 ${seconds}/100`;
};

/** EXIF's own date form, "YYYY:MM:DD HH:MM:SS". */
export const exifDate = (wall: Temporal.PlainDateTime): string =>
  wall.toString({ smallestUnit: 'second' }).replaceAll('-', ':').replace('T', ' ');

/** EXIF of one photograph: IFD0 is the image, IFD2 the capture, IFD3 the position. */
export function captureData(place: Place, wall: Temporal.PlainDateTime, infrared: boolean): Exif {
  const { camera } = place;
  const when = exifDate(wall);
  const offset = wall.toZonedDateTime(place.timezone).offset;
  return {
    IFD0: { Make: camera.make, Model: camera.model, Orientation: '1', DateTime: when },
    IFD2: {
      DateTimeOriginal: when,
      DateTimeDigitized: when,
      SubSecTimeOriginal: String(wall.millisecond).padStart(3, '0'),
      ...(camera.writesOffset && { OffsetTimeOriginal: offset }),
      BodySerialNumber: camera.serial,
      ISOSpeedRatings: infrared ? '800' : '100',
      ExposureTime: infrared ? '1/15' : '1/250',
      FNumber: '28/10',
      Flash: infrared ? '1' : '0',
    },
    ...(camera.writesPosition && {
      IFD3: {
        GPSLatitudeRef: place.latitude < 0 ? 'S' : 'N',
        GPSLatitude: degrees(place.latitude),
        GPSLongitudeRef: place.longitude < 0 ? 'W' : 'E',
        GPSLongitude: degrees(place.longitude),
      },
    }),
  };
}
