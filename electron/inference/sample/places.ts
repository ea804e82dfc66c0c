// What stands at the three locations of the sample, and the cameras that hang there.
import { darker, lighter, mix } from './colour.ts';
import type { Light } from './light.ts';
import { leafTree, reeds } from './plants.ts';
import { chance } from './random.ts';

export interface Place {
  name: string;
  latitude: number;
  longitude: number;
  timezone: string;
  camera: { make: string; model: string; serial: string; writesOffset: boolean; writesPosition: boolean };
}

/** The locations of the sample: one valley, three cameras of three makes. Makes and models are inventions. */
export const places: readonly [Place, Place, Place] = [
  {
    name: 'Feeder meadow',
    latitude: 48.4127,
    longitude: 9.4863,
    timezone: 'Europe/Berlin',
    camera: {
      make: 'Rangewood',
      model: 'RW-20 Infra',
      serial: 'RW20-004417',
      writesOffset: true,
      writesPosition: true,
    },
  },
  {
    name: 'Waterhole',
    latitude: 48.4189,
    longitude: 9.5012,
    timezone: 'Europe/Berlin',
    camera: { make: 'Oakeye', model: 'Trail 5', serial: '51180932', writesOffset: false, writesPosition: false },
  },
  {
    name: 'North paddock',
    latitude: 48.4266,
    longitude: 9.4921,
    timezone: 'Europe/Berlin',
    camera: { make: 'Meadowlark', model: 'M3 Pro', serial: 'M3P-77A-0261', writesOffset: true, writesPosition: false },
  },
];

function feeder(light: Light): string {
  const wood = light.wood;
  const plank = (x: number, y: number, w: number, h: number, tone: number): string =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${tone < 0 ? darker(wood, -tone) : lighter(wood, tone)}"/>`;
  const hay = mix(light.grassDry, light.name === 'infrared' ? '#cfcfcf' : '#e2c77a', 0.5);
  let slats = '';
  for (let i = 0; i <= 12; i++) slats += `M${930 + i * 16} 432L${948 + i * 13} 512`;
  let straws = '';
  const luck = chance(7, 'hay');
  for (let i = 0; i < 140; i++)
    straws += `M${luck.whole(928, 1120)} ${luck.whole(424, 500)}l${luck.whole(-12, 12)} ${luck.whole(-9, 9)}`;
  return (
    `<ellipse cx="1026" cy="574" rx="170" ry="20" fill="#0d0c08" opacity="0.3"/>` +
    plank(934, 400, 12, 172, -0.3) +
    plank(1108, 400, 12, 172, -0.3) +
    `<path d="M926 426L1126 426L1104 514L950 514Z" fill="${hay}"/><path d="${straws}" stroke="${darker(hay, 0.35)}" stroke-width="1.3" opacity="0.6"/>` +
    `<path d="${slats}" stroke="${darker(wood, 0.2)}" stroke-width="4"/>` +
    plank(946, 508, 162, 9, -0.05) +
    plank(918, 392, 14, 186, 0.08) +
    plank(1122, 392, 14, 186, 0.08) +
    `<path d="M890 398L944 318L1112 318L1164 398Z" fill="${darker(wood, 0.22)}"/>` +
    `<path d="M899 384H1155M909 369H1145M919 354H1136M930 339H1125" stroke="${darker(wood, 0.5)}" stroke-width="2.4"/>` +
    `<path d="M890 398L944 318L950 318L900 398Z" fill="${lighter(wood, 0.22)}"/><rect x="886" y="396" width="282" height="7" fill="${darker(wood, 0.45)}"/>`
  );
}

