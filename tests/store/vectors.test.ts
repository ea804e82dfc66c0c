import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dropFeatures } from '../../electron/store/features.ts';
import type { Queries } from '../../electron/store/open.ts';
import { VectorIndex } from '../../electron/store/vectors.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import { DIMENSIONS, MODEL, photograph, seeded, unit } from '../core/match/herd.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { addIdentification, addIndividual } from '../support/rows.ts';

const space = { kind: 'body', model: MODEL, dimensions: DIMENSIONS };

async function featureOf(db: Queries, detection: string): Promise<number> {
  const row = await db
    .selectFrom('feature')
    .select('id')
    .where('detection_id', '=', detection as never)
    .executeTakeFirstOrThrow();
  return row.id;
}

describe('the index of vectors', () => {
  let test_: TestHouse;
  let db: Queries;
  const random = seeded(1);
  before(async () => {
    test_ = await openTestHouse();
    db = test_.library.store.db;
  });
  after(() => test_.close());

  test('gives exactly the neighbours that comparing with every vector gives', async () => {
    const index = await VectorIndex.open(db, { ...space, model: 'exact@1' });
    const vectors = Array.from({ length: 400 }, () => unit(random));
    for (const [i, vector] of vectors.entries()) await index.add(db, i + 1, 'deer', vector);
    const query = unit(random);
    const expected = vectors
      .map((vector, i) => ({ id: i + 1, similarity: vector.reduce((sum, value, d) => sum + value * query[d]!, 0) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 10);
    const found = await index.search(db, query, { species: 'deer', k: 10 });
    assert.deepEqual(
      found.map(({ featureId }) => featureId),
      expected.map(({ id }) => id),
    );
    for (const [i, { similarity }] of found.entries()) assert.ok(Math.abs(similarity - expected[i]!.similarity) < 1e-5);
  });

  test('never answers with a vector of another species', async () => {
    const index = await VectorIndex.open(db, { ...space, model: 'species@1' });
    const vector = unit(random);
    await index.add(db, 1, 'horse', vector);
    await index.add(db, 2, 'deer', unit(random));
    const found = await index.search(db, vector, { species: 'deer', k: 5 });
    assert.deepEqual(
      found.map(({ featureId }) => featureId),
      [2],
    );
  });

  test('replaces the vector of a feature that is added again', async () => {
    const index = await VectorIndex.open(db, { ...space, model: 'replace@1' });
    await index.add(db, 1, 'deer', unit(random));
    const newer = unit(random);
    await index.add(db, 1, 'horse', newer);
    assert.equal(await index.size(db), 1);
    const [nearest] = await index.search(db, newer, { species: 'horse', k: 1 });
    assert.ok(nearest!.similarity > 0.9999);
  });

  test('catches up with what was identified, changed its species, or lost its vector', async () => {
    const index = await VectorIndex.open(db, space);
    const individual = await addIndividual(db);
    const shots = [];
    for (let i = 0; i < 4; i++) shots.push(await photograph(db, unit(random)));
    const [kept, moved, dropped, unassigned] = shots.map(({ detection }) => detection);
    for (const detection of [kept!, moved!, dropped!]) await addIdentification(db, detection, individual);
    await index.catchUp(db);
    assert.equal(await index.size(db), 3, 'an animal that is nobody is not searched for');

    await db.updateTable('detection').set({ species: 'horse' }).where('id', '=', moved!).execute();
    await dropFeatures(db, dropped!);
    await addIdentification(db, unassigned!, individual);
    await index.catchUp(db);

    const everything = async (species: RegisterSpecies) =>
      (await index.search(db, unit(random), { species, k: 10 })).map(({ featureId }) => featureId).sort();
    assert.deepEqual(await everything('deer'), [await featureOf(db, kept!), await featureOf(db, unassigned!)].sort());
    assert.deepEqual(await everything('horse'), [await featureOf(db, moved!)]);
  });

  test('is the same after it is thrown away and rebuilt from the features', async () => {
    const index = await VectorIndex.open(db, space);
    const query = unit(random);
    const before_ = await index.search(db, query, { species: 'deer', k: 10 });
    await index.rebuild(db);
    assert.deepEqual(await index.search(db, query, { species: 'deer', k: 10 }), before_);
  });

  test('changes nothing when it is in step already', async () => {
    const index = await VectorIndex.open(db, space);
    await index.catchUp(db);
    assert.equal(await index.catchUp(db), 0);
  });
});
