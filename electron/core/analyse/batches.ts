// Which photographs go to a worker together. What belongs to one event stays together, because motion is seen only by comparing
// its frames; and a worker gets neighbours of one deployment, which look alike and so are worth comparing.
import type { MediaId } from '../../../shared/domain/ids.ts';
import type { PendingMedia } from '../../store/analysis.ts';

/** Photographs a worker takes at once. */
export const BATCH = 16;

/**
 * Photographs (in the order of deployments and time) as batches of at most 16 of one deployment. An event of up to 16 is never
 * split; a longer one is cut into equal parts, so that no frame is left alone.
 */
export function planBatches(photographs: readonly PendingMedia[]): MediaId[][] {
  const batches: MediaId[][] = [];
  for (const neighbours of Map.groupBy(photographs, (photo) => photo.deployment_id).values()) {
    let open: MediaId[] = [];
    const close = () => {
      if (open.length > 0) batches.push(open);
      open = [];
    };
    for (const event of inEvents(neighbours)) {
      if (open.length + event.length > BATCH) close();
      if (event.length > BATCH) batches.push(...equalParts(event));
      else open.push(...event);
    }
    close();
  }
  return batches;
}

function inEvents(neighbours: readonly PendingMedia[]): MediaId[][] {
  const events = Map.groupBy(neighbours, ({ event_id, id }) => event_id ?? id);
  return [...events.values()].map((event) => event.map(({ id }) => id));
}

function equalParts(event: MediaId[]): MediaId[][] {
  const parts = Math.ceil(event.length / BATCH);
  const size = Math.ceil(event.length / parts);
  return Array.from({ length: parts }, (_, part) => event.slice(part * size, (part + 1) * size));
}
