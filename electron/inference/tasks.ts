/**
 * What can be asked of the inference side and what it answers. Core builds these values, the supervisor carries them to
 * a worker process (structured clone, so Float32Array and Buffer arrive as what they are), the worker answers.
 * Boxes are fractions of the upright picture's width and height, `[x, y, width, height]`, origin top left.
 */

import type { Box } from '../../shared/domain/box.ts';
import type { Category, Species } from '../../shared/domain/words.ts';
import type { ErrorFrame } from '../../shared/errors.ts';

export type { Box, Category, Species };

/** An installed pack: a folder that holds `pack.json` and its model file. */
export interface PackRef {
  id: string;
  version: string;
  folder: string;
}

export interface PhotoToAnalyse {
  id: string;
  path: string;
  /** Where the thumbnail (JPEG, at most 480 px wide) is to lie; its folder is made when missing. */
  thumbnailPath: string;
  event: string | null;
  /** ISO 8601; used only to order the frames of an event. */
  capturedAt: string | null;
  /** Whether the camera said the frame is infrared; null asks the pixels. */
  infrared: boolean | null;
}

/** 1 to 16 photographs of one deployment that are neighbours in time (an event, or a stretch of time-lapse). */
export interface AnalysePhotosTask {
  photos: PhotoToAnalyse[];
  /** May be empty: then only motion runs. */
  detectors: PackRef[];
  /** Compare photographs of the same event with each other (needs two or more of them). */
  motion: boolean;
  /** Null: the built-in body descriptor. */
  embedder: PackRef | null;
  /** Boxes below these confidences (0 to 1) are not returned. */
  thresholds: Record<Category, number>;
}

/** The name of the body descriptor that needs no pack; a change of its arithmetic is a new version. */
export const BUILT_IN_BODY = 'builtin-body@1';

export interface BodyFeature {
  /** `BUILT_IN_BODY` or `<pack id>@<version>`. */
  model: string;
  /** L2-normalised. */
  vector: Float32Array;
}

export interface FoundBox {
  category: Category;
  species: Species | null;
  /** The network's own word (`horse`, `sheep`), null for motion. */
  label: string | null;
  confidence: number;
  box: Box;
  /** `motion` or `<pack id>@<version>`: who saw it best. */
  source: string;
  /** The other sources that saw the same box; `confidence` is then that of all of them together. */
  alsoSeenBy: string[];
  /** Only for animals. */
  feature: BodyFeature | null;
}

/** Milliseconds spent on one photograph. */
export interface PhotoTimings {
  decode: number;
  detect: number;
  motion: number;
  embed: number;
  thumbnail: number;
}

export interface PhotoResult {
  id: string;
  /** A sentence that names the file, when nothing could be said about the photograph. */
  error: string | null;
  /** Pixels, upright. */
  width: number;
  height: number;
  /** Part of the file could not be read; what could be was analysed. */
  damaged: boolean;
  infrared: boolean;
  /** False when nothing looked at the photograph: no network, and no neighbour for motion. Never the same as "empty". */
  scored: boolean;
  boxes: FoundBox[];
  timings: PhotoTimings;
}

export interface ExtractBodyTask {
  path: string;
  /** Where `path` is a video: the moment of the boxes. */
  frameMs?: number;
  boxes: { id: string; box: Box }[];
  embedder: PackRef | null;
}
export type ExtractedBody = { id: string } & BodyFeature;

/** A box of a picture as JPEG. */
export interface CropTask {
  path: string;
  /** Where `path` is a video: the moment of the box. */
  frameMs?: number;
  box: Box;
  /** Pixels: `cover` gives size × size; `contain` keeps the box's shape, longer side at most `size`. */
  size: number;
  fit?: 'cover' | 'contain';
  /** JPEG quality to begin with; lowered until `maxBytes` holds. */
  quality: number;
  maxBytes: number;
  /** Boxes (of the whole picture) made unrecognisable first. */
  blur?: Box[];
}
export interface CropAnswer {
  jpeg: Buffer;
  width: number;
  height: number;
}

/** The picture upright, without metadata, at most `width` pixels wide. */
export interface RenderTask {
  path: string;
  /** Where `path` is a video: which moment of it. */
  frameMs?: number;
  width: number;
  quality?: number;
  blur?: Box[];
  format?: 'jpeg' | 'webp';
}
export interface RenderAnswer {
  /** Encoded as `format` asked. */
  jpeg: Buffer;
  width: number;
  height: number;
}

export interface DescribeTask {
  path: string;
}
export interface PictureDescription {
  /** Pixels, upright. */
  width: number;
  height: number;
  /** EXIF orientation 1 to 8 as found in the file; 1 when absent. */
  orientation: number;
  format: string;
  damaged: boolean;
}

export interface PackCheckTask {
  folder: string;
}
export interface TensorShape {
  name: string;
  type: string;
  shape: (number | string)[];
}
export interface PackCheck {
  ok: boolean;
  /** A sentence when not ok. */
  error: string | null;
  inputs: TensorShape[];
  outputs: TensorShape[];
  /** The execution provider that was used, and why earlier ones were not. */
  provider: string | null;
  skipped: { provider: string; reason: string }[];
}