function waterhole(light: Light, seed: number): string {
  const luck = chance(seed, 'stones');
  const shore = darker(mix(light.wood, light.grassDry, 0.4), 0.15);
  let svg =
    `<linearGradient id="pool" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${darker(light.water, 0.42)}"/><stop offset="0.35" stop-color="${light.water}"/><stop offset="1" stop-color="${mix(light.water, light.skyTop, 0.6)}"/></linearGradient>` +
    `<path d="M430 560C520 508 760 486 960 500C1140 512 1262 548 1250 594C1232 652 1010 668 800 664C600 660 360 626 430 560Z" fill="${shore}"/>` +
    `<path d="M452 562C540 516 770 496 958 509C1122 520 1236 552 1226 590C1208 640 1004 653 802 650C620 647 388 616 452 562Z" fill="url(#pool)"/>`;
  for (let i = 0; i < 34; i++) {
    const [x, y] = [luck.between(500, 1170), luck.between(528, 632)];
    svg += `<path d="M${x.toFixed(0)} ${y.toFixed(0)}h${luck.between(14, 70).toFixed(0)}" stroke="${lighter(light.water, 0.4)}" stroke-width="1.4" opacity="0.3"/>`;
  }
  for (const [x, y, r] of [
    [470, 626, 30],
    [520, 642, 20],
    [1188, 620, 34],
    [1128, 640, 17],
    [426, 592, 18],
  ] as const) {
    const stone = mix(light.wood, light.name === 'infrared' ? '#b0b0b0' : '#a8a79f', 0.7);
    svg += `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.55}" fill="${darker(stone, 0.35)}"/><ellipse cx="${x - r * 0.1}" cy="${y - r * 0.14}" rx="${r * 0.82}" ry="${r * 0.4}" fill="${stone}"/>`;
  }
  return (
    svg +
    reeds(luck, light, 1010, 520, 210, 46) +
    reeds(luck, light, 690, 512, 110, 22) +
    reeds(luck, light, 1215, 575, 90, 24)
  );
}

function fence(light: Light): string {
  const colour = lighter(light.wood, 0.28);
  let svg = '';
  for (const [left, right] of [
    [468, 452],
    [490, 473],
    [512, 494],
  ] as const) {
    svg += `<path d="M-10 ${left}L1290 ${right}L1290 ${right + 6}L-10 ${left + 7}Z" fill="${darker(colour, 0.12)}"/>`;
  }
  for (let i = 0; i <= 11; i++) {
    const x = 18 + i * 114;
    const y = 530 - i * 1.7;
    svg += `<rect x="${x}" y="${y - 78}" width="12" height="80" fill="${darker(colour, 0.3)}"/><rect x="${x}" y="${y - 78}" width="5" height="80" fill="${colour}"/>`;
  }
  return svg;
}

function track(light: Light): string {
  const gravel = mix(light.grassDry, light.name === 'infrared' ? '#9a9a9a' : '#c9c0ad', 0.75);
  return (
    `<path d="M-10 428C300 420 800 414 1290 430L1290 446C800 431 300 438 -10 448Z" fill="${gravel}" opacity="0.9"/>` +
    `<path d="M-10 438C300 430 800 423 1290 438" stroke="${darker(light.grassFar, 0.2)}" stroke-width="3" fill="none" opacity="0.5"/>`
  );
}

/** The furniture of a location as SVG, painted over the bare meadow. */
export function furnish(location: string, light: Light, seed: number): string {
  const luck = chance(seed, `trees of ${location}`);
  if (location === 'Feeder meadow') {
    return (
      leafTree(luck, light, 110, 520, 360, {}) +
      leafTree(luck, light, 330, 462, 170, { haze: 0.25 }) +
      leafTree(luck, light, 1228, 470, 250, { haze: 0.1 }) +
      feeder(light)
    );
  }
  if (location === 'Waterhole') {
    return (
      leafTree(luck, light, 905, 462, 190, { haze: 0.25 }) +
      leafTree(luck, light, 60, 560, 470, { birch: true }) +
      leafTree(luck, light, 178, 530, 400, { birch: true }) +
      leafTree(luck, light, 288, 500, 300, { birch: true, haze: 0.08 }) +
      waterhole(light, seed)
    );
  }
  return (
    track(light) +
    leafTree(luck, light, 1050, 468, 330, { spread: 0.46 }) +
    leafTree(luck, light, 210, 440, 110, { haze: 0.3 }) +
    fence(light)
  );
}
