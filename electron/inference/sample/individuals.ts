// The herd of the sample: twelve animals, each with a coat and marks of its own, described once so that it looks like itself
// in every photograph. Colours are far apart on purpose: a first trial should show recognition at work.
import { type Antlers, growAntlers } from './antlers.ts';
import type { Colour } from './colour.ts';
import { chance } from './random.ts';

export type Flank = 'left' | 'right';
export type Species = 'deer' | 'horse';
export type LegName = 'leftFront' | 'rightFront' | 'leftHind' | 'rightHind';

export interface Coat {
  back: Colour;
  side: Colour;
  belly: Colour;
  legs: Colour;
  face: Colour;
  muzzle: Colour;
  tail: Colour;
  mane?: Colour;
  rump?: Colour;
  throat?: Colour;
}

export interface Marks {
  /** Pale spots in rows, as fawns and fallow deer have: how many on a flank. */
  spots?: number;
  /** Large patches of another colour: how many on a flank. */
  patches?: { count: number; colour: Colour };
  /** Round pale dapples of a grey horse: how many on a flank. */
  dapples?: number;
  /** White leg ends: height in hundredths of the shoulder height. */
  socks?: Partial<Record<LegName, number>>;
  blaze?: 'star' | 'stripe' | 'blaze';
  /** A healed wound on one flank. */
  scar?: Flank;
  /** A dark line along the back. */
  dorsalStripe?: boolean;
}

export interface Individual {
  name: string;
  species: Species;
  class: 'mature' | 'mid' | 'young' | 'doe' | 'fawn' | 'unknown';
  sex: 'female' | 'male';
  /** Shoulder height against a grown doe's. */
  size: number;
  /** Thickness of the neck against the build's. */
  neck: number;
  /** How much higher (degrees) than others it carries its neck. */
  neckLift: number;
  coat: Coat;
  marks: Marks;
  antlers?: Antlers;
}

type Described = Omit<Individual, 'antlers'> & { antlers?: { grade: number; palmate?: boolean } };

const pale: Colour = '#efe3cc';

