// A job that has ended: when, how long it took, what it made or why it failed.
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconExternalLink,
  IconFolderSearch,
} from '@tabler/icons-react';
import { exportUrl } from '../../../shared/contract/urls.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { useAct, useCall } from '../../queries.ts';
import { duration, jobStateName, moment } from '../../ui/words.ts';
import classes from './JobsScreen.module.css';

const icons = { failed: IconAlertTriangle, completed: IconCircleCheck, cancelled: IconCircleMinus };

const took = (job: Job): string | null => {
  if (job.startedAt === null || job.finishedAt === null) return null;
  const span = Temporal.Instant.from(job.finishedAt).since(Temporal.Instant.from(job.startedAt));
  return duration(span.total('seconds'));
};

export function JobLine({ job }: { job: Job }) {
  const retry = useAct('jobs.retry');
  const reveal = useAct('host.reveal');
  const host = useCall('host.describe', {}).data;
  const Icon = icons[job.state as keyof typeof icons] ?? IconCircleCheck;
  const time = took(job);
  return (
    <li className={classes.line}>
      <span className={classes.state} data-state={job.state}>
        <Icon size={18} stroke={1.7} aria-hidden />
        <span className="visually-hidden">{jobStateName[job.state]}</span>
      </span>
      <div className={classes.lineText}>
        <div className={classes.lineTitle}>{job.title}</div>
        {job.error !== null && <div className={classes.reason}>{job.error}</div>}
        {job.file !== null && <div className={classes.file}>{job.file}</div>}
      </div>
      <div className={classes.lineTime}>
        {moment(job.finishedAt ?? job.createdAt)}
        {time !== null && <span>{time}</span>}
      </div>
      <div className={classes.lineActions}>
        {(job.state === 'failed' || job.state === 'cancelled') && (
          <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
            {job.state === 'failed' ? 'Try again' : 'Go on'}
          </Button>
        )}
        {job.file !== null &&
          job.state === 'completed' &&
          (host?.kind === 'electron' ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFolderSearch size={15} />}
              onClick={() => job.file !== null && reveal.mutate({ path: job.file })}
            >
              Show
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              component="a"
              href={exportUrl(job.id)}
              download
              leftSection={<IconExternalLink size={15} />}
            >
              Download
            </Button>
          ))}
      </div>
    </li>
  );
}
