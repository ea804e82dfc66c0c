// What makes an individual recognisable: spots, patches, dapples and scars. Each flank has its own arrangement, decided by the
// animal's name and the flank alone, so the same side shows the same marks in every photograph.
import { mix } from './colour.ts';
import { add, closedCurve, heading, type Point, scaled } from './curve.ts';
import type { Flank, Individual } from './individuals.ts';
import { type Chance, chance } from './random.ts';

function blob(luck: Chance, centre: Point, radius: number, flat: number): string {
  const lobes = 13;
  const start = luck.between(0, 360);
  return closedCurve(
    Array.from({ length: lobes }, (_, i) => {
      const [x, y] = heading(start + (360 / lobes) * i);
      const reach = radius * luck.between(0.72, 1.22);
      return add(centre, [x * reach, y * reach * flat]);
    }),
  );
}

function spots(luck: Chance, count: number): string {
  const rows = 5;
  const colour = '#f4e8cf';
  let svg = '';
  for (let i = 0; i < count; i++) {
    const row = i % rows;
    const along = Math.floor(i / rows) / Math.max(1, Math.ceil(count / rows) - 1);
    const x = -47 + along * 84 + luck.between(-3.4, 3.4) + (row % 2) * 4;
    const y = 92 - row * 6.6 + luck.between(-2, 2) - Math.sin(along * Math.PI) * 1.5;
    const size = luck.between(1.1, 2);
    const lean = luck.between(-25, 25).toFixed(0);
    svg +=
      `<ellipse cx="${x.toFixed(1)}" cy="${(-y).toFixed(1)}" rx="${(size * 1.25).toFixed(2)}" ry="${size.toFixed(2)}"` +
      ` fill="${colour}" opacity="0.88" transform="rotate(${lean} ${x.toFixed(1)} ${(-y).toFixed(1)})"/>`;
  }
  return svg;
}

function patches(luck: Chance, individual: Individual): string {
  const patch = individual.marks.patches;
  if (!patch) return '';
  const horse = individual.species === 'horse';
  const reach = horse ? [15, 25] : [8, 13];
  let svg = '';
  for (let i = 0; i < patch.count; i++) {
    const slot = -46 + (92 * (i + luck.between(0.2, 0.8))) / patch.count;
    const centre: Point = [slot, luck.between(horse ? 62 : 66, horse ? 96 : 90)];
    svg += `<path d="${blob(luck, centre, luck.between(reach[0]!, reach[1]!), 0.82)}" fill="${patch.colour}"/>`;
  }
  return svg;
}

function dapples(luck: Chance, count: number, individual: Individual): string {
  const { side, belly } = individual.coat;
  let svg = '';
  for (let i = 0; i < count; i++) {
    const x = luck.between(-56, 52);
    const y = luck.between(52, 94);
    const size = luck.between(1.8, 3.6);
    svg += `<circle cx="${x.toFixed(1)}" cy="${(-y).toFixed(1)}" r="${(size * 1.35).toFixed(2)}" fill="${mix(side, '#3c4045', 0.4)}" opacity="0.28"/>`;
    svg += `<circle cx="${x.toFixed(1)}" cy="${(-y).toFixed(1)}" r="${size.toFixed(2)}" fill="${mix(belly, '#ffffff', 0.35)}" opacity="0.62"/>`;
  }
  return svg;
}

function scar(luck: Chance, individual: Individual): string {
  const from: Point = [luck.between(-34, -24), luck.between(80, 88)];
  const way = luck.between(-38, -18);
  const length = luck.between(17, 23);
  const middle = add(add(from, scaled(heading(way), length / 2)), [0, luck.between(-2, 2)]);
  const to = add(from, scaled(heading(way + 12), length));
  const d = `M${from[0].toFixed(1)} ${(-from[1]).toFixed(1)}Q${middle[0].toFixed(1)} ${(-middle[1]).toFixed(1)} ${to[0].toFixed(1)} ${(-to[1]).toFixed(1)}`;
  const dark = mix(individual.coat.side, '#120b08', 0.65);
  return (
    `<path d="${d}" stroke="${dark}" stroke-width="3.6" stroke-linecap="round" fill="none" opacity="0.8"/>` +
    `<path d="${d}" stroke="#e3b7a0" stroke-width="1.6" stroke-linecap="round" fill="none"/>`
  );
}

/** Marks on the trunk, to be clipped to the body; drawn facing right whatever the flank. */
export function trunkMarks(individual: Individual, flank: Flank, seed: number): string {
  const luck = chance(seed, `${individual.name}, ${flank} flank`);
  const { marks } = individual;
  return [
    patches(luck, individual),
    marks.dapples ? dapples(luck, marks.dapples, individual) : '',
    marks.spots ? spots(luck, marks.spots) : '',
    marks.scar === flank ? scar(luck, individual) : '',
  ].join('');
}

/** Short hairs over the whole trunk and neck: they break up flat colour and follow the body from front to back. */
export function hairs(individual: Individual, flank: Flank, seed: number): string {
  const luck = chance(seed, `hairs of ${individual.name}, ${flank}`);
  let dark = '';
  let light = '';
  for (let i = 0; i < 700; i++) {
    const x = luck.between(-62, 58);
    const y = luck.between(46, 101);
    const hair = `M${x.toFixed(1)} ${(-y).toFixed(1)}l${(-luck.between(2, 4.6)).toFixed(1)} ${luck.between(0.3, 2).toFixed(1)}`;
    if (luck.next() < 0.55) dark += hair;
    else light += hair;
  }
  return (
    `<path d="${dark}" stroke="#1a100a" stroke-width="0.5" opacity="0.16" fill="none"/>` +
    `<path d="${light}" stroke="#fff3dc" stroke-width="0.5" opacity="0.14" fill="none"/>`
  );
}
