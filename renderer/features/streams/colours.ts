// Ten colours by which horses are told apart on timelines and over the video, readable on paper and on night green. The label always stands
// beside its colour.
export const horseColours = [
  '#2f7d5b',
  '#c2682a',
  '#4a6fb5',
  '#b0437a',
  '#8a7a1f',
  '#3a94a3',
  '#7a56a8',
  '#a34535',
  '#5f8a2f',
  '#6b6f78',
] as const;

/** Of a horse whose number is not known: grey. */
export const colourOf = (colour: number | null): string => (colour === null ? '#8f8b7e' : horseColours[colour % 10]!);
