import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doctorChecks } from '../../electron/core/doctor.ts';
import { startInference } from '../../electron/inference/supervisor.ts';
import { openTestHouse } from '../support/house.ts';

test('the doctor tries a worker, the disk and every provider, and gives a reason for each', async () => {
  const { library, close } = await openTestHouse();
  const inference = startInference();
  try {
    const { providers, checks } = await doctorChecks(inference, library);
    assert.deepEqual(
      providers.map(({ name }) => name),
      ['CUDA', 'CoreML', 'DirectML', 'WebGPU', 'CPU'],
    );
    assert.ok(providers.every(({ reason }) => reason !== ''));
    assert.equal(providers.at(-1)?.available, true);
    assert.deepEqual(
      checks.filter(({ name }) => name !== 'Disk').map(({ name, ok }) => [name, ok]),
      [
        ['Node', true],
        ['Pictures', true],
        ['Library', true],
      ],
    );
  } finally {
    await inference.stop();
    await close();
  }
});

test('a worker that cannot decode is a finding, not a crash', async () => {
  const { house, close } = await openTestHouse({
    inference: { describe: () => Promise.reject(new Error('sharp is missing')) },
  });
  try {
    const { checks } = await doctorChecks(house.inference(), null);
    const pictures = checks.find(({ name }) => name === 'Pictures');
    assert.equal(pictures?.ok, false);
    assert.match(pictures!.message, /sharp is missing/);
  } finally {
    await close();
  }
});
