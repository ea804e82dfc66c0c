// Puts one animal together: far legs, tail, trunk, neck, near legs, head, antlers, in that order, with light from above and
// the coat's marks clipped to the body. The result is an SVG of its own, so that its outline can be measured exactly.
import { deerBuild, horseBuild } from './build.ts';
import { hairs, trunkMarks } from './coat.ts';
import { type Colour, darker, lighter, mix } from './colour.ts';
import { add, closedCurve, lerp, limb, openCurve, type Point, polygon, scaled, turn } from './curve.ts';
import { drawHead, type Painter } from './head.ts';
import type { Flank, Individual, LegName } from './individuals.ts';
import { type Leg, type Posture, takeStance } from './posture.ts';
import { chance } from './random.ts';

/** The window of body units an animal is drawn in: wide enough for antlers, tail and a lowered head. */
export const canvas = { left: -112, right: 138, top: 208, bottom: -6 } as const;

const legName = (painter: Painter, near: boolean, end: 'Front' | 'Hind'): LegName => {
  const other: Flank = painter.flank === 'left' ? 'right' : 'left';
  return `${near ? painter.flank : other}${end}`;
};

function drawLeg(painter: Painter, leg: Leg, end: 'Front' | 'Hind', near: boolean): string {
  const { individual, build } = painter;
  const { widths } = end === 'Front' ? build.front : build.hind;
  const paint = near ? 'url(#leg)' : 'url(#farLeg)';
  const sock = individual.marks.socks?.[legName(painter, near, end)] ?? 0;
  const [fetlock, tip] = [leg.spine[5]!, leg.spine[6]!];
  const down: Point = turn([2.2, -build.pastern / 2], leg.hoofTurn);
  const sole = add(tip, down);
  const across = turn([1, 0], leg.hoofTurn);
  const wide = widths[6]! * 0.5;
  const hoof = polygon([
    add(tip, scaled(across, -wide)),
    add(tip, scaled(across, wide)),
    add(sole, scaled(across, wide * 1.45)),
    add(sole, scaled(across, -wide * 1.15)),
  ]);
  const hoofColour: Colour = sock > 0 && individual.species === 'horse' ? '#8b7a66' : '#1c1714';
  let svg = `<path d="${limb(leg.spine, widths)}" fill="${paint}"/>`;
  if (sock > 0) {
    const white: Colour = near ? '#f3eee2' : '#a9a498';
    const from = sock > 22 ? 3 : 4;
    svg += `<path d="${limb(leg.spine.slice(from), widths.slice(from))}" fill="${white}"/>`;
  }
  svg += `<path d="${hoof}" fill="${near ? hoofColour : darker(hoofColour, 0.3)}"/>`;
  if (near && individual.species === 'deer') {
    svg += `<circle cx="${(fetlock[0] - 2.4).toFixed(1)}" cy="${(-fetlock[1] + 1).toFixed(1)}" r="1.1" fill="#1c1714" opacity="0.7"/>`;
  }
  return svg;
}

function drawTail({ individual, build, seed, stance }: Painter): string {
  const { coat, species } = individual;
  const root = build.tailRoot;
  if (species === 'deer') {
    const end = add(root, [-4.5, -21]);
    return (
      `<path d="${limb([root, add(root, [-5, -9]), end], [6, 8, 1.5])}" fill="${coat.rump ?? coat.belly}"/>` +
      `<path d="${limb([add(root, [1, 0]), add(root, [-3, -9]), add(end, [1.6, 3])], [6, 5.5, 1])}" fill="${coat.tail}"/>`
    );
  }
  const luck = chance(seed, `tail of ${individual.name}`);
  const swing = Math.sin(stance.neckAngle) * 3;
  const lock = (spread: number, width: number, colour: Colour): string =>
    `<path d="${limb(
      [
        root,
        add(root, [-9 + spread * 0.3, -10]),
        add(root, [-12 + spread + swing, -38]),
        add(root, [-9 + spread * 1.5 + swing, -66]),
      ],
      [8, 11, width, 2],
    )}" fill="${colour}"/>`;
  return [
    lock(luck.between(-6, -3), 11, darker(coat.tail, 0.25)),
    lock(0, 14, coat.tail),
    lock(luck.between(2, 5), 8, mix(coat.tail, darker(coat.tail, 0.3), 0.5)),
  ].join('');
}

