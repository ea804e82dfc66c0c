import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mountOf } from '../../../electron/core/import/removable.ts';

const MOUNTS = `22 1 8:2 / / rw - ext4 /dev/sda2 rw
40 22 8:17 / /media/me/SD\\040CARD rw - vfat /dev/sdb1 rw
41 22 0:5 / /media/me/SD rw - tmpfs tmpfs rw
`;

test('the innermost mount that holds a path is found, spaces in its name included', () => {
  assert.equal(mountOf(MOUNTS, '/media/me/SD CARD/DCIM')?.device, '8:17');
  assert.equal(mountOf(MOUNTS, '/media/me/SD')?.device, '0:5');
  assert.equal(mountOf(MOUNTS, '/home/me')?.point, '/');
});
