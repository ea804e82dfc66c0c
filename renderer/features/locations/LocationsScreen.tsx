// Where the cameras stand: a list and a map side by side, tied to each other.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconMapPin, IconPencil, IconPhoto, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Location } from '../../../shared/domain/place.ts';
import { useAct, useCall } from '../../queries.ts';
import { useKeys } from '../../stores/keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { tell } from '../../ui/tell.ts';
import { coordinates, number, period } from '../../ui/words.ts';
import { Deployments } from './Deployments.tsx';
import { LocationForm } from './LocationForm.tsx';
import { LocationMap } from './LocationMap.tsx';
import classes from './LocationsScreen.module.css';

type Editing = { location: Location | null } | null;

export default function LocationsScreen() {
  const [, go] = useLocation();
  const { data: locations, error, refetch } = useCall('locations.list', {});
  const [editing, setEditing] = useState<Editing>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const deployments = useCall('deployments.list', {}).data ?? [];
  const here = locations?.find((one) => one.id === chosen);
  const remove = useAct('locations.remove', { done: () => tell('The location was removed.') });
  useKeys('Locations', [
    { keys: 'n', does: 'Add a location', run: () => setEditing({ location: null }) },
    {
      keys: 'Enter',
      does: 'Change the chosen location',
      run: () => {
        if (here) setEditing({ location: here });
      },
    },
  ]);

  const choose = (id: string) => {
    setChosen(id);
    document.getElementById(`location-${id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const add = (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEditing({ location: null })}>
      Add a location
    </Button>
  );

  return (
    <Page
      title="Locations"
      about={locations !== undefined && locations.length > 0 && number(locations.length)}
      actions={locations !== undefined && locations.length > 0 && add}
      fill
    >
      {error !== null && locations === undefined && <Failure error={error} again={refetch} />}
      {locations === undefined && error === null && <Loading />}
      {locations?.length === 0 && (
        <EmptyState icon={<IconMapPin size={28} stroke={1.5} />} title="No locations yet" action={add}>
          A location is a named place of a camera. They come with imports, or can be entered before the season begins.
        </EmptyState>
      )}
      {locations !== undefined && locations.length > 0 && (
        <div className={classes.split}>
          <div className={classes.list}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">Location</th>
                  <th scope="col" className={classes.count}>
                    Photographs
                  </th>
                  <th scope="col" className={classes.count}>
                    Individuals
                  </th>
                  <th scope="col">Period</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {locations.map((location) => (
                  <tr
                    key={location.id}
                    id={`location-${location.id}`}
                    data-chosen={location.id === chosen || undefined}
                    onClick={() => setChosen(location.id)}
                  >
                    <th scope="row">
                      <button
                        type="button"
                        className={classes.name}
                        aria-pressed={location.id === chosen}
                        onClick={() => setChosen(location.id)}
                        onDoubleClick={() => setEditing({ location })}
                      >
                        {location.name}
                      </button>
                      <span className={classes.where}>
                        {location.latitude === null || location.longitude === null
                          ? 'no coordinates'
                          : coordinates(location.latitude, location.longitude)}
                      </span>
                      {location.notes !== '' && <span className={classes.notes}>{location.notes}</span>}
                    </th>
                    <td className={classes.count}>{number(location.media)}</td>
                    <td className={classes.count}>{number(location.individuals)}</td>
                    <td className={classes.period}>
                      {location.media === 0 ? '–' : period(location.firstCapture, location.lastCapture)}
                    </td>
                    <td className={classes.actions}>
                      <Menu position="bottom-end" shadow="md">
                        <Menu.Target>
                          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${location.name}`}>
                            <IconDots size={18} />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item
                            leftSection={<IconPhoto size={16} />}
                            onClick={() => go(`/gallery?locationId=${location.id}`)}
                          >
                            Its photographs
                          </Menu.Item>
                          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setEditing({ location })}>
                            Change
                          </Menu.Item>
                          <Menu.Item
                            color="red"
                            leftSection={<IconTrash size={16} />}
                            disabled={location.deployments > 0}
                            onClick={() => remove.mutate({ id: location.id })}
                          >
                            {location.deployments > 0 ? 'Remove (has photographs)' : 'Remove'}
                          </Menu.Item>
                        </Menu.Dropdown>
                      </Menu>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {here !== undefined && (
              <Deployments
                title={`Cameras at ${here.name}`}
                deployments={deployments.filter((one) => one.locationId === here.id)}
                locations={locations}
              />
            )}
            <Deployments
              title="Cameras without a location"
              deployments={deployments.filter((one) => one.locationId === null)}
              locations={locations}
            />
          </div>
          <div className={classes.map}>
            <LocationMap locations={locations} chosen={chosen} onChoose={choose} />
          </div>
        </div>
      )}
      {editing !== null && <LocationForm location={editing.location} onClose={() => setEditing(null)} />}
    </Page>
  );
}