interface NeckEdges {
  outline: string;
  /** Upper edge from the withers to the poll. */
  crest: Point[];
  /** Lower edge from the throat to the chest. */
  underside: Point[];
}

function neckEdges({ individual, build, stance }: Painter): NeckEdges {
  const crest: Point[] = [build.neck.crest];
  const underside: Point[] = [build.neck.chest];
  build.neck.halfWidths.forEach((width, i) => {
    const point = stance.neckSpine[i + 1]!;
    const before = stance.neckSpine[i]!;
    const after = stance.neckSpine[Math.min(3, i + 2)]!;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]);
    const normal: Point = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    const half = width * (1 + (individual.neck - 1) * (i === 2 ? 0.35 : 1));
    crest.push(add(point, scaled(normal, half)));
    underside.unshift(add(point, scaled(normal, -half * (i === 0 ? 1.15 : 1))));
  });
  return { outline: closedCurve([...crest, ...underside]), crest, underside };
}

function drawMane({ individual, seed }: Painter, { crest }: NeckEdges, headTop: Point): string {
  const { mane } = individual.coat;
  if (!mane) return '';
  const luck = chance(seed, `mane of ${individual.name}`);
  const line = [headTop, crest[3]!, crest[2]!, crest[1]!, lerp(crest[1]!, crest[0]!, 0.5)];
  let svg = '';
  for (let pass = 0; pass < 3; pass++) {
    let locks = '';
    for (let i = 0; i < 26; i++) {
      const t = (i / 25) * (line.length - 1.001);
      const [a, b] = [line[Math.floor(t)]!, line[Math.floor(t) + 1]!];
      const from: Point = [a[0] + (b[0] - a[0]) * (t % 1), a[1] + (b[1] - a[1]) * (t % 1)];
      const length = luck.between(11, 18) * (1 - 0.3 * (i / 25));
      const fall = add(from, [-luck.between(0, 4) - 1, -length]);
      locks += limb([add(from, [0.4, 1.6]), add(from, [-3.2, -length * 0.45]), fall], [3.2, 4.2, 0.8]);
    }
    svg += `<path d="${locks}" fill="${[darker(mane, 0.28), mane, lighter(mane, 0.12)][pass]}" opacity="${[1, 0.9, 0.4][pass]}"/>`;
  }
  return svg;
}

function paints(painter: Painter, edges: NeckEdges): string {
  const { coat } = painter.individual;
  const stop = (at: number, colour: string, opacity = 1): string =>
    `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
  const linear = (id: string, from: Point, to: Point, stops: string): string =>
    `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${from[0].toFixed(1)}" y1="${(-from[1]).toFixed(1)}" x2="${to[0].toFixed(1)}" y2="${(-to[1]).toFixed(1)}">${stops}</linearGradient>`;
  const radial = (id: string, stops: string): string => `<radialGradient id="${id}">${stops}</radialGradient>`;
  const body =
    stop(0, coat.back) + stop(0.28, coat.side) + stop(0.68, mix(coat.side, coat.belly, 0.22)) + stop(1, coat.belly);
  const farSide = darker(coat.side, 0.42);
  const [top, below] = [edges.crest[2]!, edges.underside[1]!];
  return [
    linear('trunk', [0, 99], [0, painter.build.torso[12]![1]], body),
    linear('neck', top, below, stop(0, coat.back) + stop(0.35, coat.side) + stop(1, mix(coat.side, coat.belly, 0.3))),
    linear(
      'leg',
      [0, 62],
      [0, 22],
      stop(0, mix(coat.side, coat.belly, 0.22)) + stop(0.4, mix(coat.side, coat.legs, 0.5)) + stop(1, coat.legs),
    ),
    linear('farLeg', [0, 60], [0, 22], stop(0, farSide) + stop(1, darker(coat.legs, 0.4))),
    linear(
      'face',
      [0, 8],
      [0, -12],
      stop(0, mix(coat.face, coat.back, 0.35)) + stop(0.5, coat.face) + stop(1, lighter(coat.face, 0.1)),
    ),
    linear('antler', [0, 60], [0, 6], stop(0, '#f4e6c6', 0.75) + stop(0.6, '#c9ad80', 0.15) + stop(1, '#2c1f13', 0.5)),
    linear(
      'sky',
      [0, 101],
      [0, 48],
      stop(0, '#fff6df', 0.3) + stop(0.22, '#fff6df', 0) + stop(0.62, '#000000', 0) + stop(1, '#0a0705', 0.42),
    ),
    radial('bulge', stop(0, '#fff4dc', 0.26) + stop(1, '#fff4dc', 0)),
    radial('hollow', stop(0, '#0a0604', 0.24) + stop(1, '#0a0604', 0)),
    radial('glow', stop(0, '#ffffff', 0.9) + stop(1, '#ffffff', 0)),
  ].join('');
}

