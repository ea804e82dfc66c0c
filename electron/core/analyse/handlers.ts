// Calls of the analyse room: starting and repeating analysis, models, and boxes by hand.
import type { CoreHandlers } from '../../../shared/contract/contract.ts';
import type { JobId, MediaId } from '../../../shared/domain/ids.ts';
import { knownMedia, retryFailed, startOver } from '../../store/analysis.ts';
import { noSuchMedia } from '../browse/handlers.ts';
import type { House } from '../house.ts';
import { handHandlers } from './boxes-by-hand.ts';
import { modelHandlers } from './model-handlers.ts';

type AnalyseCalls = Pick<CoreHandlers, 'analyse.start' | 'analyse.retry'> &
  ReturnType<typeof handHandlers> &
  ReturnType<typeof modelHandlers>;

export function analyseHandlers(house: House): AnalyseCalls {
  const queue = (media: MediaId[] | undefined): Promise<JobId> =>
    house.library().jobs.add({
      kind: 'analyse',
      title: media === undefined ? 'Analyse photographs' : `Analyse ${media.length} photographs`,
      payload: media === undefined ? {} : { media },
    });
  const known = async (media: MediaId[] | undefined) => {
    if (media === undefined) return;
    const present = await knownMedia(house.library().store.db, media);
    const missing = media.find((id) => !present.has(id));
    if (missing !== undefined) throw noSuchMedia(missing, 'media');
  };
  return {
    'analyse.start': async ({ media, again }) => {
      const { db } = house.library().store;
      await known(media);
      // The status of each item is what the job goes by, so that a job that is run again after a crash does not begin anew.
      if (again) await startOver(db, media);
      else if (media !== undefined) await retryFailed(db, media);
      house.changed('media');
      return { jobId: await queue(media) };
    },
    'analyse.retry': async ({ media }) => {
      await known(media);
      const put = await retryFailed(house.library().store.db, media);
      house.changed('media');
      return { jobId: await queue(media), media: put };
    },
    ...modelHandlers(house),
    ...handHandlers(house),
  };
}