export interface DescribeVideoTask {
  path: string;
}
export interface VideoDescription {
  /** Pixels, upright. */
  width: number;
  height: number;
  /** Null where the file does not say. */
  durationMs: number | null;
  /** Frames per second. */
  frameRate: number | null;
  /** When the file says that it was made, as an instant; most cameras write their wall time as if it were UTC. */
  createdAt: string | null;
  /** FFmpeg's name of the container: `mov`, `avi`, `matroska`, `asf`. */
  format: string;
  /** Part of the file could not be read, or it ends before its own header says. */
  damaged: boolean;
}

/** Frames of a video at even distances, or of a stretch of it. */
export interface AnalyseVideoTask {
  id: string;
  path: string;
  /** Where the poster (JPEG, at most 480 px wide, the frame with most animals) is to lie; null: none is made. */
  thumbnailPath: string | null;
  /** Distance of the frames looked at. Made longer where `maxFrames` would not reach to the end. */
  everyMs: number;
  maxFrames: number;
  /** The stretch looked at, the end excluded; default the whole video. */
  fromMs?: number;
  untilMs?: number;
  /** May be empty: then only motion runs. */
  detectors: PackRef[];
  /** Compare frames with what the scene looks like most of the time. */
  motion: boolean;
  /** Null: the built-in body descriptor. */
  embedder: PackRef | null;
  /** Boxes below these confidences (0 to 1) are not returned. */
  thresholds: Record<Category, number>;
  /** Pixels of a square JPEG of every animal; absent: none are made. */
  cropSize?: number;
}
export interface VideoBox extends FoundBox {
  /** Only for animals, where `cropSize` asked for it. */
  crop: Buffer | null;
}
export interface VideoResult extends VideoDescription {
  id: string;
  infrared: boolean;
  /** False when nothing looked at the video: no network, and no two frames to compare. Never the same as "empty". */
  scored: boolean;
  /** The frames looked at, in order, those without boxes included. `ms` counts from the beginning of the video. */
  frames: { ms: number; boxes: VideoBox[] }[];
}

/** Every kind of task with what it takes and gives. */
export interface Tasks {
  analysePhotos: { task: AnalysePhotosTask; answer: PhotoResult[] };
  extractBody: { task: ExtractBodyTask; answer: ExtractedBody[] };
  crop: { task: CropTask; answer: CropAnswer };
  render: { task: RenderTask; answer: RenderAnswer };
  describe: { task: DescribeTask; answer: PictureDescription };
  checkPack: { task: PackCheckTask; answer: PackCheck };
  describeVideo: { task: DescribeVideoTask; answer: VideoDescription };
  analyseVideo: { task: AnalyseVideoTask; answer: VideoResult };
}
export type TaskKind = keyof Tasks;

export interface WorkerState {
  pid: number | null;
  state: 'idle' | 'busy' | 'down';
  restarts: number;
}

/** The running inference side, as the rest of the program sees it. */
export interface Inference {
  analysePhotos(task: AnalysePhotosTask, options?: { signal?: AbortSignal }): Promise<PhotoResult[]>;
  extractBody(task: ExtractBodyTask, options?: { signal?: AbortSignal }): Promise<ExtractedBody[]>;
  crop(task: CropTask, options?: { signal?: AbortSignal }): Promise<CropAnswer>;
  render(task: RenderTask, options?: { signal?: AbortSignal }): Promise<RenderAnswer>;
  describe(task: DescribeTask, options?: { signal?: AbortSignal }): Promise<PictureDescription>;
  checkPack(task: PackCheckTask, options?: { signal?: AbortSignal }): Promise<PackCheck>;
  describeVideo(task: DescribeVideoTask, options?: { signal?: AbortSignal }): Promise<VideoDescription>;
  analyseVideo(task: AnalyseVideoTask, options?: { signal?: AbortSignal }): Promise<VideoResult>;
  stats(): { workers: WorkerState[] };
  stop(): Promise<void>;
}

export type Provider = 'cuda' | 'coreml' | 'dml' | 'webgpu' | 'cpu';

export interface InferenceOptions {
  /** Worker processes; default 1 up to two cores, else half the cores, at most 4. */
  workers?: number;
  /** Threads inside one network session; default 1 (more brings nothing on two cores). */
  threadsPerWorker?: number;
  /** Execution providers in the order to try; default CPU alone. */
  providers?: Provider[];
  /** Milliseconds a worker may stay silent over one photograph (default 60 000, plus the same once for loading models). */
  patience?: number;
  log?: (line: string) => void;
}

/** What the supervisor sends to a worker, and what comes back. */
export type ToWorker =
  | { type: 'configure'; threads: number; providers: Provider[] }
  | { type: 'cancel'; id: number }
  | { [K in TaskKind]: { type: 'task'; id: number; kind: K; task: Tasks[K]['task'] } }[TaskKind];
export type FromWorker =
  | { type: 'progress'; id: number }
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'failure'; id: number; error: ErrorFrame };
