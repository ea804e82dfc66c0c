// The head is what people look at first: face, eyes, ears and antlers, drawn in the head's own coordinates and then turned into
// the posture's place.
import { antlerPath } from './antlers.ts';
import type { Build } from './build.ts';
import { type Colour, darker, lighter } from './colour.ts';
import { add, closedCurve, heading, openCurve, type Point, scaled } from './curve.ts';
import type { Flank, Individual } from './individuals.ts';
import type { Stance } from './posture.ts';

/** All that is needed to paint one animal in one posture. */
export interface Painter {
  individual: Individual;
  build: Build;
  stance: Stance;
  flank: Flank;
  seed: number;
  infrared: boolean;
}

function drawEar({ individual, build }: Painter, near: boolean): string {
  const { root, length, width, angle } = build.ear;
  const base = near ? root : add(root, [3.2, 0.6]);
  const way = heading(near ? angle : angle - 24);
  const side: Point = [-way[1], way[0]];
  const leaf = (wide: number, long: number): string =>
    closedCurve([
      base,
      add(add(base, scaled(way, long * 0.42)), scaled(side, wide / 2)),
      add(base, scaled(way, long)),
      add(add(base, scaled(way, long * 0.42)), scaled(side, -wide / 2)),
    ]);
  const outside = near ? individual.coat.face : darker(individual.coat.face, 0.3);
  return (
    `<path d="${leaf(width, length)}" fill="${darker(outside, 0.1)}"/>` +
    (near
      ? `<path d="${leaf(width * 0.5, length * 0.8)}" fill="${lighter(individual.coat.belly, 0.1)}" opacity="0.6"/>`
      : '')
  );
}

function drawFace(painter: Painter): string {
  const { individual, build } = painter;
  const { coat, marks, species } = individual;
  const outline = closedCurve(build.head);
  const nose = build.head.reduce((furthest, point) => (point[0] > furthest[0] ? point : furthest));
  let svg = `<path d="${outline}" fill="url(#face)"/><g clip-path="url(#headShape)">`;
  const jaw = build.head.find((point) => point[1] < -9) ?? nose;
  svg += `<ellipse cx="${jaw[0] + 2}" cy="${-jaw[1] - 0.5}" rx="9" ry="6.4" fill="${lighter(coat.face, 0.1)}" opacity="0.35"/>`;
  if (coat.throat) {
    svg += `<ellipse cx="4" cy="11" rx="11" ry="4.4" fill="${coat.throat}" opacity="0.85"/>`;
    svg += `<ellipse cx="${nose[0] - 8}" cy="6.6" rx="6" ry="2.6" fill="${coat.throat}" opacity="0.75"/>`;
  }
  svg += `<ellipse cx="${nose[0]}" cy="${-nose[1] + 1}" rx="${species === 'deer' ? 5 : 9}" ry="${species === 'deer' ? 4.6 : 9.5}" fill="${coat.muzzle}" opacity="0.92"/>`;
  if (species === 'deer')
    svg += `<path d="M${nose[0] - 7.5} -4L${nose[0] - 4} 5" stroke="${lighter(coat.belly, 0.3)}" stroke-width="1.4" opacity="0.7"/>`;
  const whites: Record<string, string> = {
    star: '<ellipse cx="13" cy="-6.5" rx="4.4" ry="3" fill="#f6f1e6"/>',
    stripe: '<path d="M8 -10L8 -5.6Q24 -2.2 38 0L38 -6Z" fill="#f6f1e6"/>',
    blaze: '<path d="M5 -12L8 -4.4Q22 -1 30 2.5Q37 8 40 13L52 6L44 -8Z" fill="#f6f1e6"/>',
  };
  if (marks.blaze) svg += whites[marks.blaze];
  svg += '</g>';
  const [eyeX, eyeY] = [build.eye[0], -build.eye[1]];
  svg += `<ellipse cx="${eyeX}" cy="${eyeY}" rx="3" ry="2.3" fill="${lighter(coat.face, 0.24)}" opacity="0.55"/>`;
  svg += `<ellipse cx="${eyeX}" cy="${eyeY}" rx="2.1" ry="1.75" fill="#0e0a08"/>`;
  if (painter.infrared) {
    svg += `<circle cx="${eyeX}" cy="${eyeY}" r="3.8" fill="url(#glow)"/><circle cx="${eyeX}" cy="${eyeY}" r="1.5" fill="#ffffff"/>`;
  } else svg += `<circle cx="${eyeX + 0.6}" cy="${eyeY - 0.6}" r="0.55" fill="#ffffff" opacity="0.9"/>`;
  const nostril = species === 'deer' ? [nose[0] - 1.6, -nose[1] + 0.6] : [nose[0] - 3, -nose[1] + 1.6];
  svg += `<ellipse cx="${nostril[0]}" cy="${nostril[1]}" rx="1.3" ry="0.8" fill="#050404" opacity="0.8"/>`;
  const mouth: Point[] =
    species === 'deer'
      ? [
          [27, -4.4],
          [31, -4],
          [34.6, -3.2],
        ]
      : [
          [34, -6.4],
          [39, -6.6],
          [43.6, -6],
        ];
  svg += `<path d="${openCurve(mouth)}" stroke="#0d0908" stroke-width="0.7" fill="none" opacity="0.6"/>`;
  return svg;
}

/** Head, ears and antlers as SVG; uses the paints `face`, `antler` and `glow` and the clip `headShape` of its document. */
export function drawHead(painter: Painter): string {
  const { individual, stance } = painter;
  const place = `translate(${stance.poll[0].toFixed(2)} ${(-stance.poll[1]).toFixed(2)}) rotate(${(-stance.headAngle).toFixed(2)})`;
  const antler = (which: 'near' | 'far'): string => {
    if (!individual.antlers) return '';
    const path = antlerPath(individual.antlers, which, which === 'near' ? [5.4, 6] : [8.4, 6.4]);
    const colour: Colour = which === 'near' ? '#b39a72' : '#7c6a4e';
    return (
      `<path d="${path}" fill="${colour}" stroke="#3d2e1e" stroke-width="0.7" stroke-linejoin="round"/>` +
      (which === 'near' ? `<path d="${path}" fill="url(#antler)"/>` : '')
    );
  };
  const size = individual.class === 'fawn' ? ' scale(1.14)' : '';
  return `<g transform="${place}${size}">${antler('far')}${drawEar(painter, false)}${drawFace(painter)}${drawEar(painter, true)}${antler('near')}</g>`;
}
