// The still part of a photograph: sky, hills, forest edge, meadow and what stands at the location. A camera is screwed to its
// tree, so the scene is the same in every event and only light, clouds and season change.
import { darker, lighter, mix } from './colour.ts';
import type { Light } from './light.ts';
import { furnish } from './places.ts';
import { meadow, nearBlades, spruce, tussocks } from './plants.ts';
import { type Chance, chance } from './random.ts';

/** Size of every sample photograph in pixels, and of the information strip at its foot. */
export const frame = { width: 1280, height: 960, strip: 54, horizon: 392 } as const;

export interface SceneView {
  location: string;
  light: Light;
  seed: number;
  /** Names what differs between events at one location: the clouds. */
  event: string;
}

const skylineOf = (luck: Chance, base: number, swing: number): ((x: number) => number) => {
  const waves = Array.from({ length: 6 }, (_, i) => ({
    length: luck.between(0.7, 1.3) * (900 / 1.9 ** i),
    height: swing / 1.7 ** i,
    shift: luck.between(0, 7),
  }));
  return (x) => base - waves.reduce((sum, wave) => sum + wave.height * Math.sin(x / wave.length + wave.shift), 0);
};

function ridge(skyline: (x: number) => number, colour: string): string {
  let d = `M-10 ${frame.height}`;
  for (let x = -10; x <= frame.width + 10; x += 8) d += `L${x} ${skyline(x).toFixed(1)}`;
  return `<path d="${d}L${frame.width + 10} ${frame.height}Z" fill="${colour}"/>`;
}

function clouds(luck: Chance, light: Light): string {
  if (light.name === 'infrared') return '';
  const tint = light.name === 'overcast' ? darker(light.skyTop, 0.12) : lighter(light.skyLow, 0.45);
  let svg = '';
  const banks = light.name === 'overcast' ? 16 : 5;
  for (let i = 0; i < banks; i++) {
    const [x, y] = [luck.between(-100, 1380), luck.between(20, 270)];
    const wide = luck.between(90, 240) * (0.5 + y / 260);
    for (let k = 0; k < 7; k++) {
      const [cx, cy] = [x + luck.between(-0.8, 0.8) * wide, y + luck.between(-0.1, 0.1) * wide];
      svg += `<ellipse cx="${cx.toFixed(0)}" cy="${cy.toFixed(0)}" rx="${(wide * luck.between(0.25, 0.6)).toFixed(0)}" ry="${(wide * luck.between(0.05, 0.13)).toFixed(0)}" fill="url(#cloud)"/>`;
    }
  }
  return `<radialGradient id="cloud"><stop offset="0" stop-color="${tint}" stop-opacity="0.5"/><stop offset="1" stop-color="${tint}" stop-opacity="0"/></radialGradient>${svg}`;
}

function sky(view: SceneView): string {
  const { light } = view;
  const luck = chance(view.seed, `sky of ${view.event}`);
  const glow =
    light.name === 'dawn' || light.name === 'dusk'
      ? `<radialGradient id="sun"><stop offset="0" stop-color="#fff1cf" stop-opacity="0.85"/><stop offset="1" stop-color="#ffcf9a" stop-opacity="0"/></radialGradient><ellipse cx="${light.name === 'dawn' ? 1010 : 250}" cy="${frame.horizon - 70}" rx="520" ry="210" fill="url(#sun)"/>`
      : '';
  return (
    `<linearGradient id="heaven" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.skyTop}"/><stop offset="1" stop-color="${light.skyLow}"/></linearGradient>` +
    `<rect width="${frame.width}" height="${frame.horizon + 20}" fill="url(#heaven)"/>${glow}${clouds(luck, light)}`
  );
}

