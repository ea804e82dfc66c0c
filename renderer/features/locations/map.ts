// A map without a network: places drawn to scale on a plain sheet with a graticule and a scale bar. Plain geometry, no pictures.

export interface Place {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  /** How much happened there; sets the size of the mark. */
  weight: number;
}
export interface Sheet {
  width: number;
  height: number;
  /** Degrees → pixels. */
  at(latitude: number, longitude: number): { x: number; y: number };
  /** Pixels → degrees. */
  from(x: number, y: number): { latitude: number; longitude: number };
  metresPerPixel: number;
}

const metresPerDegree = 111_320;
/** The sheet shows at least this much, so that one camera does not fill it with nothing. */
const leastMetres = 1200;
const margin = 72;

/**
 * A sheet on which all places lie, north up, with the same scale in both directions (equirectangular about the middle latitude:
 * true to a few metres over a study area).
 */
export function sheetFor(places: readonly Place[], width: number, height: number): Sheet {
  const latitudes = places.map((place) => place.latitude);
  const longitudes = places.map((place) => place.longitude);
  const middle = {
    latitude: (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
    longitude: (Math.min(...longitudes) + Math.max(...longitudes)) / 2,
  };
  const shrink = Math.max(0.01, Math.cos((middle.latitude * Math.PI) / 180));
  const metresHigh = Math.max(leastMetres, (Math.max(...latitudes) - Math.min(...latitudes)) * metresPerDegree);
  const metresWide = Math.max(
    leastMetres,
    (Math.max(...longitudes) - Math.min(...longitudes)) * metresPerDegree * shrink,
  );
  const metresPerPixel = Math.max(
    metresWide / Math.max(1, width - 2 * margin),
    metresHigh / Math.max(1, height - 2 * margin),
  );
  return {
    width,
    height,
    metresPerPixel,
    at: (latitude, longitude) => ({
      x: width / 2 + ((longitude - middle.longitude) * metresPerDegree * shrink) / metresPerPixel,
      y: height / 2 - ((latitude - middle.latitude) * metresPerDegree) / metresPerPixel,
    }),
    from: (x, y) => ({
      latitude: middle.latitude - ((y - height / 2) * metresPerPixel) / metresPerDegree,
      longitude: middle.longitude + ((x - width / 2) * metresPerPixel) / (metresPerDegree * shrink),
    }),
  };
}

/** 1, 2 or 5 times a power of ten: the largest such number not above `most`. */
export function niceBelow(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const lead = most / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** Steps of a graticule in degrees: whole parts of a degree, of a minute or of a second, as maps have them. */
const steps = [30, 10, 5, 2, 1, 30 / 60, 10 / 60, 5 / 60, 2 / 60, 1 / 60, 30 / 3600, 10 / 3600, 5 / 3600, 1 / 3600];
/** The finest step whose lines are at least `pixels` apart. */
function graticuleStep(degreesPerPixel: number, pixels: number): number {
  return steps.findLast((step) => step / degreesPerPixel >= pixels) ?? 30;
}

/** 56.3012, "N", "S" → `56°18′04″N`, without the parts that the step makes needless. */
export function degreesWords(value: number, step: number, positive: string, negative: string): string {
  const seconds = Math.round(Math.abs(value) * 3600);
  const [d, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = [`${d}°`];
  if (step < 1) parts.push(`${String(m).padStart(2, '0')}′`);
  if (step < 1 / 60) parts.push(`${String(s).padStart(2, '0')}″`);
  return `${parts.join('')}${value < 0 ? negative : positive}`;
}

export interface Line {
  at: number;
  words: string;
}

/** Meridians (x) and parallels (y) that cross the sheet, with their words. */
export function graticule(sheet: Sheet): { meridians: Line[]; parallels: Line[] } {
  const topLeft = sheet.from(0, 0);
  const bottomRight = sheet.from(sheet.width, sheet.height);
  const wide = (bottomRight.longitude - topLeft.longitude) / sheet.width;
  const step = graticuleStep(wide, 90);
  const lines = (from: number, to: number, at: (value: number) => number, positive: string, negative: string) => {
    const found: Line[] = [];
    for (let n = Math.ceil(from / step); n * step <= to; n += 1)
      found.push({ at: at(n * step), words: degreesWords(n * step, step, positive, negative) });
    return found;
  };
  return {
    meridians: lines(topLeft.longitude, bottomRight.longitude, (value) => sheet.at(0, value).x, 'E', 'W'),
    parallels: lines(bottomRight.latitude, topLeft.latitude, (value) => sheet.at(value, 0).y, 'N', 'S'),
  };
}

/** Length of the scale bar in pixels, and its words. */
export function scaleBar(sheet: Sheet): { pixels: number; words: string } {
  const metres = niceBelow(sheet.metresPerPixel * 160);
  return {
    pixels: metres / sheet.metresPerPixel,
    words: metres >= 1000 ? `${metres / 1000} km` : `${metres} m`,
  };
}

export interface Mark extends Place {
  x: number;
  y: number;
  radius: number;
  /** Where its name stands; null where there is no room for it. */
  label: { x: number; y: number; anchor: 'start' | 'end' | 'middle' } | null;
}

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
const apart = (a: Area, b: Area) => a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;

/** Marks with names placed so that no name covers a mark or another name; the places with most photographs are served first. */
export function placeMarks(places: readonly Place[], sheet: Sheet, textHeight = 15, charWidth = 7.2): Mark[] {
  const heaviest = Math.max(1, ...places.map((place) => place.weight));
  const marks = places
    .map((place) => ({
      ...place,
      ...sheet.at(place.latitude, place.longitude),
      radius: 5 + 15 * Math.sqrt(place.weight / heaviest),
    }))
    .sort((a, b) => b.weight - a.weight);
  const taken: Area[] = marks.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    right: x + radius,
    bottom: y + radius,
  }));
  return marks.map((mark, at) => {
    const width = mark.name.length * charWidth;
    const gap = mark.radius + 6;
    const tries: { x: number; y: number; anchor: 'start' | 'end' | 'middle' }[] = [
      { x: mark.x + gap, y: mark.y, anchor: 'start' },
      { x: mark.x - gap, y: mark.y, anchor: 'end' },
      { x: mark.x, y: mark.y + gap + textHeight / 2, anchor: 'middle' },
      { x: mark.x, y: mark.y - gap - textHeight / 2, anchor: 'middle' },
    ];
    for (const label of tries) {
      const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
      const area = { left, top: label.y - textHeight / 2, right: left + width, bottom: label.y + textHeight / 2 };
      const inside = area.left >= 0 && area.right <= sheet.width && area.top >= 0 && area.bottom <= sheet.height;
      if (!inside || taken.some((other, n) => n !== at && !apart(area, other))) continue;
      taken.push(area);
      return { ...mark, label };
    }
    return { ...mark, label: null };
  });
}
