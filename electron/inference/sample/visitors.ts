// Not everything that walks past a trail camera is an animal: the sample has one walker and one car, so that people and
// vehicles can be tried as categories of their own.
import { limb, type Point } from './curve.ts';

export type Visitor = 'person' | 'vehicle';

/** Window of units a visitor is drawn in; the ground is at 0, a person about 100 units tall. */
export const visitorCanvas = { left: -130, right: 130, top: 116, bottom: -4 } as const;

function person(step: number): string {
  const swing = Math.sin(step * 2 * Math.PI);
  const leg = (way: number, colour: string): string => {
    const hip: Point = [0, 51];
    const knee: Point = [way * 8 + 3, 27];
    const foot: Point = [way * 15 - (way < 0 ? 3 : 0), 3 + Math.max(0, -way) * 5];
    return (
      `<path d="${limb([hip, knee, foot], [12, 9, 6])}" fill="${colour}"/>` +
      `<path d="${limb(
        [
          [foot[0] - 3, foot[1] - 1],
          [foot[0] + 3, foot[1] - 0.5],
          [foot[0] + 9, foot[1] - 2],
        ],
        [5, 6, 3],
      )}" fill="#33251b"/>`
    );
  };
  const arm = (way: number, colour: string): string =>
    `<path d="${limb(
      [
        [1, 80],
        [way * 9 - 2, 64],
        [way * 14 + 4, 50],
      ],
      [8.5, 7, 5],
    )}" fill="${colour}"/><circle cx="${way * 14 + 5}" cy="-48" r="3.1" fill="#c99a78"/>`;
  return [
    arm(-swing, '#39503f'),
    leg(-swing, '#3b3a35'),
    '<path d="M-17 -82Q-20 -62 -13 -54L-4 -56L-5 -84Z" fill="#8a5a34"/>',
    leg(swing, '#4d4a42'),
    '<path d="M-8 -48Q-10 -70 -7 -82Q0 -88 8 -82Q11 -66 9 -48Z" fill="#4d6a53"/>',
    '<path d="M-7 -84Q-2 -66 -8 -58" stroke="#5e3c22" stroke-width="2" fill="none"/>',
    '<path d="M-1 -84L5 -84L5 -90L-1 -90Z" fill="#b98a69"/><ellipse cx="2.4" cy="-95" rx="6.6" ry="7.8" fill="#cf9f7c"/>',
    '<path d="M-10 -98Q2 -102 15 -97Q10 -101 9 -103Q3 -110 -4 -104Q-5 -100 -10 -98Z" fill="#6b4a2c"/>',
    arm(swing, '#54725b'),
  ].join('');
}

function vehicle(step: number): string {
  const wheel = (x: number): string => {
    let spokes = '';
    for (let i = 0; i < 5; i++) {
      const angle = step * 9 + (i * 2 * Math.PI) / 5;
      spokes += `M${x} -14l${(Math.cos(angle) * 8).toFixed(1)} ${(Math.sin(angle) * 8).toFixed(1)}`;
    }
    return `<circle cx="${x}" cy="-14" r="14" fill="#191a1a"/><circle cx="${x}" cy="-14" r="9" fill="#a8abab"/><path d="${spokes}" stroke="#4c4f4f" stroke-width="2"/>`;
  };
  return [
    '<path d="M-104 -20L-102 -46Q-100 -50 -92 -51L-88 -78Q-86 -83 -78 -83L18 -83Q25 -83 30 -77L46 -53L88 -47Q100 -45 102 -34L103 -20Z" fill="#3f6b63"/>',
    '<path d="M-104 -20L-103 -36L102.500 -32L103 -20Z" fill="#2d4d48"/>',
    '<path d="M-80 -77L-38 -77L-38 -54L-84 -54ZM-32 -77L16 -77Q20 -77 23 -73L36 -54L-32 -54Z" fill="#b9d0d6"/>',
    '<path d="M-35 -80V-24M-4 -52V-24" stroke="#2b4843" stroke-width="1.4"/><path d="M-28 -46h9M4 -46h9" stroke="#d7dad6" stroke-width="2.4"/>',
    '<rect x="94" y="-42" width="8" height="7" rx="3" fill="#fff1c4"/><rect x="-104" y="-44" width="5" height="9" fill="#b43a2c"/>',
    '<path d="M-96 -88H20" stroke="#262a29" stroke-width="3"/>',
    wheel(-66),
    wheel(66),
  ].join('');
}

/** A visitor as an SVG document of `unit` pixels per unit, going left or right. */
export function drawVisitor(visitor: Visitor, step: number, way: 'left' | 'right', unit: number): string {
  const { left, right, top, bottom } = visitorCanvas;
  const body = visitor === 'person' ? person(step) : vehicle(step);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round((right - left) * unit)}" height="${Math.round((top - bottom) * unit)}"` +
    ` viewBox="${left} ${-top} ${right - left} ${top - bottom}"><g${way === 'left' ? ' transform="scale(-1 1)"' : ''}>${body}</g></svg>`
  );
}
