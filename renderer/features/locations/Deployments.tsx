// The cameras of a location, one for each period they stood there: what they are, when they worked, and the time zone and animals
// that were said when their photographs came in. Changing the zone moves the instants; the wall times stay as the camera wrote them.
import { Select } from '@mantine/core';
import type { Deployment, Location } from '../../../shared/domain/place.ts';
import { useAct } from '../../queries.ts';
import { zonesWith } from '../../ui/timeZones.ts';
import { counted, period } from '../../ui/words.ts';
import classes from './Deployments.module.css';

interface Props {
  title: string;
  deployments: readonly Deployment[];
  locations: readonly Location[];
}

const speciesChoices = [
  { value: 'none', label: 'Not sure' },
  { value: 'deer', label: 'Deer' },
  { value: 'horse', label: 'Horses' },
];

export function Deployments({ title, deployments, locations }: Props) {
  const update = useAct('deployments.update');
  if (deployments.length === 0) return null;
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list}>
        {deployments.map((one) => {
          const camera = [one.make, one.model, one.serial].filter((part) => part !== null && part !== '').join(' ');
          const name = camera === '' ? 'Unnamed camera' : camera;
          return (
            <li key={one.id} className={classes.deployment}>
              <div className={classes.name}>{name}</div>
              <div className={classes.facts}>
                {period(one.startedAt, one.endedAt)} · {counted(one.media, 'photograph')}
              </div>
              <div className={classes.facts} title={one.folder}>
                {one.folder}
              </div>
              <div className={classes.fields}>
                <Select
                  size="xs"
                  label="Location"
                  searchable
                  clearable
                  placeholder="None"
                  data={locations.map((location) => ({ value: location.id, label: location.name }))}
                  value={one.locationId}
                  onChange={(locationId) => update.mutate({ id: one.id, locationId })}
                />
                <Select
                  size="xs"
                  label="Time zone"
                  searchable
                  allowDeselect={false}
                  limit={60}
                  data={zonesWith(one.timezone)}
                  value={one.timezone}
                  onChange={(timezone) => timezone !== null && update.mutate({ id: one.id, timezone })}
                />
                <Select
                  size="xs"
                  label="Animals"
                  allowDeselect={false}
                  data={speciesChoices}
                  value={one.species ?? 'none'}
                  onChange={(value) =>
                    update.mutate({ id: one.id, species: value === 'deer' || value === 'horse' ? value : null })
                  }
                />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
