import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameText, plainName } from '../../shared/domain/name.ts';

test('a name may be of any script', () =>
  assert.deepEqual(['Ñandú', 'مرحبا', '鹿', '🦌‍🟫'].map(plainName), ['Ñandú', 'مرحبا', '鹿', '🦌‍🟫']));

test('characters that turn the reading direction round are left out', () =>
  assert.equal(plainName('Hazel \u202egpj.exe\u2069'), 'Hazel gpj.exe'));

test('a name is one line', () => assert.equal(plainName('Hazel\r\n\tof the hill '), 'Hazel of the hill'));

test('a name of invisible characters is no name', () =>
  assert.equal(nameText(80).min(1).safeParse('\u200b\u202e ').success, false));

test('letters with accents are the same however they were typed', () => assert.equal(plainName('e\u0301'), 'é'));