const described: readonly Described[] = [
  {
    name: 'Aldo',
    species: 'deer',
    class: 'mature',
    sex: 'male',
    size: 1.16,
    neck: 1.32,
    neckLift: -2,
    coat: {
      back: '#4b3524',
      side: '#6a4a31',
      belly: '#8f7556',
      legs: '#50392a',
      face: '#5c4231',
      muzzle: '#1d1512',
      tail: '#3b2a1f',
      rump: '#d9c3a0',
      throat: '#a58b6c',
    },
    marks: { scar: 'left' },
    antlers: { grade: 1 },
  },
  {
    name: 'Bruno',
    species: 'deer',
    class: 'mid',
    sex: 'male',
    size: 1.06,
    neck: 1.16,
    neckLift: 2,
    coat: {
      back: '#8a4a24',
      side: '#b4683a',
      belly: '#e2c39a',
      legs: '#9a5a33',
      face: '#a4643c',
      muzzle: '#251813',
      tail: '#8a4a24',
      rump: pale,
      throat: pale,
    },
    marks: { spots: 46, dorsalStripe: true },
    antlers: { grade: 0.78, palmate: true },
  },
  {
    name: 'Caspar',
    species: 'deer',
    class: 'mid',
    sex: 'male',
    size: 1.05,
    neck: 1.12,
    neckLift: 0,
    coat: {
      back: '#6d6659',
      side: '#8d8674',
      belly: '#c9c0aa',
      legs: '#776f60',
      face: '#82796a',
      muzzle: '#221d1a',
      tail: '#5c554a',
      rump: pale,
      throat: '#e9e0cd',
    },
    marks: { patches: { count: 2, colour: '#f1ebdd' } },
    antlers: { grade: 0.6 },
  },
  {
    name: 'Dorian',
    species: 'deer',
    class: 'young',
    sex: 'male',
    size: 0.95,
    neck: 0.98,
    neckLift: 4,
    coat: {
      back: '#a8703c',
      side: '#c89256',
      belly: '#ecd9b4',
      legs: '#b98450',
      face: '#bd8650',
      muzzle: '#2c1e16',
      tail: '#a8703c',
      rump: '#f6eeda',
      throat: '#f3e7cf',
    },
    marks: {},
    antlers: { grade: 0.16 },
  },
  {
    name: 'Edda',
    species: 'deer',
    class: 'doe',
    sex: 'female',
    size: 0.98,
    neck: 0.92,
    neckLift: 3,
    coat: {
      back: '#9a6b40',
      side: '#b98957',
      belly: '#e8d3ad',
      legs: '#a87b4c',
      face: '#a97c50',
      muzzle: '#241a15',
      tail: '#8b5f38',
      rump: pale,
      throat: pale,
    },
    marks: { spots: 30, socks: { leftFront: 14, rightFront: 14 } },
  },
  {
    name: 'Freya',
    species: 'deer',
    class: 'doe',
    sex: 'female',
    size: 0.94,
    neck: 0.88,
    neckLift: 0,
    coat: {
      back: '#dccdb0',
      side: '#ece2cb',
      belly: '#f7f1e3',
      legs: '#dccfb6',
      face: '#e5d9c0',
      muzzle: '#6d5748',
      tail: '#e9dec6',
      rump: '#fbf7ec',
    },
    marks: { patches: { count: 3, colour: '#a06b42' } },
  },
  {
    name: 'Greta',
    species: 'deer',
    class: 'doe',
    sex: 'female',
    size: 0.99,
    neck: 0.94,
    neckLift: -3,
    coat: {
      back: '#33302d',
      side: '#4a4540',
      belly: '#6c645a',
      legs: '#35312e',
      face: '#48413b',
      muzzle: '#100e0d',
      tail: '#262321',
      throat: '#8d8478',
      rump: '#746a5e',
    },
    marks: { scar: 'right', socks: { rightHind: 20 } },
  },
  {
    name: 'Hazel',
    species: 'deer',
    class: 'fawn',
    sex: 'female',
    size: 0.64,
    neck: 0.84,
    neckLift: 5,
    coat: {
      back: '#985328',
      side: '#b96d39',
      belly: '#e6c596',
      legs: '#b5723f',
      face: '#b0703f',
      muzzle: '#2a1c15',
      tail: '#985328',
      rump: pale,
      throat: pale,
    },
    marks: { spots: 58 },
  },
  {
    name: 'Amber',
    species: 'horse',
    class: 'unknown',
    sex: 'female',
    size: 1.5,
    neck: 1,
    neckLift: -2,
    coat: {
      back: '#8e4a22',
      side: '#aa5e2e',
      belly: '#b97643',
      legs: '#9a5428',
      face: '#a2582b',
      muzzle: '#6a3b22',
      tail: '#e3c48d',
      mane: '#e8cb96',
    },
    marks: { blaze: 'blaze', socks: { leftHind: 30, rightHind: 26, rightFront: 16 } },
  },
  {
    name: 'Basalt',
    species: 'horse',
    class: 'unknown',
    sex: 'male',
    size: 1.56,
    neck: 1.1,
    neckLift: 3,
    coat: {
      back: '#4a2a18',
      side: '#633a22',
      belly: '#6f4529',
      legs: '#17120f',
      face: '#54311d',
      muzzle: '#17110e',
      tail: '#14100e',
      mane: '#15110f',
    },
    marks: { blaze: 'star', socks: { leftHind: 14 }, scar: 'right' },
  },
  {
    name: 'Cirrus',
    species: 'horse',
    class: 'unknown',
    sex: 'female',
    size: 1.48,
    neck: 0.97,
    neckLift: 0,
    coat: {
      back: '#8f9499',
      side: '#adb1b4',
      belly: '#cccdca',
      legs: '#5f6468',
      face: '#c9cac7',
      muzzle: '#4b4c4e',
      tail: '#dfddd6',
      mane: '#70757a',
    },
    marks: { dapples: 60 },
  },
  {
    name: 'Domino',
    species: 'horse',
    class: 'unknown',
    sex: 'male',
    size: 1.44,
    neck: 1.04,
    neckLift: 1,
    coat: {
      back: '#f0ebe0',
      side: '#f3efe6',
      belly: '#e6e0d3',
      legs: '#f1ece2',
      face: '#231d1a',
      muzzle: '#2b2422',
      tail: '#211b18',
      mane: '#2a2320',
    },
    marks: { patches: { count: 5, colour: '#2a211d' }, blaze: 'stripe' },
  },
];

/** The twelve individuals of the sample; their antlers depend on the seed. */
export function foundHerd(seed: number): Individual[] {
  return described.map(({ antlers, ...individual }) => ({
    ...individual,
    ...(antlers && {
      antlers: growAntlers(chance(seed, `antlers of ${individual.name}`), antlers.grade, antlers.palmate ?? false),
    }),
  }));
}
