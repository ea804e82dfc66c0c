import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { portraitsAtRest } from '../../../electron/core/match/portraits.ts';
import { matchRunner } from '../../../electron/core/match/run.ts';
import { reviewHandlers } from '../../../electron/core/review/handlers.ts';
import type { Queries } from '../../../electron/store/open.ts';
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import { HerdbookError, NothingToUndoError, UndoConflictError } from '../../../shared/errors.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { addAnimal, nearTo, photograph, seeded, unit } from '../match/herd.ts';

const deed = fc.record({
  what: fc.constantFrom('confirm', 'reject', 'new', 'merge', 'split', 'rename', 'undo', 'redo'),
  detection: fc.nat(11),
  individual: fc.nat(20),
  other: fc.nat(20),
});
interface Deed {
  what: string;
  detection: number;
  individual: number;
  other: number;
}

interface Herd {
  opened: TestHouse;
  db: Queries;
  detections: DetectionId[];
  match(again: boolean): Promise<void>;
  perform(deed: Deed): Promise<void>;
  undoEverything(): Promise<void>;
  dump(): Promise<string>;
  decisions(): Promise<string>;
}

/** Ten sightings of four animals, two of them on one photograph; everything proposed, nothing decided. */
async function openHerd(): Promise<Herd> {
  const random = seeded(3);
  const opened = await openTestHouse({
    inference: { crop: async ({ path, box }) => ({ jpeg: Buffer.from(`${path} ${box}`), width: 200, height: 200 }) },
  });
  const db = opened.library.store.db;
  const centres = Array.from({ length: 4 }, () => unit(random));
  const detections: DetectionId[] = [];
  for (let i = 0; i < 9; i++) {
    const at = `2024-06-${String(i + 1).padStart(2, '0')}T05:00:00Z`;
    const size = { width: 0.2 + i / 50, height: 0.3 };
    const shot = await photograph(db, nearTo(centres[i % 4]!, 0.8, random), { at, detection: size });
    detections.push(shot.detection);
    if (i === 4) detections.push(await addAnimal(db, shot.media, nearTo(centres[1]!, 0.8, random), { x: 0.6 }));
  }
  const handlers = reviewHandlers(opened.house);
  const context = { signal: new AbortController().signal };
  const runner = matchRunner(opened.house);
  const match = async (again: boolean) => {
    const jobId = await opened.library.jobs.add({ kind: 'match', title: 'test', payload: { again } });
    await runner.run({ again }, { ...context, jobId, attempt: 0, progress: () => {}, file: async () => {} });
  };
  await match(false);
  const ids = async () =>
    (await db.selectFrom('individual').select('id').where('merged_into', 'is', null).orderBy('id').execute()).map(
      ({ id }) => id,
    );
  const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;
  return {
    opened,
    db,
    detections,
    match,
    async perform({ what, detection, individual, other }) {
      const detectionId = pick(detections, detection);
      const known = await ids();
      const [one, two]: IndividualId[] = [pick(known, individual), pick(known, other)];
      try {
        if (what === 'confirm') await handlers['review.confirm']({ detectionId, individualId: one! }, context);
        if (what === 'reject') await handlers['review.reject']({ detectionId, individualId: one! }, context);
        if (what === 'new') await handlers['review.newIndividual']({ detectionId }, context);
        if (what === 'merge') await handlers['individuals.merge']({ keep: one!, remove: two! }, context);
        if (what === 'rename') await handlers['individuals.update']({ id: one!, name: `Name ${other}` }, context);
        if (what === 'undo') await handlers['journal.undo']({}, context);
        if (what === 'redo') await handlers['journal.redo']({}, context);
        if (what === 'split') {
          const { sightings } = await handlers['individuals.show']({ id: one! }, context);
          const some = sightings.slice(0, 1 + (other % 2)).map((sighting) => sighting.detectionId);
          if (some.length > 0) await handlers['individuals.split']({ id: one!, detectionIds: some }, context);
        }
      } catch (error) {
        // What is refused in words must have changed nothing; a conflict would be a fault of undo itself.
        if (!(error instanceof HerdbookError) || error instanceof UndoConflictError) throw error;
      }
    },
    async undoEverything() {
      for (;;) {
        try {
          await handlers['journal.undo']({}, context);
        } catch (error) {
          if (error instanceof NothingToUndoError) return;
          throw error;
        }
      }
    },
    async dump() {
      await portraitsAtRest(opened.house);
      const tables = [];
      for (const table of ['detection', 'individual', 'identification', 'media', 'event'] as const)
        tables.push(await db.selectFrom(table).selectAll().orderBy('id').execute());
      return JSON.stringify(tables, null, 1);
    },
    async decisions() {
      const rows = await db
        .selectFrom('identification')
        .selectAll()
        .where('state', '!=', 'proposed')
        .orderBy('id')
        .execute();
      return JSON.stringify(rows, null, 1);
    },
  };
}

async function withHerd(work: (herd: Herd) => Promise<void>): Promise<void> {
  const herd = await openHerd();
  try {
    await work(herd);
  } finally {
    await portraitsAtRest(herd.opened.house);
    await herd.opened.close();
  }
}

const fixed = { seed: 20241120, numRuns: 50 };

describe('whatever people do', () => {
  test('undoing all of it gives back the first state bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 14 }), (deeds) =>
        withHerd(async (herd) => {
          const first = await herd.dump();
          for (const one of deeds) await herd.perform(one);
          await herd.undoEverything();
          assert.equal(await herd.dump(), first);
        }),
      ),
      fixed,
    );
  });

  test('redoing all of it gives back the last state bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 8 }), (deeds) =>
        withHerd(async (herd) => {
          for (const one of deeds) await herd.perform({ ...one, what: one.what === 'redo' ? 'confirm' : one.what });
          const last = await herd.dump();
          const entries = await herd.db.selectFrom('journal').select('id').where('undone_at', 'is', null).execute();
          await herd.undoEverything();
          for (const _ of entries) await herd.perform({ what: 'redo', detection: 0, individual: 0, other: 0 });
          assert.equal(await herd.dump(), last);
        }),
      ),
      { ...fixed, numRuns: 25 },
    );
  });

  test('no later matching changes a decision, and all of it can still be undone', async () => {
    const step = fc.oneof({ weight: 4, arbitrary: deed }, { weight: 1, arbitrary: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), (steps) =>
        withHerd(async (herd) => {
          for (const one of steps) {
            if (typeof one !== 'boolean') {
              await herd.perform(one);
              continue;
            }
            const before = await herd.decisions();
            await herd.match(one);
            assert.equal(await herd.decisions(), before);
          }
          await herd.undoEverything();
          assert.equal(await herd.decisions(), '[]');
        }),
      ),
      fixed,
    );
  });

  test('no detection is ever held to be two individuals, and no frame shows one confirmed twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 14 }), (deeds) =>
        withHerd(async ({ perform, db }) => {
          for (const one of deeds) await perform(one);
          const rows = await db
            .selectFrom('identification')
            .innerJoin('detection', 'detection.id', 'identification.detection_id')
            .select(['detection_id', 'individual_id', 'media_id', 'state'])
            .where('state', '!=', 'rejected')
            .execute();
          assert.equal(new Set(rows.map((row) => row.detection_id)).size, rows.length);
          const pairs = rows.map((row) => `${row.media_id} ${row.individual_id}`);
          assert.equal(new Set(pairs).size, pairs.length);
        }),
      ),
      { ...fixed, numRuns: 25 },
    );
  });
});
