// An import under way and what became of it.
import { Button, Progress } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { ImportResult } from '../../../shared/contract/import.ts';
import { useAct, useCall } from '../../queries.ts';
import { usePause } from '../../stores/work.ts';
import { jobFacts } from '../../ui/jobWords.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import classes from './ImportScreen.module.css';
import { Outcome } from './Outcome.tsx';

export function ImportRun({ jobId, onAnother }: { jobId: string; onAnother(): void }) {
  const [, go] = useLocation();
  const { data: job, error, refetch } = useCall('jobs.show', { id: jobId });
  const cancel = useAct('jobs.cancel');
  const retry = useAct('jobs.retry');
  const { paused, toggle } = usePause();
  if (error !== null && job === undefined) return <Failure error={error} again={refetch} />;
  if (job === undefined) return <Loading />;

  if (job.state === 'queued' || job.state === 'running') {
    return (
      <div className={classes.panel}>
        <h2 className={classes.panelTitle}>{job.title}</h2>
        <Progress my="sm" size="lg" value={job.progress * 100} aria-label={job.title} />
        <div className={classes.row}>
          <span className={classes.muted} aria-live="polite">
            {paused
              ? 'Paused. All background work waits.'
              : job.state === 'queued'
                ? 'Waiting for the work before it.'
                : jobFacts(job).join(' · ')}
          </span>
          <div className={classes.buttons}>
            <Button size="xs" variant="default" onClick={toggle}>
              {paused ? 'Go on' : 'Pause'}
            </Button>
            <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: jobId })}>
              Cancel
            </Button>
          </div>
        </div>
        <p className={classes.muted}>
          You may go on with something else. If the computer is switched off, the import goes on where it was.
        </p>
      </div>
    );
  }

  const result = ImportResult.safeParse(job.result);
  return (
    <div className={classes.panel}>
      <h2 className={classes.panelTitle}>
        {job.state === 'completed'
          ? 'Imported'
          : job.state === 'failed'
            ? 'The import stopped'
            : 'The import was cancelled'}
      </h2>
      {job.error !== null && <p className={classes.failure}>{job.error}</p>}
      {job.state !== 'completed' && (
        <p className={classes.muted}>What was imported until then is safe in the library.</p>
      )}
      {result.success && <Outcome result={result.data} />}
      <div className={classes.buttons}>
        {job.state === 'completed' ? (
          <>
            <Button rightSection={<IconArrowRight size={17} />} onClick={() => go('/gallery')}>
              Open gallery
            </Button>
            <Button variant="default" onClick={() => go('/review')}>
              Review
            </Button>
          </>
        ) : (
          <Button loading={retry.isPending} onClick={() => retry.mutate({ id: jobId })}>
            Go on with it
          </Button>
        )}
        <Button variant="subtle" onClick={onAnother}>
          Import another card
        </Button>
      </div>
    </div>
  );
}
