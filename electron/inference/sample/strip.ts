// The information strip real trail cameras print under a photograph: make, temperature, moon, date and time.
import { textPath, textWidth } from './letters.ts';
import { frame } from './scene.ts';

export interface StripText {
  camera: string;
  temperatureC: number;
  /** 0 new moon, 0.5 full moon. */
  moon: number;
  /** Null on a camera whose clock was never set. */
  wall: Temporal.PlainDateTime | null;
  /** Place in the burst, such as "2 of 3" → [2, 3]. */
  burst: readonly [number, number];
}

function moonDisc(age: number, x: number, y: number, radius: number): string {
  const lit = Math.cos(age * 2 * Math.PI);
  const waxing = age < 0.5;
  const bulge = (Math.abs(lit) * radius).toFixed(2);
  const [top, bottom] = [`${x} ${y - radius}`, `${x} ${y + radius}`];
  const limbSweep = waxing ? 1 : 0;
  const terminatorSweep = lit > 0 === waxing ? 0 : 1;
  return (
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="#4b4d4c"/>` +
    `<path d="M${top}A${radius} ${radius} 0 0 ${limbSweep} ${bottom}A${bulge} ${radius} 0 0 ${terminatorSweep} ${top}Z" fill="#f3ecd2"/>`
  );
}

/** The strip as an SVG document, `frame.width` by `frame.strip` pixels. */
export function drawStrip(text: StripText): string {
  const { width, strip } = frame;
  const tall = 21;
  const top = (strip - tall) / 2;
  const two = (value: number): string => String(value).padStart(2, '0');
  const { wall } = text;
  const date = wall
    ? `${wall.year}-${two(wall.month)}-${two(wall.day)}  ${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`
    : '---- -- --  --:--:--';
  const temperature = `${text.temperatureC}°C`;
  const letters = [
    textPath(text.camera, 26, top, tall),
    textPath(temperature, 520, top, tall),
    textPath(`${text.burst[0]}/${text.burst[1]}`, 706, top, tall),
    textPath(date, width - 26 - textWidth(date, tall), top, tall),
  ].join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${strip}"><rect width="${width}" height="${strip}" fill="#111312"/>` +
    `<path d="${letters}" fill="none" stroke="#f1efe6" stroke-width="2.7" stroke-linecap="round" stroke-linejoin="round"/>` +
    `${moonDisc(text.moon, 656, strip / 2, 12)}</svg>`
  );
}
