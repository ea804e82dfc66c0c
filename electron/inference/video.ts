// Video files as facts and as pictures: frames are decoded one after another, only those asked for become pixels, and only one of them
// is held at a time, so that an hour of video takes no more memory than a second. Recordings that were cut off give what is readable.
import { basename } from 'node:path';
import { Decoder, Demuxer, Scaler } from 'node-av/api';
import {
  AV_LOG_FATAL,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PKT_FLAG_CORRUPT,
  AVERROR_EOF,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants';
import { Frame, Log, Packet, type Stream } from 'node-av/lib';
import { PictureUnreadableError } from '../../shared/errors.ts';
import { asSharp, type Picture } from './codec.ts';
import type { VideoDescription } from './tasks.ts';

// What is wrong with a file is said in our own words; FFmpeg would say it once per packet.
Log.setLevel(AV_LOG_FATAL);

export interface VideoFrame {
  /** Milliseconds from the beginning of the video. */
  ms: number;
  /** Upright; see `Picture` for how its size relates to the file's. */
  picture: Picture;
}

/** Which frames: the first at or after `fromMs`, then one every `everyMs`, none at or after `untilMs`. */
export interface FrameChoice {
  fromMs?: number;
  untilMs?: number;
  everyMs: number;
}

/** Frames longer than this come smaller: no network looks at more. */
const longestSide = 3000;
/** A frame this much before the moment asked for is the frame of that moment: clocks of containers are coarse. */
const nearEnoughMs = 5;
/** A recording that ends this much before its own header says, and by this share, was cut off. */
const missingMs = 1500;
const missingShare = 0.05;
/** A sign of life while frames that nobody asked for are passed over. */
const passedOver = 250;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0]! : String(error));
const ratio = ({ num, den }: { num: number; den: number }): number | null => (num > 0 && den > 0 ? num / den : null);

/** An opened video. Close it. Throws PictureUnreadableError, which names the file. */
export class Video {
  readonly path: string;
  readonly #demuxer: Demuxer;
  readonly #stream: Stream;
  readonly #decoder: Decoder;
  readonly #scaler = new Scaler();
  readonly #quarters: number;
  #damaged = false;

  private constructor(path: string, demuxer: Demuxer, stream: Stream, decoder: Decoder) {
    this.path = path;
    this.#demuxer = demuxer;
    this.#stream = stream;
    this.#decoder = decoder;
    this.#quarters = quartersOf(stream);
  }

  static async open(path: string): Promise<Video> {
    const refuse = (why: string) =>
      new PictureUnreadableError(`${basename(path)} is not a video that can be read: ${why}`, { details: { path } });
    let demuxer: Demuxer | null = null;
    try {
      demuxer = await Demuxer.open(path);
      const stream = demuxer.video();
      if (stream === undefined) throw new Error('there are no pictures in it');
      const decoder = await Decoder.create(stream, { threadCount: 1 });
      return new Video(path, demuxer, stream, decoder);
    } catch (error) {
      await demuxer?.close();
      throw refuse(reasonOf(error));
    }
  }

  /** True once something could not be read: ask after the frames were taken. */
  get damaged(): boolean {
    return this.#damaged;
  }

  describe(): Omit<VideoDescription, 'damaged'> {
    const { width, height } = this.#stream.codecpar;
    const turned = this.#quarters % 2 === 1;
    const seconds = this.#seconds();
    return {
      width: turned ? height : width,
      height: turned ? width : height,
      durationMs: seconds === null ? null : Math.round(seconds * 1000),
      frameRate: ratio(this.#stream.avgFrameRate) ?? ratio(this.#stream.rFrameRate),
      createdAt: instantIn(this.#demuxer.metadata),
      format: this.#demuxer.formatName.split(',')[0]!,
    };
  }

  /** In seconds; null where neither track nor file says. */
  #seconds(): number | null {
    const { duration, timeBase } = this.#stream;
    if (duration > 0n) return (Number(duration) * timeBase.num) / timeBase.den;
    return this.#demuxer.duration > 0 ? this.#demuxer.duration : null;
  }

  /**
   * The chosen frames in order. Call it once per opened video. Unreadable frames are passed over and make the video `damaged`.
   * `alive` is called now and then while frames are passed over.
   */
  async *frames(
    { fromMs = 0, untilMs = Number.POSITIVE_INFINITY, everyMs }: FrameChoice,
    alive: () => void = () => {},
  ) {
    const { durationMs, frameRate } = this.describe();
    if (fromMs > 0) await this.#seek(fromMs);
    let wanted = fromMs;
    let last = 0;
    let passed = 0;
    for await (const frame of this.#decoded()) {
      try {
        const ms = this.#timeOf(frame) ?? last + 1000 / (frameRate ?? 25);
        last = ms;
        if (ms >= untilMs) return;
        if (ms < wanted - nearEnoughMs) {
          if (++passed % passedOver === 0) alive();
          continue;
        }
        yield { ms: Math.max(0, Math.round(ms)), picture: await this.#upright(frame) } satisfies VideoFrame;
        while (wanted <= ms + nearEnoughMs) wanted += everyMs;
      } finally {
        frame.free();
      }
    }
    const end = Math.min(durationMs ?? 0, untilMs);
    if (end - last > Math.max(missingMs, end * missingShare, 2000 / (frameRate ?? 25))) this.#damaged = true;
  }

  async #seek(ms: number): Promise<void> {
    const { startTime, timeBase, index } = this.#stream;
    const start = startTime === AV_NOPTS_VALUE ? 0n : startTime;
    const at = start + BigInt(Math.floor((ms / 1000) * (timeBase.den / timeBase.num)));
    // Where a file cannot be searched, its frames are read from the beginning and passed over.
    await this.#demuxer.getFormatContext().seekFrame(index, at, AVSEEK_FLAG_BACKWARD);
  }

  /** All frames that can be decoded; the caller frees them. */
  async *#decoded(): AsyncGenerator<Frame> {
    const reader = this.#demuxer.getFormatContext();
    const packet = new Packet();
    packet.alloc();
    try {
      for (let ended = false; !ended; ) {
        const read = await reader.readFrame(packet);
        ended = read < 0;
        if (ended && read !== AVERROR_EOF) this.#damaged = true;
        if (!ended && packet.streamIndex !== this.#stream.index) {
          packet.unref();
          continue;
        }
        if (!ended && packet.hasFlags(AV_PKT_FLAG_CORRUPT)) this.#damaged = true;
        await this.#soundly(() => this.#decoder.decode(ended ? null : packet));
        packet.unref();
        for (;;) {
          const frame = await this.#soundly(() => this.#decoder.receive());
          if (!(frame instanceof Frame)) break;
          yield frame;
        }
      }
    } finally {
      packet.free();
    }
  }

