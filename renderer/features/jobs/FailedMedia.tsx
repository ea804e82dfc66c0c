// Photographs whose analysis failed three times: which, why, and trying one or all of them again.
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { mediaUrl } from '../../../shared/contract/urls.ts';
import { useAct, useCall } from '../../queries.ts';
import { blankWhenMissing } from '../../ui/blankWhenMissing.ts';
import { tell } from '../../ui/tell.ts';
import { counted, number } from '../../ui/words.ts';
import classes from './JobsScreen.module.css';

const shownAtOnce = 50;

export function FailedMedia({ total }: { total: number }) {
  const failed = useCall('media.list', { filter: { status: 'failed' }, limit: shownAtOnce }, { keep: true }).data ?? [];
  const retry = useAct('analyse.retry', {
    done: ({ media }) => tell(`${counted(media, 'photograph')} will be analysed again.`),
  });
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.title}>
          Photographs that could not be analysed <span className={classes.count}>{number(total)}</span>
        </h2>
        <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate({})}>
          Try all again
        </Button>
      </div>
      <ul className={classes.lines}>
        {failed.map((media) => (
          <li key={media.id} className={classes.line}>
            <Link href={`/media/${media.id}`} className={classes.thumb} aria-label={`Open ${media.name}`}>
              <img src={mediaUrl(media.id, 320)} alt="" loading="lazy" onError={blankWhenMissing} />
            </Link>
            <div className={classes.lineText}>
              <div className={classes.lineTitle}>{media.name}</div>
              <div className={classes.reason}>{media.error ?? 'No reason was recorded.'}</div>
            </div>
            <div className={classes.lineTime}>
              {counted(media.attempts, 'attempt')}
              <span>{media.locationName ?? ''}</span>
            </div>
            <div className={classes.lineActions}>
              <Button
                size="xs"
                variant="default"
                disabled={retry.isPending}
                onClick={() => retry.mutate({ media: [media.id] })}
              >
                Try again
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {total > failed.length && failed.length > 0 && (
        <p className={classes.rest}>
          The first {number(failed.length)} are shown.{' '}
          <Link href="/gallery?status=failed">All {number(total)} in the gallery</Link>
        </p>
      )}
    </section>
  );
}
