import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { type Box, drawBurst } from '../../../electron/inference/sample/burst.ts';
import { foundHerd } from '../../../electron/inference/sample/individuals.ts';
import { frame } from '../../../electron/inference/sample/scene.ts';
import { planSeason, type SeasonEvent } from '../../../electron/inference/sample/season.ts';
import { sunHeight } from '../../../electron/inference/sample/sky.ts';

const seed = 1;
const herd = foundHerd(seed);
const season = planSeason(seed, herd, 40);

async function pixels(event: SeasonEvent): Promise<Buffer> {
  const [first] = await drawBurst(event, seed, 1);
  return sharp(first!.bytes).raw().toBuffer();
}

/** Share of the pixels in a part of the frame that differ clearly between two photographs. */
function changed(a: Buffer, b: Buffer, inside: (x: number, y: number) => boolean): number {
  let [differing, all] = [0, 0];
  for (let y = 0; y < frame.height - 240; y++) {
    for (let x = 0; x < frame.width; x++) {
      if (!inside(x, y)) continue;
      const at = (y * frame.width + x) * 3;
      all++;
      const apart = Math.abs(a[at]! - b[at]!) + Math.abs(a[at + 1]! - b[at + 1]!) + Math.abs(a[at + 2]! - b[at + 2]!);
      if (apart > 75) differing++;
    }
  }
  return differing / Math.max(1, all);
}

const within =
  ([left, top, width, height]: Box, margin = 0) =>
  (x: number, y: number): boolean =>
    x >= left * frame.width - margin &&
    x < (left + width) * frame.width + margin &&
    y >= top * frame.height - margin &&
    y < (top + height) * frame.height + margin;

/** Colours of the middle of a box in 4 × 4 × 4 bins, as shares. */
async function coatColours(bytes: Buffer, [left, top, width, height]: Box): Promise<number[]> {
  const part = {
    left: Math.round((left + width * 0.25) * frame.width),
    top: Math.round((top + height * 0.35) * frame.height),
    width: Math.round(width * 0.4 * frame.width),
    height: Math.round(height * 0.25 * frame.height),
  };
  const data = await sharp(bytes).extract(part).raw().toBuffer();
  const bins = new Array<number>(64).fill(0);
  for (let i = 0; i < data.length; i += 3)
    bins[(data[i]! >> 6) * 16 + (data[i + 1]! >> 6) * 4 + (data[i + 2]! >> 6)]! += 3 / data.length;
  return bins;
}
const overlap = (a: number[], b: number[]): number => a.reduce((sum, share, i) => sum + Math.min(share, b[i]!), 0);

describe('the truth told with the sample', () => {
  it('has twelve individuals, eight deer and four horses, each seen from both sides', () => {
    assert.equal(herd.filter((one) => one.species === 'deer').length, 8);
    assert.equal(herd.filter((one) => one.species === 'horse').length, 4);
    for (const one of herd) {
      const flanks = season.flatMap((event) =>
        event.cast.filter((who) => who.individual === one).map((who) => who.flank),
      );
      assert.deepEqual([...new Set(flanks)].sort(), ['left', 'right'], one.name);
    }
  });

  it('has empty events, a walker, a car and infrared photographs', () => {
    assert.ok(season.some((event) => event.cast.length === 0 && event.visitor === null));
    assert.ok(season.some((event) => event.visitor === 'person'));
    assert.ok(season.some((event) => event.visitor === 'vehicle'));
    assert.ok(season.some((event) => event.light === 'infrared'));
  });

  it('uses the infrared lamp exactly when the sun is well below the horizon', () => {
    for (const event of season) {
      const instant = event.wall.toZonedDateTime(event.place.timezone).toInstant();
      const height = sunHeight(instant, event.place.latitude, event.place.longitude);
      assert.equal(event.light === 'infrared', height < -3.5, event.wall.toString());
    }
  });

  it('keeps its events more than a minute apart at each location', () => {
    for (const [i, event] of season.entries()) {
      const next = season.slice(i + 1).find((later) => later.place === event.place);
      if (next) assert.ok(event.wall.until(next.wall).total({ unit: 'seconds' }) > 120);
    }
  });

  it('draws an animal inside its box and nothing outside it', async () => {
    const event = season.find((one) => one.cast.length === 1 && one.light === 'day')!;
    const [first] = await drawBurst(event, seed, 1);
    const withAnimal = await sharp(first!.bytes).raw().toBuffer();
    const empty = await pixels({ ...event, cast: [] });
    const { box } = first!.animals[0]!;
    const outside = within(box, 40);
    assert.ok(changed(withAnimal, empty, within(box)) > 0.2);
    assert.ok(changed(withAnimal, empty, (x, y) => !outside(x, y)) < 0.001);
  });

  it('moves an animal on between the photographs of a burst', async () => {
    for (const event of season.filter((one) => one.cast.length === 1).slice(0, 4)) {
      const burst = await drawBurst(event, seed);
      const lefts = burst.map((photograph) => photograph.animals[0]!.box[0]);
      const forward = event.cast[0]!.flank === 'right' ? 1 : -1;
      assert.ok((lefts[1]! - lefts[0]!) * forward > 0.05, `${event.wall}`);
      assert.ok((lefts[2]! - lefts[1]!) * forward > 0.05, `${event.wall}`);
    }
  });

  it('gives an individual the same colours in every event under one light, and others different ones', async () => {
    const byDay = season.filter((one) => one.cast.length === 1 && (one.light === 'day' || one.light === 'overcast'));
    const seen: { name: string; colours: number[] }[] = [];
    for (const event of byDay.slice(0, 12)) {
      const burst = await drawBurst({ ...event, light: 'day' }, seed, 2);
      const { bytes, animals } = burst[1]!;
      seen.push({ name: animals[0]!.individual.name, colours: await coatColours(bytes, animals[0]!.box) });
    }
    const pairs = seen.flatMap((a, i) =>
      seen.slice(i + 1).map((b) => ({ same: a.name === b.name, likeness: overlap(a.colours, b.colours) })),
    );
    const mean = (same: boolean): number => {
      const kind = pairs.filter((pair) => pair.same === same);
      return kind.reduce((sum, pair) => sum + pair.likeness, 0) / kind.length;
    };
    assert.ok(mean(true) > mean(false) + 0.2, `same ${mean(true).toFixed(2)}, different ${mean(false).toFixed(2)}`);
  });
});
