// Trees, reeds and grass for the sample's scenes. Each is drawn once from its place and size; colours come from the light.
import { type Colour, darker, lighter, mix } from './colour.ts';
import { closedCurve, heading, limb, type Point } from './curve.ts';
import type { Light } from './light.ts';
import type { Chance } from './random.ts';

/** Screen points have y pointing down; curves have it pointing up. */
const flip = ([x, y]: Point): Point => [x, -y];

/** A spruce standing at (x, y), `height` pixels tall; `haze` 0–1 fades it into the distance. */
export function spruce(luck: Chance, light: Light, x: number, y: number, height: number, haze: number): string {
  const colour = mix(mix(light.conifer, darker(light.conifer, 0.35), luck.next()), light.haze, haze);
  const tiers = 9;
  const left: string[] = [];
  const right: string[] = [];
  for (let i = 0; i <= tiers; i++) {
    const level = y - height + (height * 0.95 * i) / tiers;
    const reach = height * 0.2 * (i / tiers) ** 0.85 * luck.between(0.86, 1.14);
    left.push(
      `L${(x - reach).toFixed(1)} ${level.toFixed(1)}L${(x - reach * 0.55).toFixed(1)} ${(level - 1).toFixed(1)}`,
    );
    right.unshift(
      `L${(x + reach * 0.55).toFixed(1)} ${(level - 1).toFixed(1)}L${(x + reach).toFixed(1)} ${level.toFixed(1)}`,
    );
  }
  return `<path d="M${x} ${(y - height * 1.04).toFixed(1)}${left.join('')}L${x} ${y}${right.join('')}Z" fill="${colour}"/>`;
}

function crownBlob(luck: Chance, x: number, y: number, radius: number): string {
  const lobes = 10;
  return closedCurve(
    Array.from({ length: lobes }, (_, i) => {
      const [dx, dy] = heading((360 / lobes) * i);
      const reach = radius * luck.between(0.78, 1.16);
      return flip([x + dx * reach, y + dy * reach * 0.86]);
    }),
  );
}

/** A broad-leaved tree at (x, y); birches have a pale trunk and a lighter, narrower crown. */
export function leafTree(
  luck: Chance,
  light: Light,
  x: number,
  y: number,
  height: number,
  options: { birch?: boolean; haze?: number; spread?: number } = {},
): string {
  const { birch = false, haze = 0, spread = birch ? 0.2 : 0.36 } = options;
  const bark: Colour = birch
    ? mix('#dcd9d0', light.haze, light.name === 'infrared' ? 0.25 : haze)
    : mix(darker(light.wood, 0.25), light.haze, haze);
  const leaf = mix(birch ? lighter(light.leaf, 0.12) : light.leaf, light.haze, haze);
  const thick = height * (birch ? 0.026 : 0.06);
  let svg = `<path d="${limb(
    [
      flip([x, y]),
      flip([x + height * 0.01, y - height * 0.3]),
      flip([x + luck.between(-0.02, 0.02) * height, y - height * 0.75]),
    ],
    [thick * 1.5, thick, thick * 0.4],
  )}" fill="${bark}"/>`;
  if (birch) {
    for (let i = 0; i < 9; i++) {
      const level = y - height * luck.between(0.02, 0.5);
      const from = x - thick * luck.between(-0.1, 0.5);
      svg += `<path d="M${from.toFixed(1)} ${level.toFixed(1)}h${(thick * 0.5).toFixed(1)}" stroke="${darker(bark, 0.7)}" stroke-width="${(thick * 0.16).toFixed(1)}"/>`;
    }
  }
  const layers: [Colour, number, number, number][] = [
    [darker(leaf, 0.36), 22, 0.22, 0.03],
    [leaf, 46, 0.12, -0.01],
    [lighter(leaf, 0.13), 48, 0.07, -0.05],
    [lighter(leaf, 0.26), 34, 0.045, -0.09],
  ];
  for (const [colour, count, size, shift] of layers) {
    let crown = '';
    for (let i = 0; i < count; i++) {
      const [dx, dy] = heading(luck.between(0, 360));
      const far = Math.sqrt(luck.next());
      const cx = x + dx * far * height * spread * 0.8;
      const cy = y - height * 0.66 + dy * far * height * (birch ? 0.3 : 0.24) + shift * height;
      crown += crownBlob(luck, cx, cy, height * size * luck.between(0.4, 0.62) * (birch ? 0.62 : 0.9));
    }
    svg += `<path d="${crown}" fill="${colour}"/>`;
  }
  return svg;
}