  async #soundly<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch {
      this.#damaged = true;
      return null;
    }
  }

  #timeOf(frame: Frame): number | null {
    const pts = frame.pts === AV_NOPTS_VALUE ? frame.bestEffortTimestamp : frame.pts;
    if (pts === AV_NOPTS_VALUE) return null;
    const { startTime, timeBase } = this.#stream;
    const start = startTime === AV_NOPTS_VALUE ? 0n : startTime;
    return (Number(pts - start) * timeBase.num * 1000) / timeBase.den;
  }

  async #upright(frame: Frame): Promise<Picture> {
    const scale = Math.min(1, longestSide / Math.max(frame.width, frame.height));
    const [across, down] = [Math.round(frame.width * scale), Math.round(frame.height * scale)];
    const resize = scale < 1 ? { resize: { width: across, height: down } } : {};
    const data: Uint8Array = await this.#scaler.toBuffer(frame, { format: 'rgb', ...resize });
    const pixels = { data, width: across, height: down };
    const { width: fullWidth, height: fullHeight } = this.describe();
    if (this.#quarters === 0) return { ...pixels, fullWidth, fullHeight, damaged: false };
    const turned = await asSharp(pixels)
      .rotate(this.#quarters * 90)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = turned.info;
    return { data: turned.data, width, height, fullWidth, fullHeight, damaged: false };
  }

  async close(): Promise<void> {
    this.#scaler.close();
    this.#decoder.close();
    await this.#demuxer.close();
  }
}

/** Quarter turns clockwise that bring the stored picture upright: telephones store how they were held as a matrix (ISO 14496-12). */
function quartersOf(stream: Stream): number {
  const matrix = stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (matrix === null || matrix.length < 36) return 0;
  const degrees = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
  return ((Math.round(degrees / 90) % 4) + 4) % 4;
}

/** When the file says that it was made, as an instant. Most cameras write their wall time as if it were UTC. */
function instantIn(metadata: Record<string, string>): string | null {
  const said = metadata['com.apple.quicktime.creationdate'] ?? metadata.creation_time;
  if (said === undefined) return null;
  try {
    const instant = Temporal.Instant.from(said.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
    // A camera whose clock was never set says 1904 or 1970.
    return instant.epochMilliseconds < Date.UTC(1990, 0) ? null : instant.toString();
  } catch {
    return null;
  }
}

/** Opens, uses and closes a video. */
export async function withVideo<T>(path: string, use: (video: Video) => Promise<T>): Promise<T> {
  const video = await Video.open(path);
  try {
    return await use(video);
  } finally {
    await video.close();
  }
}

/** Size, length and soundness of a video file. Reads it through without turning frames into pixels. */
export const describeVideo = (path: string, alive?: () => void): Promise<VideoDescription> =>
  withVideo(path, async (video) => {
    for await (const _ of video.frames({ everyMs: Number.POSITIVE_INFINITY }, alive));
    return { ...video.describe(), damaged: video.damaged };
  });

/** The frame of a moment, or the last one before it. Throws PictureUnreadableError where there is none. */
export const frameAt = (path: string, ms: number): Promise<Picture> =>
  withVideo(path, async (video) => {
    for await (const { picture } of video.frames({ fromMs: ms, everyMs: Number.POSITIVE_INFINITY })) return picture;
    throw new PictureUnreadableError(`${basename(path)} shows nothing at ${(ms / 1000).toFixed(1)} s`, {
      details: { path },
    });
  });