function distance(view: SceneView): string {
  const { light, seed, location } = view;
  const luck = chance(seed, `hills of ${location}`);
  const far = skylineOf(luck, 300, 34);
  const middle = skylineOf(luck, 336, 24);
  const edge = skylineOf(luck, 382, 10);
  let svg = ridge(far, mix(light.conifer, light.haze, 0.86)) + ridge(middle, mix(light.conifer, light.haze, 0.66));
  const open = luck.between(300, 900);
  for (let x = -20; x < frame.width + 20; x += luck.between(9, 20)) {
    const gap = Math.abs(x - open) < 130;
    const tall = (gap ? luck.between(14, 30) : luck.between(44, 92)) * (1 + 0.25 * Math.sin(x / 120));
    svg += spruce(luck, light, Math.round(x), edge(x) + 14, tall, 0.36);
  }
  return svg;
}

function ground(view: SceneView): string {
  const { light, seed, location } = view;
  const luck = chance(seed, `meadow of ${location}`);
  const skyline = skylineOf(luck, frame.horizon, 5);
  let svg =
    `<linearGradient id="field" gradientUnits="userSpaceOnUse" x1="0" y1="${frame.horizon}" x2="0" y2="${frame.height}"><stop offset="0" stop-color="${mix(light.grassFar, light.haze, 0.3)}"/>` +
    `<stop offset="0.25" stop-color="${mix(light.grassFar, light.grassNear, 0.4)}"/><stop offset="1" stop-color="${darker(light.grassNear, 0.16)}"/></linearGradient>` +
    ridge(skyline, 'url(#field)');
  for (let i = 0; i < 26; i++) {
    const depth = luck.next();
    const tint = luck.next() < 0.5 ? 'url(#patchDark)' : 'url(#patchDry)';
    svg += `<ellipse cx="${luck.whole(0, 1280)}" cy="${(430 + depth * 480).toFixed(0)}" rx="${(90 + 260 * depth * luck.next()).toFixed(0)}" ry="${(9 + 42 * depth * luck.next()).toFixed(0)}" fill="${tint}"/>`;
  }
  const fade = (id: string, colour: string, opacity: number): string =>
    `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
  return (
    fade('patchDark', darker(light.grassNear, 0.35), 0.42) +
    fade('patchDry', light.grassDry, 0.4) +
    svg +
    meadow(luck, light, frame.horizon + 14, 930, 2600)
  );
}

/** The still scene as an SVG document of the frame's size. */
export function drawScene(view: SceneView): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}">` +
    `<rect width="100%" height="100%" fill="${view.light.skyLow}"/>${sky(view)}${distance(view)}${ground(view)}${furnish(view.location, view.light, view.seed)}</svg>`
  );
}

/** Where the transparent foreground begins, in pixels from the top of the frame. */
export const foregroundTop = 730;

/** The blades in front of everything, moved by `wind` pixels at moment `moment` (any number), on a transparent ground. */
export function drawForeground(view: SceneView, moment: number, wind: number): string {
  const luck = chance(view.seed, `foreground of ${view.location}`);
  const tall = frame.height - foregroundTop;
  const sway = (x: number): number =>
    wind * Math.sin(moment * 2.1 + x / 70) + wind * 0.4 * Math.sin(moment * 5.3 + x / 23);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${tall}" viewBox="0 ${foregroundTop} ${frame.width} ${tall}">` +
    `${nearBlades(luck, view.light, frame.height - frame.strip + 10, 430, sway)}</svg>`
  );
}

/** Height in pixels of the layer `drawTussocks` makes; it ends eight pixels below the lane. */
export const tussockHeight = 48;

/** The grass around hooves standing at `lane`, between two x, on a transparent ground. */
export function drawTussocks(view: SceneView, lane: number, from: number, to: number): string {
  const luck = chance(view.seed, `tussocks of ${view.location} at ${lane}`);
  const tall = 10 + (lane - frame.horizon) / 26;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${tussockHeight}" viewBox="0 ${lane + 8 - tussockHeight} ${frame.width} ${tussockHeight}">` +
    `${tussocks(luck, view.light, lane, from, to, tall)}</svg>`
  );
}
