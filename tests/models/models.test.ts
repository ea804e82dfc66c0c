import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { ModelCatalog } from '../../shared/domain/model-catalog.ts';
import { parsePack } from '../../shared/domain/pack.ts';
import { shared, sharedMissing } from '../support/shared.ts';

const models = resolve(import.meta.dirname, '../../models');
const described = readdirSync(join(models, 'packs')).map((id) => ({
  id,
  pack: parsePack(readFileSync(join(models, 'packs', id, 'pack.json'), 'utf8'), id),
}));
const catalog = ModelCatalog.parse(JSON.parse(readFileSync(join(models, 'catalog.json'), 'utf8')));

for (const { id, pack } of described) {
  test(`the description of ${id} lies in the folder of its id`, () => assert.equal(pack.id, id));
}

test('the hashes in the descriptions are those of the shared weights', { skip: sharedMissing }, () => {
  const sums = new Map(
    readFileSync(shared('weights/SHA256SUMS'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/).reverse() as [string, string]),
  );
  for (const { pack } of described) assert.equal(pack.model.sha256, sums.get(pack.model.file));
});

test('the COCO packs name 80 classes, of which ten are animals and only the horse is in the register', () => {
  for (const { pack } of described.filter((d) => d.pack.task === 'detect')) {
    const animals = pack.labels.filter((label) => label.category === 'animal');
    assert.deepEqual([pack.labels.length, animals.length], [80, 10]);
    assert.deepEqual(
      animals.filter((label) => label.species !== 'other').map((label) => label.name),
      ['horse'],
    );
  }
});

test('no two models of the catalogue share an id', () => {
  assert.equal(new Set(catalog.models.map((model) => model.id)).size, catalog.models.length);
});

test('a pack that the catalogue names is described', () => {
  const known = new Set(described.map(({ id }) => id));
  for (const { pack } of catalog.models) if (pack !== undefined) assert.ok(known.has(pack), pack);
});