/** Grass over a field from `top` to `bottom`, growing taller towards the camera; all blades stand still. */
export function meadow(luck: Chance, light: Light, top: number, bottom: number, count: number): string {
  const tones = [
    darker(light.grassNear, 0.3),
    darker(light.grassNear, 0.12),
    light.grassNear,
    mix(light.grassNear, light.grassDry, 0.4),
    mix(light.grassNear, light.grassDry, 0.75),
    lighter(light.grassFar, 0.12),
  ];
  const paths = tones.map(() => '');
  for (let i = 0; i < count; i++) {
    const depth = luck.next() ** 0.8;
    const y = top + (bottom - top) * depth;
    const x = luck.between(-10, 1290);
    const tall = (3 + 26 * depth) * luck.between(0.5, 1.1);
    const lean = luck.between(-0.4, 0.4) * tall;
    const tone = luck.whole(0, tones.length - 1);
    paths[tone] +=
      `M${x.toFixed(0)} ${y.toFixed(0)}q${(lean * 0.2).toFixed(1)} ${(-tall * 0.6).toFixed(1)} ${lean.toFixed(1)} ${(-tall).toFixed(1)}`;
  }
  return paths
    .map(
      (d, i) =>
        `<path d="${d}" stroke="${tones[i]}" stroke-width="${i < 3 ? 1.6 : 1.2}" fill="none" opacity="0.55" stroke-linecap="round"/>`,
    )
    .join('');
}

/** The blades close to the lens; `sway` moves their tips by that many pixels, more for some than for others. */
export function nearBlades(
  luck: Chance,
  light: Light,
  bottom: number,
  count: number,
  sway: (x: number) => number,
): string {
  const tones = [
    darker(light.grassNear, 0.35),
    darker(light.grassNear, 0.15),
    mix(light.grassNear, light.grassDry, 0.5),
    mix(light.grassNear, light.grassDry, 0.9),
  ];
  const paths = tones.map(() => '');
  const heads: string[] = [];
  for (let i = 0; i < count; i++) {
    const x = luck.between(-20, 1300);
    const clump = 0.55 + 0.45 * Math.sin(x / 97) * Math.sin(x / 41 + 2);
    const tall = luck.between(22, 46) + 62 * clump * luck.next();
    const lean = luck.between(-0.35, 0.35) * tall;
    const drift = sway(x) * (tall / 80);
    const wide = luck.between(1.6, 3.4);
    const tone = luck.whole(0, tones.length - 1);
    const seed = luck.next();
    const [tipX, tipY] = [x + lean + drift, bottom - tall];
    paths[tone] +=
      `M${(x - wide).toFixed(1)} ${bottom + 4}Q${(x + lean * 0.25 + drift * 0.2 - wide).toFixed(1)} ${(bottom - tall * 0.55).toFixed(1)} ${tipX.toFixed(1)} ${tipY.toFixed(1)}` +
      `Q${(x + lean * 0.25 + drift * 0.2 + wide).toFixed(1)} ${(bottom - tall * 0.5).toFixed(1)} ${(x + wide).toFixed(1)} ${bottom + 4}Z`;
    if (seed < 0.1 && tall > 64) {
      heads.push(
        `<ellipse cx="${tipX.toFixed(1)}" cy="${(tipY - 4).toFixed(1)}" rx="2.6" ry="8" fill="${tones[3]}" transform="rotate(${(lean * 0.6).toFixed(0)} ${tipX.toFixed(1)} ${tipY.toFixed(1)})"/>`,
      );
    }
  }
  return paths.map((d, i) => `<path d="${d}" fill="${tones[i]}"/>`).join('') + heads.join('');
}

/** A stand of reeds around (x, y). */
export function reeds(luck: Chance, light: Light, x: number, y: number, width: number, count: number): string {
  let stems = '';
  let heads = '';
  for (let i = 0; i < count; i++) {
    const foot = x + luck.between(-0.5, 0.5) * width;
    const tall = luck.between(46, 104);
    const tip = foot + luck.between(-14, 14);
    stems += `M${foot.toFixed(1)} ${(y + luck.between(-5, 7)).toFixed(1)}Q${foot.toFixed(1)} ${(y - tall * 0.6).toFixed(1)} ${tip.toFixed(1)} ${(y - tall).toFixed(1)}`;
    if (luck.next() < 0.3)
      heads += `<rect x="${(tip - 2.6).toFixed(1)}" y="${(y - tall - 4).toFixed(1)}" width="5.2" height="21" rx="2.6" fill="${darker(light.wood, 0.3)}"/>`;
  }
  const colour = mix(light.grassNear, light.grassDry, 0.35);
  return `<path d="${stems}" stroke="${darker(colour, 0.2)}" stroke-width="2.6" fill="none" stroke-linecap="round"/>${heads}`;
}

/** Tussocks growing at one height of the field between two x, in front of hooves that stand there; they never move. */
export function tussocks(luck: Chance, light: Light, y: number, from: number, to: number, tall: number): string {
  const tones = [darker(light.grassNear, 0.22), light.grassNear, mix(light.grassNear, light.grassDry, 0.5)];
  const paths = tones.map(() => '');
  for (let x = 0; x < 1280; x += luck.between(3, 15)) {
    const [height, lean, foot] = [tall * luck.between(0.4, 1), luck.between(-0.4, 0.4), y + luck.between(-3, 5)];
    const tone = luck.whole(0, tones.length - 1);
    if (x < from || x > to) continue;
    paths[tone] +=
      `M${x.toFixed(1)} ${foot.toFixed(1)}q${(lean * height * 0.2).toFixed(1)} ${(-height * 0.6).toFixed(1)} ${(lean * height).toFixed(1)} ${(-height).toFixed(1)}`;
  }
  return paths
    .map((d, i) => `<path d="${d}" stroke="${tones[i]}" stroke-width="1.9" fill="none" stroke-linecap="round"/>`)
    .join('');
}
