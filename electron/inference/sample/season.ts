// The story of the sample: who passed which camera when. About ten weeks of late summer and autumn, deer at dawn, dusk and
// night, horses by day, and now and then nothing but wind, a walker or a car.
import type { Flank, Individual } from './individuals.ts';
import { type LightName, lightName } from './light.ts';
import { type Place, places } from './places.ts';
import type { Carriage } from './posture.ts';
import { chance } from './random.ts';
import { airTemperature, moonAge, sunHeight } from './sky.ts';
import type { Visitor } from './visitors.ts';

/** First evening of the sample's season and its length in days: a fixed, past season within one daylight-saving period. */
const opening = Temporal.PlainDate.from('2025-08-16');
const seasonDays = 68;

export interface Appearance {
  individual: Individual;
  flank: Flank;
  carriage: Carriage;
  /** Distance of the hooves from the top of the frame in pixels: lower in the picture is nearer. */
  lane: number;
}

export interface SeasonEvent {
  index: number;
  place: Place;
  wall: Temporal.PlainDateTime;
  light: LightName;
  /** 0 at the opening, 1 at the end of the season. */
  season: number;
  moon: number;
  temperatureC: number;
  /** Who passes, the leader first. */
  cast: Appearance[];
  visitor: Visitor | null;
  /** How far the nearest blades move, in pixels. */
  wind: number;
}

const deerCasts = [
  ['Aldo'],
  ['Edda', 'Hazel'],
  ['Bruno'],
  ['Freya'],
  ['Caspar'],
  ['Greta'],
  ['Dorian'],
  ['Edda', 'Hazel'],
  ['Aldo'],
  ['Freya', 'Greta'],
  ['Bruno'],
  ['Caspar', 'Dorian'],
] as const;
const horseCasts = [['Amber'], ['Basalt'], ['Cirrus', 'Amber'], ['Domino'], ['Basalt'], ['Domino', 'Cirrus']] as const;
/** Which kind of event comes when; the last of ten has no animal. */
const rhythm = ['deer', 'horse', 'deer', 'deer', 'horse', 'deer', 'deer', 'horse', 'deer', 'none'] as const;

/** Hour of day (fractional) at which animals of a kind pass; deer follow the sun, horses the day. */
function hourFor(
  kind: 'deer' | 'horse' | 'none',
  luck: ReturnType<typeof chance>,
  sunrise: number,
  sunset: number,
): number {
  if (kind !== 'deer') return luck.between(9.5, 17.2);
  const mood = luck.next();
  if (mood < 0.34) return sunrise + luck.between(-0.3, 1.4);
  if (mood < 0.64) return sunset - luck.between(0.1, 1.4);
  if (mood < 0.86) return luck.next() < 0.5 ? luck.between(21.4, 23.8) : luck.between(0.4, 4.2);
  return luck.between(9, 16);
}

/** First and last hour of a local day at which the sun is up, to a tenth of an hour. */
function daylight(day: Temporal.PlainDate, place: Place): [number, number] {
  const up: number[] = [];
  const start = day.toZonedDateTime(place.timezone);
  for (let tenth = 0; tenth < 240; tenth++) {
    const instant = start.add({ minutes: tenth * 6 }).toInstant();
    if (sunHeight(instant, place.latitude, place.longitude) > 0) up.push(tenth / 10);
  }
  return [up[0] ?? 7, up.at(-1) ?? 19];
}

/** The events of the season in order of time; a shorter season keeps the same mixture. */
export function planSeason(seed: number, herd: readonly Individual[], events: number): SeasonEvent[] {
  const byName = new Map(herd.map((individual) => [individual.name, individual]));
  const seen = new Map<string, number>();
  let [deer, horse, none] = [0, 0, 0];
  const plan: SeasonEvent[] = [];
  for (let index = 0; index < events; index++) {
    const luck = chance(seed, `event ${index}`);
    const kind = rhythm[index % rhythm.length]!;
    let names: readonly string[] = [];
    let place: Place = places[2];
    let visitor: Visitor | null = null;
    if (kind === 'deer') {
      names = deerCasts[deer % deerCasts.length]!;
      place = places[(deer + Math.floor(deer / deerCasts.length)) % 2 === 0 ? 0 : 1]!;
      deer++;
    } else if (kind === 'horse') {
      names = horseCasts[horse++ % horseCasts.length]!;
    } else {
      visitor = ([null, 'person', 'vehicle', null] as const)[none % 4]!;
      place = places[([1, 0, 2, 0] as const)[none++ % 4]!]!;
    }
    const date = opening.add({ days: Math.floor((index * seasonDays) / Math.max(events, 1)) });
    const [sunrise, sunset] = daylight(date, place);
    const seconds = Math.round(hourFor(kind, luck, sunrise, sunset) * 3600);
    const wall = date.toPlainDateTime('00:00').add({ seconds });
    const instant = wall.toZonedDateTime(place.timezone).toInstant();
    const cloud = luck.next();
    const height = sunHeight(instant, place.latitude, place.longitude);
    plan.push({
      index,
      place,
      wall,
      light: lightName(height, wall.hour < 12, cloud < 0.38),
      season: opening.until(date, { largestUnit: 'days' }).days / seasonDays,
      moon: moonAge(instant),
      temperatureC: airTemperature(wall, cloud < 0.38 ? 0.7 : 0),
      cast: gather(names, byName, seen, luck, kind === 'horse'),
      visitor,
      wind: kind === 'none' && !visitor ? 4 : luck.between(0.4, 1.6),
    });
  }
  return plan.sort((a, b) => Temporal.PlainDateTime.compare(a.wall, b.wall));
}

function gather(
  names: readonly string[],
  herd: ReadonlyMap<string, Individual>,
  seen: Map<string, number>,
  luck: ReturnType<typeof chance>,
  horses: boolean,
): Appearance[] {
  const leader = names[0];
  if (leader === undefined) return [];
  const times = seen.get(leader) ?? 0;
  seen.set(leader, times + 1);
  const flank: Flank = times % 2 === 0 ? 'right' : 'left';
  const lane = horses ? luck.whole(640, 700) : luck.whole(690, 800);
  return names.map((name, i) => {
    const mood = luck.next();
    return {
      individual: herd.get(name)!,
      flank,
      carriage: mood < 0.6 ? 'walking' : mood < 0.78 ? 'grazing' : 'alert',
      lane: lane - i * luck.whole(26, 40),
    };
  });
}