/** One animal as an SVG document of `unit` pixels per body unit; see `canvas` for where its feet stand. */
export function drawAnimal(
  individual: Individual,
  posture: Posture,
  flank: Flank,
  unit: number,
  options: { seed: number; infrared: boolean },
): string {
  const build = individual.species === 'deer' ? deerBuild : horseBuild;
  const stance = takeStance(build, posture, individual.neckLift);
  const painter: Painter = { individual, build, stance, flank, ...options };
  const { coat, marks } = individual;
  const edges = neckEdges(painter);
  const torso = closedCurve(build.torso);
  const nearLegs = limb(stance.nearHind.spine, build.hind.widths) + limb(stance.nearFront.spine, build.front.widths);
  const headTop = add(stance.poll, turn([8, 9], stance.headAngle));
  const rump = build.tailRoot;
  const oval = (x: number, y: number, rx: number, ry: number, paint: string): string =>
    `<ellipse cx="${x}" cy="${-y}" rx="${rx}" ry="${ry}" fill="url(#${paint})"/>`;
  const [width, height] = [canvas.right - canvas.left, canvas.top - canvas.bottom];
  const mirrored = flank === 'left';
  const left = mirrored ? -canvas.right : canvas.left;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * unit)}" height="${Math.round(height * unit)}"`,
    ` viewBox="${left} ${-canvas.top} ${width} ${height}"><defs>${paints(painter, edges)}`,
    `<clipPath id="bodyShape"><path d="${torso}"/><path d="${edges.outline}"/><path d="${nearLegs}"/></clipPath>`,
    `<clipPath id="trunkShape"><path d="${torso}"/><path d="${nearLegs}"/></clipPath>`,
    `<clipPath id="headShape"><path d="${closedCurve(build.head)}"/></clipPath></defs>`,
    `<g${mirrored ? ' transform="scale(-1 1)"' : ''}>`,
    // The far hooves stand a little further up the picture, as seen from a camera at breast height.
    '<g transform="translate(1 -2.8)">',
    drawLeg(painter, stance.farHind, 'Hind', false),
    drawLeg(painter, stance.farFront, 'Front', false),
    '</g>',
    individual.species === 'horse' ? '' : drawTail(painter),
    `<path d="${edges.outline}" fill="url(#neck)"/><path d="${torso}" fill="url(#trunk)"/>`,
    drawLeg(painter, stance.nearHind, 'Hind', true),
    drawLeg(painter, stance.nearFront, 'Front', true),
    '<g clip-path="url(#trunkShape)">',
    coat.rump
      ? `<ellipse cx="${rump[0] - 1.5}" cy="${-rump[1] + 8}" rx="5" ry="12" fill="${coat.rump}" opacity="0.75"/>`
      : '',
    trunkMarks(individual, flank, options.seed),
    '</g><g clip-path="url(#bodyShape)">',
    coat.throat
      ? `<path d="${limb([edges.underside[0]!, edges.underside[1]!], [9, 4])}" fill="${coat.throat}" opacity="0.8"/>`
      : '',
    marks.dorsalStripe
      ? `<path d="${openCurve(build.torso.slice(1, 8))}" stroke="${darker(coat.back, 0.55)}" stroke-width="4" fill="none" opacity="0.7"/>`
      : '',
    hairs(individual, flank, options.seed),
    oval(-34, 80, 21, 19, 'bulge'),
    oval(31, 78, 17, 20, 'bulge'),
    oval(8, 80, 26, 11, 'bulge'),
    oval(-16, 59, 14, 20, 'hollow'),
    oval(13, 59, 13, 20, 'hollow'),
    oval(stance.neckSpine[1]![0] + 4, stance.neckSpine[1]![1] - 14, 16, 13, 'hollow'),
    `<path d="${torso}" fill="url(#sky)"/>`,
    '</g>',
    individual.species === 'horse' ? drawTail(painter) : '',
    drawMane(painter, edges, headTop),
    drawHead(painter),
    '</g></svg>',
  ].join('');
}
