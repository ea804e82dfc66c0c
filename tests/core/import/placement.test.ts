import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest, planFor } from '../../../electron/core/import/placement.ts';
import { ImportRequest } from '../../../shared/contract/import.ts';

const request = (plans: { folder: string; location?: string }[]) =>
  ImportRequest.parse({ paths: ['/field'], defaults: { timezone: 'Europe/Berlin', location: 'Everywhere' }, plans });

test('the plan of the nearest folder above a card counts', () => {
  const plans = [
    { folder: '/field', location: 'Field' },
    { folder: '/field/oak', location: 'Oak' },
  ];
  assert.equal(planFor(request(plans), '/field/oak/card').location, 'Oak');
});
test('a plan for the folder inside the card that was dropped counts for the card', () => {
  assert.equal(planFor(request([{ folder: '/field/oak/DCIM', location: 'Oak' }]), '/field/oak').location, 'Oak');
});
test('what a plan leaves open follows the defaults', () => {
  const plan = planFor(request([{ folder: '/field/oak' }]), '/field/oak');
  assert.deepEqual([plan.location, plan.timezone], ['Everywhere', 'Europe/Berlin']);
});
test('a plan for a folder whose name only begins alike does not count', () => {
  assert.equal(planFor(request([{ folder: '/field/oak', location: 'Oak' }]), '/field/oak-2').location, 'Everywhere');
});
test('the nearest location within a hundred metres is the place', () => {
  const known = [
    { name: 'far', latitude: 50.01, longitude: 8 },
    { name: 'near', latitude: 50.0005, longitude: 8 },
    { name: 'nowhere', latitude: null, longitude: null },
  ];
  assert.equal(nearest(known, { latitude: 50, longitude: 8 })?.name, 'near');
  assert.equal(nearest(known, { latitude: 49, longitude: 8 }), null);
});
