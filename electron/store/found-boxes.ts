// What a run of the program may do to the boxes of a photograph: see which are there and which of them a person touched, add,
// renew, and take away its own.
import type { DetectionId, MediaId } from '../../shared/domain/ids.ts';
import type { Tx } from './open.ts';
import type { DetectionTable } from './schema.ts';

export interface BoxOnRecord extends DetectionTable {
  /** A person drew, changed or deleted it, or answered who it is; no run may touch it. */
  human: boolean;
}

/** All boxes of some photographs, deleted ones included. */
export async function boxesOnRecord(tx: Tx, media: readonly MediaId[]): Promise<BoxOnRecord[]> {
  const rows = await tx
    .selectFrom('detection')
    .selectAll('detection')
    .select((e) =>
      e
        .selectFrom('identification')
        .select((i) => i.fn.countAll<number>().as('n'))
        .whereRef('identification.detection_id', '=', 'detection.id')
        .where('identification.state', 'in', ['confirmed', 'rejected'])
        .as('answers'),
    )
    .where('media_id', 'in', media)
    .execute();
  return rows.map(({ answers, ...row }) => ({
    ...row,
    human: row.by_person === 1 || row.deleted === 1 || (answers ?? 0) > 0,
  }));
}

export async function addBox(tx: Tx, box: DetectionTable): Promise<void> {
  await tx.insertInto('detection').values(box).execute();
}

/** Gives a box of the program what a later run saw in its place. */
export async function renewBox(
  tx: Tx,
  id: DetectionId,
  seen: Pick<DetectionTable, 'confidence' | 'x' | 'y' | 'width' | 'height' | 'source' | 'label'>,
): Promise<void> {
  await tx.updateTable('detection').set(seen).where('id', '=', id).execute();
}

/** Removes boxes of the program with their vectors and proposals. */
export async function removeBoxes(tx: Tx, ids: readonly DetectionId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.deleteFrom('detection').where('id', 'in', ids).execute();
}
