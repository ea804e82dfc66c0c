// The job that is running, at the foot of the navigation: what it does, how far it is, how long it will take.
import { Progress } from '@mantine/core';
import { Link } from 'wouter';
import { useCall } from '../queries.ts';
import { usePause } from '../stores/work.ts';
import { jobFacts } from '../ui/jobWords.ts';
import classes from './JobPill.module.css';

export function JobPill() {
  const { paused } = usePause();
  const jobs = useCall('jobs.list', { limit: 50 }).data ?? [];
  const running = jobs.filter((job) => job.state === 'running');
  const queued = jobs.filter((job) => job.state === 'queued');
  const job = running[0] ?? queued[0];
  if (job === undefined) return null;
  const detail = job.detail;
  const more = running.length + queued.length - 1;
  const facts = paused ? ['paused'] : jobFacts(job, false);
  return (
    <Link href="/jobs" className={classes.pill} title={detail?.doing ?? job.title}>
      <span className={classes.title}>{job.state === 'queued' && !paused ? `Waiting: ${job.title}` : job.title}</span>
      <Progress
        value={Math.round(job.progress * 100)}
        size={5}
        aria-label={job.title}
        animated={job.state === 'running' && job.progress === 0}
      />
      <span className={classes.facts}>
        {facts.length > 0
          ? facts.join(' · ')
          : (detail?.doing ?? (job.state === 'queued' ? 'in the queue' : 'starting'))}
        {more > 0 && ` · ${more} more`}
      </span>
    </Link>
  );
}
