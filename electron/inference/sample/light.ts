// One scene looks different at noon, at dusk and under the camera's infrared lamp. A light is the set of colours the scene is
// painted with, and how the finished picture is toned.
import { type Colour, mix } from './colour.ts';

export type LightName = 'day' | 'overcast' | 'dawn' | 'dusk' | 'infrared';

export interface Light {
  name: LightName;
  skyTop: Colour;
  skyLow: Colour;
  haze: Colour;
  grassFar: Colour;
  grassNear: Colour;
  grassDry: Colour;
  conifer: Colour;
  leaf: Colour;
  wood: Colour;
  water: Colour;
  /** Gains on red, green and blue of what stands in the scene. */
  tone: readonly [number, number, number];
  /** Strength of the shadow under an animal, 0–1. */
  shadow: number;
  /** Standard deviation of the sensor's grain, in 8-bit steps. */
  grain: number;
}

const green: Omit<Light, 'name' | 'skyTop' | 'skyLow' | 'haze' | 'tone' | 'shadow' | 'grain'> = {
  grassFar: '#a9b070',
  grassNear: '#5f7836',
  grassDry: '#bfa566',
  conifer: '#33503f',
  leaf: '#5d7a3c',
  wood: '#6a5541',
  water: '#8fb0bf',
};

const lights: Record<LightName, Light> = {
  day: {
    ...green,
    name: 'day',
    skyTop: '#6fa5d3',
    skyLow: '#dbe9ec',
    haze: '#b9ccd2',
    tone: [1.02, 1.01, 0.97],
    shadow: 0.5,
    grain: 2.2,
  },
  overcast: {
    ...green,
    name: 'overcast',
    skyTop: '#a4aeb3',
    skyLow: '#d9dcd8',
    haze: '#bdc4c2',
    tone: [0.9, 0.92, 0.92],
    shadow: 0.32,
    grain: 2.6,
  },
  dawn: {
    ...green,
    name: 'dawn',
    skyTop: '#7f97b8',
    skyLow: '#f6d3ae',
    haze: '#e3c9b6',
    water: '#d9bfae',
    tone: [0.95, 0.83, 0.74],
    shadow: 0.34,
    grain: 3.2,
  },
  dusk: {
    ...green,
    name: 'dusk',
    skyTop: '#4a5880',
    skyLow: '#e9a27c',
    haze: '#a58a92',
    water: '#b98f8a',
    tone: [0.82, 0.71, 0.73],
    shadow: 0.36,
    grain: 4,
  },
  infrared: {
    name: 'infrared',
    skyTop: '#050505',
    skyLow: '#0a0a0a',
    haze: '#0d0d0d',
    grassFar: '#3c3c3c',
    grassNear: '#8a8a8a',
    grassDry: '#a8a8a8',
    conifer: '#2a2a2a',
    leaf: '#4c4c4c',
    wood: '#6c6c6c',
    water: '#161616',
    tone: [1.12, 1.12, 1.12],
    shadow: 0.42,
    grain: 5,
  },
};

/** Which light falls when the sun stands this high (degrees); a cloudy sky takes the place of a blue one. */
export function lightName(sun: number, morning: boolean, cloudy: boolean): LightName {
  if (sun < -3.5) return 'infrared';
  if (sun < 8) return morning ? 'dawn' : 'dusk';
  return cloudy ? 'overcast' : 'day';
}

/** The colours of a light at a point of the season: 0 high summer, 1 late autumn. */
export function lightOf(name: LightName, season: number): Light {
  const light = lights[name];
  if (name === 'infrared') return light;
  return {
    ...light,
    grassFar: mix(light.grassFar, '#c9b47c', season * 0.8),
    grassNear: mix(light.grassNear, '#8b8146', season * 0.7),
    leaf: mix(light.leaf, '#b8782f', season * 0.85),
  };
}
