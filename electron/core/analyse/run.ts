// The analysis job: every photograph that waits is decoded once by a worker, which answers with thumbnail, boxes and vectors. The
// status of each media item is the only memory, so a job that was killed goes on where it was when it is run again.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ImportId, type JobId, MediaId } from '../../../shared/domain/ids.ts';
import type { Inference } from '../../inference/supervisor.ts';
import {
  type ClaimedMedia,
  claimMedia,
  companionsOf,
  nextRetry,
  readyMedia,
  releaseAll,
  releaseMedia,
} from '../../store/analysis.ts';
import type { House, Library } from '../house.ts';
import type { JobContext, JobRunner } from '../jobs/queue.ts';
import { BATCH, planBatches } from './batches.ts';
import { inFlight } from './in-flight.ts';
import { keepResults } from './keep-results.ts';
import { queueMatchWhereNeeded } from './match-next.ts';
import { asRef, type Tools, toolsOf } from './packs-in-use.ts';
import { thumbnailOf } from './thumbnail.ts';
import { analyseVideo } from './video.ts';

/** Which media; nothing named means everything that waits. */
const AnalysePayload = z.object({ importId: ImportId.optional(), media: z.array(MediaId).optional() });

export interface AnalyseResult {
  /** Media finished by this run: completed, or given up after three tries. */
  media: number;
  failed: number;
  /** Boxes seen. */
  detections: number;
  seconds: number;
  /** The job that goes on with proposing identities, where there is anything to propose. */
  matchJobId: JobId | null;
}

/** Frames of the same event that a single frame is compared with. */
const COMPANIONS = 3;
/** Windows are told of changes at most this often. */
const TELL_MS = 500;

export function analyseRunner(house: House): JobRunner {
  return {
    kind: 'analyse',
    run: async (payload, context): Promise<AnalyseResult> => {
      const library = house.library();
      const selection = AnalysePayload.parse(payload ?? {});
      const { db } = library.store;
      const began = performance.now();
      // One analysis runs at a time, whatever the number of processes: what is still marked was left by a dead one.
      await releaseAll(db);
      const tools = await toolsOf(library);
      const inference = house.inference();
      const width = ((await library.settings()).workers || inference.stats().workers.length || 1) + 1;
      const result: AnalyseResult = { media: 0, failed: 0, detections: 0, seconds: 0, matchJobId: null };
      const teller = tellSometimes(house);
      try {
        for (;;) {
          context.signal.throwIfAborted();
          const ready = await readyMedia(db, selection);
          if (ready.length === 0) {
            const retry = await nextRetry(db, selection);
            if (retry === null) break;
            await pauseUntil(retry, context.signal);
            continue;
          }
          const total = result.media + ready.length;
          draw(context, result.media, total);
          const { image: photographs = [], video: videos = [] } = Object.groupBy(ready, ({ kind }) => kind);
          const looks = [
            ...planBatches(photographs).map(
              (batch) => () => analyseBatch(library, inference, tools, batch, context.signal),
            ),
            ...videos.map(
              ({ id }) =>
                () =>
                  analyseVideo(library, inference, tools, id, context.signal),
            ),
          ];
          await inFlight(looks, width, context.signal, async (look) => {
            const kept = await look();
            result.media += kept.completed + kept.givenUp;
            result.failed += kept.givenUp;
            result.detections += kept.detections;
            draw(context, result.media, total);
            teller.tell();
          });
        }
      } finally {
        teller.stop();
      }
      result.matchJobId = await queueMatchWhereNeeded(library);
      result.seconds = (performance.now() - began) / 1000;
      return result;
    },
  };
}

/** Claims a batch, has it looked at, keeps the answers. An answer that came is kept even when the job was stopped meanwhile. */
async function analyseBatch(
  library: Library,
  inference: Inference,
  tools: Tools,
  batch: readonly MediaId[],
  signal: AbortSignal,
) {
  const { db } = library.store;
  const photos = await claimMedia(db, batch);
  if (photos.length === 0) return { completed: 0, givenUp: 0, detections: 0 };
  try {
    const companions = await companionsFor(library, photos);
    const results = await inference.analysePhotos(
      {
        photos: [...photos, ...companions].map((photo) => ({
          id: photo.id,
          path: library.locate(photo.path),
          thumbnailPath: library.locate(thumbnailOf(photo.id)),
          event: photo.event_id,
          capturedAt: photo.captured_at,
          infrared: photo.infrared === null ? null : photo.infrared === 1,
        })),
        detectors: tools.detector === null ? [] : [asRef(tools.detector)!],
        motion: true,
        embedder: asRef(tools.embedder),
        thresholds: tools.thresholds,
      },
      { signal },
    );
    return await keepResults(db, photos, results, tools);
  } catch (error) {
    await releaseMedia(
      db,
      photos.map(({ id }) => id),
    );
    throw error;
  }
}

/** A frame that comes alone (a retry, a second look) out of an event of several is shown to motion with some of the others. */
async function companionsFor(library: Library, photos: readonly ClaimedMedia[]): Promise<ClaimedMedia[]> {
  const companions: ClaimedMedia[] = [];
  for (const [event, frames] of Map.groupBy(photos, (photo) => photo.event_id)) {
    const room = BATCH - photos.length - companions.length;
    if (event === null || frames.length > 1 || room <= 0) continue;
    companions.push(...(await companionsOf(library.store.db, frames[0]!, Math.min(COMPANIONS, room))));
  }
  return companions;
}

function draw(context: JobContext, done: number, total: number): void {
  context.progress({ done, total, doing: 'Looking at photographs' });
}

async function pauseUntil(instant: string, signal: AbortSignal): Promise<void> {
  const wait = Temporal.Now.instant().until(instant).total('milliseconds');
  await pause(Math.max(1, wait), undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
}

/** Rings at once the first time, then not again before the pause is over; once more at the end. */
function tellSometimes(house: House) {
  let timer: NodeJS.Timeout | null = null;
  let waiting = false;
  const ring = () => house.changed('media', 'detections', 'events');
  return {
    tell() {
      waiting = true;
      if (timer !== null) return;
      waiting = false;
      ring();
      timer = setTimeout(() => {
        timer = null;
        if (waiting) this.tell();
      }, TELL_MS).unref();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      ring();
    },
  };
}
