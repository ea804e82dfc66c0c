import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import { describe, test } from 'node:test';
import { uploadTarget } from '../../electron/web/upload.ts';
import { InvalidInputError } from '../../shared/errors.ts';

const session = '0b4e3b7e-1d4c-4d7a-9c1f-0123456789ab';

describe('where an upload goes', () => {
  test('keeps the folder structure of the card', () => {
    assert.equal(
      uploadTarget(`${sep}lib`, `/upload/${session}/DCIM/100%20RECNX/f%C3%AAte.JPG`),
      join(`${sep}lib`, session, 'DCIM', '100 RECNX', 'fête.JPG'),
    );
  });

  for (const address of [
    `/upload/${session}/../../x.jpg`,
    `/upload/${session}/%2e%2e/x.jpg`,
    `/upload/${session}/a%2F..%2Fx.jpg`,
    `/upload/${session}/a%5Cx.jpg`,
    `/upload/${session}/`,
    `/upload/${session}`,
    '/upload/short/x.jpg',
    `/upload/${session}/%00.jpg`,
    `/upload/${session}/%E0%A4%A.jpg`,
  ]) {
    test(`refuses ${address}`, () => {
      assert.throws(() => uploadTarget(`${sep}lib`, address), InvalidInputError);
    });
  }
});
