// The picture on each profile card: the best detection's crop, 200 × 200 JPEG (product.md 6.5). It follows from the identifications, so
// it is no part of any decision: made anew after matching and after every act, undo and redo, in the background, one after another.
import type { IndividualId } from '../../../shared/domain/ids.ts';
import { savePortrait, stalePortraits } from '../../store/best-pictures.ts';
import type { House } from '../house.ts';

const SIZE = 200;
const QUALITY = 80;
const MOST_BYTES = 50 * 1024;

/** Makes the pictures that are missing or no longer the best; all of the register without `among`. A failing one is left out. */
export async function refreshPortraits(
  house: House,
  among?: readonly IndividualId[],
  signal?: AbortSignal,
): Promise<number> {
  const library = house.library();
  const { db } = library.store;
  let made = 0;
  for (const stale of await stalePortraits(db, among)) {
    if (signal?.aborted) break;
    if (stale.detectionId === null) {
      await savePortrait(db, stale.individualId, null, null);
      continue;
    }
    const crop = await house
      .inference()
      .crop({
        path: library.locate(stale.path),
        ...(stale.frameMs === null ? {} : { frameMs: stale.frameMs }),
        box: stale.box,
        size: SIZE,
        fit: 'cover',
        quality: QUALITY,
        maxBytes: MOST_BYTES,
      })
      .catch(() => null);
    await savePortrait(db, stale.individualId, stale.detectionId, crop?.jpeg ?? null);
    if (crop !== null) made++;
  }
  if (made > 0) house.changed('individuals');
  return made;
}

const waiting = new WeakMap<House, Promise<void>>();

/** Has portraits of individuals brought up to date when there is time. Never fails: a portrait is only a picture. */
export function refreshPortraitsSoon(house: House, among: readonly IndividualId[]): void {
  const after = (waiting.get(house) ?? Promise.resolve()).then(async () => {
    await refreshPortraits(house, among).catch(() => 0);
  });
  waiting.set(house, after);
}

/** Resolves when no portrait is waiting to be made. */
export const portraitsAtRest = (house: House): Promise<void> => waiting.get(house) ?? Promise.resolve();
