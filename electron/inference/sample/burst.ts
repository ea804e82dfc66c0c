// Draws one event: three photographs in which whoever passes has moved on by about its own length each time.
import { canvas as animalCanvas, drawAnimal } from './animal.ts';
import { captureData } from './exif.ts';
import type { Flank, Individual } from './individuals.ts';
import { lightOf } from './light.ts';
import { castShadow, develop, expose, type Layer, lay, layForeground, outline, rasterise } from './photograph.ts';
import type { Posture } from './posture.ts';
import { chance } from './random.ts';
import { drawForeground, drawScene, drawTussocks, frame, type SceneView, tussockHeight } from './scene.ts';
import type { Appearance, SeasonEvent } from './season.ts';
import { drawStrip } from './strip.ts';
import { drawVisitor, type Visitor, visitorCanvas } from './visitors.ts';

const burstLength = 3;

/** Where something was drawn, as fractions of the frame: left, top, width, height. */
export type Box = [number, number, number, number];

export interface Photograph {
  bytes: Buffer;
  wall: Temporal.PlainDateTime;
  infrared: boolean;
  animals: { individual: Individual; flank: Flank; box: Box }[];
  visitor: { category: Visitor; box: Box } | null;
}

interface Placed {
  layer: Layer;
  left: number;
  top: number;
  box: Box | null;
}

/** Pixels per hundredth of a grown doe's shoulder height for hooves at this height in the frame. */
const pixelsPerUnit = (lane: number): number => ((lane - frame.horizon) / 400) * 2.05;

function boxOf(layer: Layer, left: number, top: number): Box | null {
  const edges = outline(layer);
  if (!edges) return null;
  const floor = frame.height - frame.strip;
  const [x0, y0] = [Math.max(0, left + edges[0]), Math.max(0, top + edges[1])];
  const [x1, y1] = [Math.min(frame.width, left + edges[2]), Math.min(floor, top + edges[3])];
  if (x1 - x0 < 4 || y1 - y0 < 4) return null;
  return [x0 / frame.width, y0 / frame.height, (x1 - x0) / frame.width, (y1 - y0) / frame.height];
}

const unitOf = (who: Appearance): number => pixelsPerUnit(who.lane) * who.individual.size;

/** Where each of a group stands across the frame in one shot: they walk in file, at one pace, without overtaking. */
function placesInFile(event: SeasonEvent, seed: number, shot: number): number[] {
  const lengths = event.cast.map((who) => unitOf(who) * 165);
  const file = lengths.reduce((sum, length) => sum + length * 0.94, 0);
  const leader = event.cast[0];
  if (!leader) return [];
  const room = Math.max(0, (frame.width - file * 1.06) / 2);
  const wish = lengths[0]! * (leader.carriage === 'grazing' ? 0.72 : 1.02);
  // A long file needs not stay whole within the frame: its ends may be cut, as in any real burst.
  const pace = Math.min(wish, Math.max(room, lengths[0]! * 0.6));
  const slack = Math.min(210, Math.max(20, room - pace));
  const middle = frame.width / 2 + chance(seed, `middle of ${event.index}`).between(-slack, slack);
  const forward = leader.flank === 'right' ? 1 : -1;
  let ahead = file / 2;
  return lengths.map((length) => {
    const x = middle + forward * ((shot - 1) * pace + ahead - length * 0.47);
    ahead -= length * 0.94;
    return x;
  });
}

async function placeAnimal(
  event: SeasonEvent,
  seed: number,
  who: Appearance,
  shot: number,
  centre: number,
): Promise<Placed> {
  const { individual, carriage, flank, lane } = who;
  const unit = unitOf(who);
  const moving = carriage !== 'alert' || shot !== 1;
  const posture: Posture = {
    carriage: moving && carriage === 'alert' ? 'walking' : carriage,
    step: moving ? (shot * 0.37 + event.index * 0.21 + lane * 0.013) % 1 : null,
  };
  const svg = drawAnimal(individual, posture, flank, unit, { seed, infrared: event.light === 'infrared' });
  const layer = await rasterise(svg, false);
  // The animal's own middle lies about ten units ahead of the point between its hooves.
  const before = flank === 'right' ? 10 - animalCanvas.left : animalCanvas.right - 10;
  const left = Math.round(centre - before * unit);
  const top = Math.round(lane - animalCanvas.top * unit);
  return { layer, left, top, box: boxOf(layer, left, top) };
}

