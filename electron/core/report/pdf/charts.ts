// Charts drawn by hand with the book's pen: bars over time, a clock of activity, ticks on a strip of time.
import type { Color } from '@cantoo/pdf-lib';
import type { Book } from './book.ts';
import { count, forest, ink, moss, paper, quiet, sand } from './palette.ts';

/** A round number of steps whose top is at least `most`: 1, 2, 5 × 10ⁿ. */
export function axisTop(most: number): { top: number; step: number } {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough);
  return { top: step * Math.ceil(Math.max(1, most) / step), step };
}

/** Bars from left to right over the whole measure, `height` points tall, from `book.y` on. */
export function drawBars(book: Book, bars: { label: string; value: number }[], height: number, unit: string): void {
  book.room(height + 34);
  const { top, step } = axisTop(Math.max(...bars.map(({ value }) => value)));
  const gutter = 30;
  const [x, width] = [book.left + gutter, book.measure - gutter];
  const base = book.y + 10 + height;
  for (let value = 0; value <= top; value += step) {
    const y = base - (value / top) * height;
    book.rule(x, y, book.right, value === 0 ? moss : sand, value === 0 ? 0.8 : 0.5);
    book.text(count(value), x - 7, y + 2.6, { size: 7, colour: quiet, align: 'right' });
  }
  book.text(unit, book.left, book.y, { size: 7, colour: quiet });
  const slot = width / bars.length;
  const bar = Math.min(34, Math.max(0.6, slot * 0.68));
  const widest = Math.max(...bars.map(({ label }) => book.type.width(label, 'sans', 7)));
  const every = Math.max(1, Math.ceil((widest + 6) / slot));
  bars.forEach(({ label, value }, i) => {
    const middle = x + slot * (i + 0.5);
    const tall = (value / top) * height;
    if (value > 0) book.fill(middle - bar / 2, base - tall, bar, tall, forest);
    if (value > 0 && slot >= 22)
      book.text(count(value), middle, base - tall - 4, { size: 7, colour: ink, align: 'centre' });
    if (i % every === 0) book.text(label, middle, base + 12, { size: 7, colour: quiet, align: 'centre' });
  });
  book.y = base + 30;
}

/** A day as a clock, midnight on top: one sector per hour whose area grows with its count. */
export function drawClock(
  book: Book,
  hours: readonly number[],
  x: number,
  y: number,
  radius: number,
  colour: Color,
): void {
  const most = Math.max(1, ...hours);
  const inner = radius * 0.16;
  book.dot(x, y, radius, paper);
  for (const share of [0.5, 1]) {
    const r = inner + (radius - inner) * Math.sqrt(share);
    book.shape(circle(r), x, y, { stroke: sand, thickness: 0.6 });
  }
  hours.forEach((n, hour) => {
    if (n === 0) return;
    const outer = Math.sqrt(inner ** 2 + (radius ** 2 - inner ** 2) * (n / most));
    book.shape(sector(inner, outer, hour + 0.06, hour + 0.94), x, y, { fill: colour });
  });
  book.shape(circle(inner), x, y, { stroke: sand, thickness: 0.6 });
  for (const [hour, label] of [
    [0, '0'],
    [6, '6'],
    [12, '12'],
    [18, '18'],
  ] as const) {
    const [dx, dy] = onClock(hour, radius + 10);
    book.text(label, x + dx, y + dy + 2.6, { size: 7.5, colour: quiet, align: 'centre' });
  }
}

const onClock = (hour: number, radius: number): [number, number] => {
  const angle = (hour / 24) * 2 * Math.PI - Math.PI / 2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
};
const at = (hour: number, radius: number): string =>
  onClock(hour, radius)
    .map((n) => n.toFixed(2))
    .join(' ');

const circle = (r: number): string => `M ${-r} 0 A ${r} ${r} 0 1 1 ${r} 0 A ${r} ${r} 0 1 1 ${-r} 0 Z`;
const sector = (inner: number, outer: number, from: number, to: number): string =>
  `M ${at(from, inner)} L ${at(from, outer)} A ${outer} ${outer} 0 0 1 ${at(to, outer)} L ${at(to, inner)} A ${inner} ${inner} 0 0 0 ${at(from, inner)} Z`;

/** A strip of the whole period with a tick per wall time; months are named below. Takes 30 points of height at `y`. */
export function drawStrip(
  book: Book,
  period: { from: string; to: string },
  ticks: readonly { at: string; colour: Color }[],
  x: number,
  y: number,
  width: number,
): void {
  const first = Temporal.PlainDate.from(period.from);
  const days = first.until(Temporal.PlainDate.from(period.to), { largestUnit: 'day' }).days + 1;
  const place = (date: Temporal.PlainDate, hour = 0) =>
    x + ((first.until(date, { largestUnit: 'day' }).days + hour / 24) / days) * width;
  book.fill(x, y, width, 16, paper);
  let lastLabel = Number.NEGATIVE_INFINITY;
  for (
    let day = first;
    Temporal.PlainDate.compare(day, Temporal.PlainDate.from(period.to)) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (day.day !== 1 && day !== first) continue;
    const left = place(day);
    if (day !== first) book.line(left, y, left, y + 16, sand, 0.6);
    const label = day === first || days <= 62 ? `${day.day} ${monthName(day)}` : monthName(day);
    if (left - lastLabel < 34 || x + width - left < 18) continue;
    book.text(label, left, y + 25, { size: 6.5, colour: quiet });
    lastLabel = left;
  }
  for (const { at: wallTime, colour } of ticks) {
    const left = place(Temporal.PlainDate.from(wallTime.slice(0, 10)), Number(wallTime.slice(11, 13)));
    book.fill(left - 0.7, y + 2, 1.4, 12, colour);
  }
}

const monthName = (date: Temporal.PlainDate): string => date.toLocaleString('en-GB', { month: 'short' });
