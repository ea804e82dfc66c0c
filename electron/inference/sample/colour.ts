// Coats and landscapes are painted from few colours, mixed as needed; this keeps the mixing in one place.

export type Colour = `#${string}`;

const channels = (colour: Colour): [number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];

/** `t` = 0 gives `from`, 1 gives `to`; colours are #rrggbb and are mixed in sRGB. */
export function mix(from: Colour, to: Colour, t: number): Colour {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * Math.min(1, Math.max(0, t))));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export const darker = (colour: Colour, by: number): Colour => mix(colour, '#0c0a08', by);
export const lighter = (colour: Colour, by: number): Colour => mix(colour, '#fff8ea', by);
