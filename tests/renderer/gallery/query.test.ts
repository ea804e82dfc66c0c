import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, readQuery, writeQuery } from '../../../renderer/features/gallery/query.ts';

test('a filter survives the way through the address', () => {
  const filter = {
    locationId: 'l1',
    from: '2014-07-01',
    to: '2014-07-31',
    species: 'deer' as const,
    hasDetections: false,
    unassigned: true,
    text: 'EK 00 & more',
  };
  assert.deepEqual(readQuery(writeQuery(filter, 'oldest')), { filter, order: 'oldest' });
});

test('everything, newest first, is the plain address', () => {
  assert.equal(writeQuery({ text: '', species: undefined }), '');
});

test('what an old bookmark says that is no longer known is left out', () => {
  assert.deepEqual(readQuery('?species=moose&from=yesterday&status=failed&colour=red'), {
    filter: { status: 'failed' },
    order: 'newest',
  });
});

test('only what is asked for is counted', () => {
  assert.equal(asked({ text: '', species: undefined, hasDetections: false, noTime: true }), 2);
});
