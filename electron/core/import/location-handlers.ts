// Locations as people make, change and remove them: every one of these acts can be undone.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import type { LocationId } from '../../../shared/domain/ids.ts';
import type { Location } from '../../../shared/domain/place.ts';
import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { act } from '../../store/journal.ts';
import { countDeploymentsAt, findLocation, knownLocations, listLocations, newLocation } from '../../store/locations.ts';
import type { Queries } from '../../store/open.ts';
import type { House } from '../house.ts';
import { sameName } from './placement.ts';

type LocationCall = Extract<keyof CoreHandlers, `locations.${string}`>;

export function locationHandlers(house: House): Pick<CoreHandlers, LocationCall> {
  const person = async () => (await house.library().settings()).person;
  return {
    'locations.list': () => listLocations(house.library().store.db),
    'locations.add': async (draft) => {
      const { db } = house.library().store;
      await refuseSameName(db, draft.name, null);
      const location = newLocation(draft);
      const action = { person: await person(), action: 'add location', summary: `Location ${location.name} added` };
      await act(db, action, (record) => record.insert('location', location));
      house.changed('locations', 'journal');
      return show(db, location.id);
    },
    'locations.update': async ({ id, ...changes }) => {
      const { db } = house.library().store;
      const before = await need(db, id);
      if (changes.name !== undefined) await refuseSameName(db, changes.name, id);
      const action = { person: await person(), action: 'change location', summary: `Location ${before.name} changed` };
      await act(db, action, (record) => record.update('location', id, given(changes)));
      house.changed('locations', 'media', 'events', 'journal');
      return show(db, id);
    },
    'locations.remove': async ({ id }) => {
      const { db } = house.library().store;
      const { name } = await need(db, id);
      const used = await countDeploymentsAt(db, id);
      if (used > 0)
        throw new InvalidInputError(
          `${name} cannot be removed: ${used === 1 ? 'a deployment is' : `${used} deployments are`} there. Move ${used === 1 ? 'it' : 'them'} to another location first.`,
          { field: 'id' },
        );
      const action = { person: await person(), action: 'remove location', summary: `Location ${name} removed` };
      await act(db, action, (record) => record.delete('location', id));
      house.changed('locations', 'journal');
      return { removed: true };
    },
  };
}

/** What was given and only that: a field left out stays as it is. */
function given<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}

async function need(db: Queries, id: LocationId) {
  const location = await findLocation(db, id);
  if (location === null) throw new NotFoundError('There is no such location (any more).', { field: 'id' });
  return location;
}

async function show(db: Queries, id: LocationId): Promise<Location> {
  const location = (await listLocations(db)).find((row) => row.id === id);
  if (location === undefined) throw new NotFoundError('There is no such location (any more).', { field: 'id' });
  return location;
}

async function refuseSameName(db: Queries, name: string, except: LocationId | null): Promise<void> {
  const other = (await knownLocations(db)).find((location) => location.id !== except && sameName(location.name, name));
  if (other !== undefined)
    throw new InvalidInputError(`There is a location called ${other.name} already.`, { field: 'name' });
}
