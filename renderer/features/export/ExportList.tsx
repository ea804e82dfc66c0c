// Exports of the last hour with their state as it is now. Their files stay after the entries are gone.
import { ActionIcon, Anchor, Button, Progress, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconExternalLink, IconFolder, IconRefresh, IconX } from '@tabler/icons-react';
import type { ExportJob } from '../../../shared/contract/report.ts';
import { exportUrl } from '../../../shared/contract/urls.ts';
import { api } from '../../api.ts';
import { useAct, useCall } from '../../queries.ts';
import { tellError } from '../../ui/tell.ts';
import { bytes, moment, percent } from '../../ui/words.ts';
import classes from './ExportList.module.css';
import { kindWords } from './kinds.ts';

export function ExportList() {
  const jobs = useCall('export.list', {}).data ?? [];
  if (jobs.length === 0) return <p className={classes.none}>What you make is listed here, with its file.</p>;
  return (
    <ul className={classes.list}>
      {jobs.map((job) => (
        <Row key={job.id} job={job} />
      ))}
    </ul>
  );
}

function Row({ job }: { job: ExportJob }) {
  const { icon: Icon, name } = kindWords(job.kind);
  return (
    <li className={classes.row} data-state={job.state}>
      <span className={classes.icon} aria-hidden>
        {job.state === 'failed' ? <IconAlertTriangle size={21} stroke={1.6} /> : <Icon size={22} stroke={1.5} />}
      </span>
      <div className={classes.words}>
        <span className={classes.name}>{job.filename ?? name}</span>
        <span className={classes.facts}>{factsOf(job)}</span>
        {job.state === 'processing' && (
          <Progress
            value={job.progress * 100}
            size={5}
            mt={6}
            animated={job.progress === 0}
            aria-label={`${job.filename ?? name}: ${percent(job.progress)}`}
          />
        )}
        {job.error !== null && job.state === 'failed' && (
          <span className={classes.error} role="alert">
            {job.error}
          </span>
        )}
      </div>
      <div className={classes.acts}>
        <Acts job={job} />
      </div>
    </li>
  );
}

function factsOf(job: ExportJob): string {
  if (job.state === 'processing') return job.progress === 0 ? 'waiting to be made' : `${percent(job.progress)} done`;
  const ended = moment(job.finishedAt ?? job.createdAt);
  if (job.state === 'completed')
    return [job.bytes === null ? null : bytes(job.bytes), ended].filter(Boolean).join(' · ');
  return `${job.state === 'failed' ? 'failed' : 'cancelled'} · ${ended}`;
}

function Acts({ job }: { job: ExportJob }) {
  const host = useCall('host.describe', {}).data;
  const retry = useAct('jobs.retry');
  const cancel = useAct('jobs.cancel');
  if (job.state === 'processing')
    return (
      <Tooltip label="Cancel">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Cancel this export"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: job.id })}
        >
          <IconX size={18} />
        </ActionIcon>
      </Tooltip>
    );
  if (job.state !== 'completed')
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={retry.isPending}
        onClick={() => retry.mutate({ id: job.id })}
      >
        Run again
      </Button>
    );
  if (job.file === null) return null;
  const { file } = job;
  if (host?.kind === 'browser')
    return (
      <Button
        component="a"
        href={exportUrl(job.id)}
        download={job.filename ?? true}
        size="xs"
        variant="default"
        leftSection={<IconDownload size={15} />}
        title={file}
      >
        Download
      </Button>
    );
  const open = (way: 'host.open' | 'host.reveal') =>
    api.call(way, { path: file }).then((answer) => {
      if (!Object.values(answer)[0]) tellError(new Error(`The file could not be opened. It is at ${file}.`));
    }, tellError);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconExternalLink size={15} />}
        title={file}
        onClick={() => void open('host.open')}
      >
        Open
      </Button>
      <Anchor
        component="button"
        type="button"
        className={classes.reveal}
        title={file}
        onClick={() => void open('host.reveal')}
      >
        <IconFolder size={15} stroke={1.7} aria-hidden /> Show in folder
      </Anchor>
    </>
  );
}
