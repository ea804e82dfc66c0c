// Everything that takes time: what runs, what waits, what failed and why, and photographs whose analysis failed.
import { Button } from '@mantine/core';
import { IconListDetails, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useAct, useCall } from '../../queries.ts';
import { useKeys } from '../../stores/keys.ts';
import { usePause } from '../../stores/work.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { counted } from '../../ui/words.ts';
import { FailedMedia } from './FailedMedia.tsx';
import { JobCard } from './JobCard.tsx';
import { JobLine } from './JobLine.tsx';
import classes from './JobsScreen.module.css';

export default function JobsScreen() {
  const { data: jobs, error, refetch } = useCall('jobs.list', {});
  const media = useCall('library.status', {}).data?.media;
  const failed = media?.failed ?? 0;
  const analyse = useAct('analyse.start');
  const pause = usePause();
  useKeys('Jobs', [{ keys: 'p', does: 'Pause or go on with all background work', run: pause.toggle }]);
  const active = jobs?.filter((job) => job.state === 'running' || job.state === 'queued') ?? [];
  // The queue's order: what runs first, then what waits longest.
  active.sort(
    (a, b) => Number(b.state === 'running') - Number(a.state === 'running') || a.createdAt.localeCompare(b.createdAt),
  );
  // Photographs imported without looking for animals wait until somebody says so.
  const waiting = active.some((job) => job.kind === 'analyse' || job.kind === 'import') ? 0 : (media?.pending ?? 0);
  const troubled = jobs?.filter((job) => job.state === 'failed') ?? [];
  const ended = jobs?.filter((job) => job.state === 'completed' || job.state === 'cancelled') ?? [];

  return (
    <Page
      title="Jobs"
      about={active.length > 0 ? counted(active.length, 'job') : undefined}
      actions={
        <>
          {waiting > 0 && (
            <Button loading={analyse.isPending} onClick={() => analyse.mutate({})}>
              Analyse {counted(waiting, 'photograph')}
            </Button>
          )}
          <Button
            variant="default"
            loading={pause.busy}
            leftSection={pause.paused ? <IconPlayerPlay size={17} /> : <IconPlayerPause size={17} />}
            onClick={pause.toggle}
          >
            {pause.paused ? 'Go on with all work' : 'Pause all work'}
          </Button>
        </>
      }
    >
      {error !== null && jobs === undefined && <Failure error={error} again={refetch} />}
      {jobs === undefined && error === null && <Loading />}
      {jobs?.length === 0 && failed === 0 && (
        <EmptyState icon={<IconListDetails size={28} stroke={1.5} />} title="No jobs yet">
          Imports, analyses and exports show here while they run, and afterwards with what became of them.
        </EmptyState>
      )}
      {pause.paused && <p className={classes.paused}>Background work is paused. What is under way is kept.</p>}
      {active.length > 0 && (
        <div className={classes.cards}>
          {active.map((job) => (
            <JobCard key={job.id} job={job} paused={pause.paused} />
          ))}
        </div>
      )}
      {troubled.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.title}>Failed</h2>
          <ul className={classes.lines}>
            {troubled.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
      {failed > 0 && <FailedMedia total={failed} />}
      {ended.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.title}>Ended</h2>
          <ul className={classes.lines}>
            {ended.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
