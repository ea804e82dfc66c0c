// The colours of a report: forest, warm paper, ink and one accent; and how numbers and words of the field are written for people.
import { type Color, rgb } from '@cantoo/pdf-lib';
import type { Species } from '../../../../shared/domain/words.ts';

const hex = (code: string): Color => {
  const at = (from: number) => Number.parseInt(code.slice(from, from + 2), 16) / 255;
  return rgb(at(1), at(3), at(5));
};

export const forest = hex('#2f4a3c');
export const moss = hex('#6f8575');
export const paper = hex('#f6f2e9');
export const sand = hex('#e6dfcf');
export const ink = hex('#23291f');
export const quiet = hex('#737769');
export const ochre = hex('#b7791f');
export const white = hex('#ffffff');

export const speciesColour = (species: Species | null): Color =>
  species === 'deer' ? forest : species === 'horse' ? ochre : moss;

export const speciesName = (species: Species | null): string =>
  species === null ? 'Species not said' : { deer: 'Deer', horse: 'Horses', other: 'Other animals' }[species];

const thousands = new Intl.NumberFormat('en-GB');
/** 1204 → `1,204` */
export const count = (n: number): string => thousands.format(n);
/** 1, `encounter` → `1 encounter`; 3 → `3 encounters` */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
/** `a`, `a and b`, `a, b and c` */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export const nowhere = 'No location given';
