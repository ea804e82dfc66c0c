// The other photographs of the same event, beneath the one that is open.
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { mediaUrl } from '../../../shared/contract/urls.ts';
import { useCall } from '../../queries.ts';
import { blankWhenMissing } from '../../ui/blankWhenMissing.ts';
import { clock } from '../../ui/words.ts';
import classes from './ViewerScreen.module.css';

export function EventStrip({ eventId, mediaId }: { eventId: string; mediaId: string }) {
  const tiles = useCall('media.tiles', { filter: { eventId }, order: 'oldest', limit: 100 }, { keep: true }).data;
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    void here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [mediaId, tiles]);
  if (tiles === undefined || tiles.total < 2) return null;
  return (
    <nav className={classes.strip} aria-label="Photographs of this event">
      {tiles.tiles.map((tile) => (
        <Link
          key={tile.id}
          href={`/media/${tile.id}`}
          replace
          ref={tile.id === mediaId ? here : undefined}
          className={classes.thumb}
          aria-current={tile.id === mediaId ? 'page' : undefined}
          aria-label={`${tile.name}, ${clock(tile.capturedAt)}`}
        >
          <img src={mediaUrl(tile.id, 320)} alt="" loading="lazy" onError={blankWhenMissing} draggable={false} />
          {tile.detections.length > 0 && <span className={classes.dot} />}
        </Link>
      ))}
    </nav>
  );
}
