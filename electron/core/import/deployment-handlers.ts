// Deployments as people correct them. A new time zone moves the instants of all their photographs, in the same undoable act.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import { DeploymentId } from '../../../shared/domain/ids.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { findDeploymentById, listDeployments } from '../../store/deployments.ts';
import { act } from '../../store/journal.ts';
import { findLocation } from '../../store/locations.ts';
import { timesOfDeployment } from '../../store/media-writing.ts';
import type { House } from '../house.ts';
import { instantOf } from './capture-time.ts';

type DeploymentCall = Extract<keyof CoreHandlers, `deployments.${string}`>;

export function deploymentHandlers(house: House): Pick<CoreHandlers, DeploymentCall> {
  return {
    'deployments.list': () => listDeployments(house.library().store.db),
    'deployments.update': async ({ id: text, locationId, timezone, species }) => {
      const library = house.library();
      const { db } = library.store;
      const id = DeploymentId.parse(text);
      const before = await findDeploymentById(db, id);
      if (before === null) throw new NotFoundError('There is no such deployment (any more).', { field: 'id' });
      if (locationId !== undefined && locationId !== null && (await findLocation(db, locationId)) === null)
        throw new NotFoundError('There is no such location (any more).', { field: 'locationId' });
      const action = {
        person: (await library.settings()).person,
        action: 'change deployment',
        summary: `Deployment of ${before.folder} changed`,
      };
      await act(db, action, async (record) => {
        await record.update('deployment', id, {
          ...(locationId === undefined ? {} : { location_id: locationId }),
          ...(timezone === undefined ? {} : { timezone }),
          ...(species === undefined ? {} : { species }),
        });
        if (timezone === undefined || timezone === before.timezone) return;
        for (const media of await timesOfDeployment(record.tx, id)) {
          const instant = instantOf(media.capturedAt, timezone, media.offset);
          if (instant !== media.instant) await record.update('media', media.id, { instant });
        }
      });
      house.changed('locations', 'media', 'events', 'journal');
      const [deployment] = await listDeployments(db, id);
      return deployment!;
    },
  };
}
