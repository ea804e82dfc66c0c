// A job that runs or waits: how far it is, how fast, how long it will take.
import { Button, Progress } from '@mantine/core';
import type { Job } from '../../../shared/domain/job.ts';
import { useAct } from '../../queries.ts';
import { jobFacts } from '../../ui/jobWords.ts';
import classes from './JobsScreen.module.css';

export function JobCard({ job, paused }: { job: Job; paused: boolean }) {
  const cancel = useAct('jobs.cancel');
  const facts = jobFacts(job);
  return (
    <article className={classes.card}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{job.title}</h2>
        <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: job.id })}>
          Cancel
        </Button>
      </div>
      <Progress
        value={job.progress * 100}
        size="md"
        striped={job.state === 'running' && !paused}
        animated={job.state === 'running' && !paused}
        aria-label={job.title}
      />
      <div className={classes.facts}>
        {paused
          ? 'paused'
          : job.state === 'queued'
            ? 'waiting for the work before it'
            : facts.length > 0
              ? facts.join(' · ')
              : 'starting'}
        {job.attempts > 1 && ` · attempt ${job.attempts}`}
      </div>
    </article>
  );
}
