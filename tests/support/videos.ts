// The smallest MP4 files that have a header: enough for telling what they are and how large their picture is.
export function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** A track of a size in pixels, as recorded; `turned` when the camera lay on its side. */
export function track(width: number, height: number, turned = false): Buffer {
  const head = Buffer.alloc(84);
  head.writeInt32BE(turned ? 0 : 65_536, 40);
  head.writeInt32BE(turned ? 65_536 : 0, 44);
  head.writeUInt32BE(width * 65_536, 76);
  head.writeUInt32BE(height * 65_536, 80);
  return box('trak', box('tkhd', head));
}

/** A movie with its index at the end, as cameras write it. */
export const movie = (...tracks: Buffer[]): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\u0002\0isom', 'latin1')),
    box('mdat', Buffer.alloc(100)),
    box('moov', ...tracks),
  ]);
