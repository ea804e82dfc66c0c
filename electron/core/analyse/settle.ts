// How a new look at a photograph meets the boxes that are there already. What a person drew, changed, deleted or answered stays
// as it is and keeps the program from adding the same animal again; the program's own boxes give way to what it sees now.
import { type Box, overlap } from '../../../shared/domain/box.ts';
import type { Species } from '../../../shared/domain/words.ts';
import type { FoundBox } from '../../inference/tasks.ts';
import type { BoxOnRecord } from '../../store/found-boxes.ts';

/** Two boxes that overlap more than this (intersection over union) are taken for one animal. */
const SAME = 0.5;

export interface SeenBox extends FoundBox {
  /** After the deployment was asked (species.ts). */
  judged: Species | null;
}

export interface Settlement {
  add: SeenBox[];
  /** Seen again in the same place as the same species: keeps its id, and with it its proposal. */
  renew: { old: BoxOnRecord; seen: SeenBox }[];
  remove: BoxOnRecord[];
}

export function settleBoxes(onRecord: readonly BoxOnRecord[], seen: readonly SeenBox[]): Settlement {
  const human = onRecord.filter((box) => box.human);
  const own = new Set(onRecord.filter((box) => !box.human));
  const settlement: Settlement = { add: [], renew: [], remove: [] };
  for (const box of seen) {
    if (human.some((old) => overlap(placeOf(old), box.box) > SAME)) continue;
    const again = [...own]
      .filter((old) => old.category === box.category && old.species === box.judged)
      .map((old) => ({ old, share: overlap(placeOf(old), box.box) }))
      .sort((a, b) => b.share - a.share)[0];
    if (again !== undefined && again.share > SAME) {
      own.delete(again.old);
      settlement.renew.push({ old: again.old, seen: box });
    } else settlement.add.push(box);
  }
  settlement.remove.push(...own);
  return settlement;
}

const placeOf = ({ x, y, width, height }: BoxOnRecord): Box => [x, y, width, height];