async function placeVisitor(event: SeasonEvent, visitor: Visitor, shot: number): Promise<Placed> {
  const lane = visitor === 'person' ? 650 : 446;
  const unit = visitor === 'person' ? 2.6 : 0.95;
  const way = event.index % 2 === 0 ? 'right' : 'left';
  const x = frame.width / 2 + (way === 'right' ? 1 : -1) * (shot - 1) * (visitor === 'person' ? 230 : 330);
  const layer = await rasterise(drawVisitor(visitor, 0.2 + shot * 0.5, way, unit), false);
  const left = Math.round(x + visitorCanvas.left * unit);
  const top = Math.round(lane - visitorCanvas.top * unit);
  return { layer, left, top, box: boxOf(layer, left, top) };
}

/** The photographs of one event, in order; `shots` less than three leaves the last ones out. */
export async function drawBurst(event: SeasonEvent, seed: number, shots = burstLength): Promise<Photograph[]> {
  const light = lightOf(event.light, event.season);
  const view: SceneView = { location: event.place.name, light, seed, event: `event ${event.index}` };
  const scene = await rasterise(drawScene(view), true);
  const luck = chance(seed, `shutter of event ${event.index}`);
  const photographs: Photograph[] = [];
  let wall = event.wall.add({ milliseconds: luck.whole(0, 999) });
  for (let shot = 0; shot < shots; shot++) {
    const canvas = new Uint8ClampedArray(scene.data);
    const centres = placesInFile(event, seed, shot);
    const byDistance = event.cast.map((who, i) => ({ who, x: centres[i]! })).sort((a, b) => a.who.lane - b.who.lane);
    const animals: Photograph['animals'] = [];
    for (const { who, x } of byDistance) {
      const placed = await placeAnimal(event, seed, who, shot, x);
      const unit = unitOf(who);
      const centre = x - (who.flank === 'right' ? 10 : -10) * unit;
      castShadow(canvas, centre, who.lane - 3, unit * 72, unit * 11, light.shadow);
      lay(canvas, placed.layer, placed.left, placed.top);
      const grass = drawTussocks(view, who.lane, centre - unit * 76, centre + unit * 76);
      lay(canvas, await rasterise(grass, false), 0, who.lane + 8 - tussockHeight);
      if (placed.box) animals.push({ individual: who.individual, flank: who.flank, box: placed.box });
    }
    let visitor: Photograph['visitor'] = null;
    if (event.visitor) {
      const placed = await placeVisitor(event, event.visitor, shot);
      const wide = event.visitor === 'person' ? 60 : 110;
      castShadow(
        canvas,
        placed.left + placed.layer.width / 2,
        event.visitor === 'person' ? 648 : 445,
        wide,
        wide / 7,
        light.shadow,
      );
      lay(canvas, placed.layer, placed.left, placed.top);
      if (placed.box) visitor = { category: event.visitor, box: placed.box };
    }
    layForeground(canvas, await rasterise(drawForeground(view, event.index * 3 + shot, event.wind), false));
    expose(canvas, light, luck);
    await layStrip(canvas, event, wall, shot);
    const infrared = event.light === 'infrared';
    photographs.push({
      bytes: await develop(canvas, captureData(event.place, wall, infrared)),
      wall,
      infrared,
      animals,
      visitor,
    });
    wall = wall.add({ milliseconds: luck.whole(1900, 2600) });
  }
  return photographs;
}

async function layStrip(
  canvas: Uint8ClampedArray,
  event: SeasonEvent,
  wall: Temporal.PlainDateTime | null,
  shot: number,
): Promise<void> {
  const { camera } = event.place;
  const strip = await rasterise(
    drawStrip({
      camera: `${camera.make} ${camera.model}`,
      temperatureC: event.temperatureC,
      moon: event.moon,
      wall,
      burst: [shot + 1, burstLength],
    }),
    false,
  );
  lay(canvas, strip, 0, frame.height - frame.strip);
}

/** The empty scene at an event's place and light as a camera with an unset clock saves it: no EXIF at all. */
export async function drawUndated(event: SeasonEvent, seed: number): Promise<Buffer> {
  const light = lightOf(event.light, event.season);
  const view: SceneView = { location: event.place.name, light, seed, event: 'the trial photograph' };
  const canvas = new Uint8ClampedArray((await rasterise(drawScene(view), true)).data);
  layForeground(canvas, await rasterise(drawForeground(view, 0, 0), false));
  expose(canvas, light, chance(seed, 'the trial photograph'));
  await layStrip(canvas, event, null, 0);
  return develop(canvas, null);
}
