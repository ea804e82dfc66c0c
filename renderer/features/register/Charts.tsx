// When and where an individual is seen: encounters over time, activity around the clock, places. Every chart says the same in words for
// those who do not see it.
import type { Encounter } from '../../../shared/domain/individual.ts';
import { counted, number } from '../../ui/words.ts';
import classes from './Charts.module.css';
import { busiestHours, countOverTime } from './periods.ts';

export function Timeline({ encounters }: { encounters: readonly Encounter[] }) {
  const { unit, bins } = countOverTime(encounters);
  if (bins.length === 0) return <p className={classes.none}>No encounter has a capture time.</p>;
  // One encounter alone does not fill the chart.
  const most = Math.max(3, ...bins.map(({ confirmed, proposed }) => confirmed + proposed));
  const every = Math.ceil(bins.length / 8);
  const words = bins
    .filter(({ confirmed, proposed }) => confirmed + proposed > 0)
    .map(({ label, confirmed, proposed }) => `${label}: ${confirmed + proposed}`)
    .join('; ');
  return (
    <figure className={classes.figure} role="img" aria-label={`Encounters by ${unit}. ${words}.`}>
      <div className={classes.bars}>
        {bins.map((bin) => (
          <div
            key={bin.from}
            className={classes.bin}
            title={`${unit === 'week' ? 'Week of ' : ''}${bin.label}: ${counted(bin.confirmed + bin.proposed, 'encounter')}${bin.proposed > 0 ? `, ${bin.proposed} only proposed` : ''}`}
          >
            <span className={classes.proposed} style={{ height: `${(bin.proposed / most) * 100}%` }} />
            <span className={classes.confirmed} style={{ height: `${(bin.confirmed / most) * 100}%` }} />
          </div>
        ))}
        <span className={classes.most}>{number(most)}</span>
      </div>
      <div className={classes.axis}>
        {bins.map((bin, at) => (
          <span key={bin.from}>
            {at % every === 0 && (at === 0 || bins.length - at >= every / 2) ? <b>{bin.label}</b> : null}
          </span>
        ))}
      </div>
    </figure>
  );
}

const R = 92;
const INNER = 34;
const point = (radius: number, hour: number): string => {
  const angle = (hour / 24) * 2 * Math.PI - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
};
/** A slice of a ring from one hour to another. */
const slice = (inner: number, outer: number, from: number, to: number): string => {
  const large = to - from > 12 ? 1 : 0;
  return `M${point(inner, from)} L${point(outer, from)} A${outer} ${outer} 0 ${large} 1 ${point(outer, to)} L${point(inner, to)} A${inner} ${inner} 0 ${large} 0 ${point(inner, from)} Z`;
};

/** Sightings by hour of the camera's wall clock, midnight at the top. */
export function DayClock({ hours }: { hours: readonly number[] }) {
  const most = Math.max(...hours);
  if (most === 0) return <p className={classes.none}>No photograph has a capture time.</p>;
  const busy = busiestHours(hours);
  const span = busy === null ? '' : `Half of all photographs: ${busy[0]}:00–${busy[1]}:00`;
  const words = hours.flatMap((count, hour) => (count > 0 ? [`${hour}:00 ${count}`] : [])).join('; ');
  return (
    <figure className={classes.clock}>
      <svg viewBox="-118 -116 236 232" role="img" aria-label={`Photographs by hour of day. ${words}.`}>
        <path className={classes.ring} d={slice(INNER, R, 0, 23.999)} />
        {[0, 6, 12, 18].map((hour) => (
          <text
            key={hour}
            className={classes.hour}
            x={point(R + 13, hour).split(' ')[0]}
            y={point(R + 13, hour).split(' ')[1]}
          >
            {hour}
          </text>
        ))}
        {hours.map((count, hour) => (
          <path
            key={hour}
            className={count === 0 ? classes.empty : classes.slice}
            d={slice(INNER, INNER + Math.max(2, (R - INNER) * Math.sqrt(count / most)), hour + 0.06, hour + 0.94)}
          >
            <title>{`${hour}:00–${hour + 1}:00: ${counted(count, 'photograph')}`}</title>
          </path>
        ))}
      </svg>
      {span !== '' && <figcaption className={classes.caption}>{span}</figcaption>}
    </figure>
  );
}

export function Places({ places }: { places: readonly { locationName: string; sightings: number }[] }) {
  if (places.length === 0) return <p className={classes.none}>No photograph has a location.</p>;
  const most = Math.max(...places.map(({ sightings }) => sightings));
  return (
    <ul className={classes.places}>
      {places
        .toSorted((a, b) => b.sightings - a.sightings)
        .map(({ locationName, sightings }) => (
          <li key={locationName}>
            <span>{locationName}</span>
            <span className={classes.count}>{number(sightings)}</span>
            <span className={classes.bar} style={{ width: `${(sightings / most) * 100}%` }} aria-hidden />
          </li>
        ))}
    </ul>
  );
}
