// One photograph in the gallery: the picture, its time and place, who is in it, and what is the matter with it.
import { IconAlertTriangle, IconCheck, IconClockHour4, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { mediaUrl } from '../../../shared/contract/urls.ts';
import type { MediaTile } from '../../../shared/domain/media.ts';
import { boxWords } from '../../ui/boxes.ts';
import { Photo } from '../../ui/Photo.tsx';
import { clock, counted, day, when } from '../../ui/words.ts';
import classes from './Tile.module.css';

export const tileRatio = 4 / 3;
export const captionHeight = 28;

interface Props {
  tile: MediaTile | undefined;
  position: number;
  column: number;
  focused: boolean;
  selected: boolean;
  boxes: boolean;
  /** Show the day beside the time: the first tile of a day. */
  newDay: boolean;
  onPress(position: number, event: MouseEvent): void;
}

/** Everything a tile shows, for screen readers. */
function tileWords(tile: MediaTile): string {
  const who = tile.detections.map(boxWords).join(', ');
  return [
    tile.name,
    when(tile.capturedAt),
    tile.locationName,
    who === '' ? null : who,
    tile.status === 'failed' ? 'analysis failed' : tile.status === 'pending' ? 'not analysed yet' : null,
  ]
    .filter((word) => word !== null)
    .join(', ');
}

export const Tile = memo(function Tile({ tile, position, column, focused, selected, boxes, newDay, onPress }: Props) {
  const names =
    tile?.detections.filter((one) => one.individualName !== null && one.identification !== 'rejected') ?? [];
  const unique = [...new Map(names.map((one) => [one.individualName, one])).values()];
  const pictureRatio = tile?.width && tile.height ? tile.width / tile.height : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an HTML table cannot be virtualised; this is the grid pattern of ARIA
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around the tiles answers the keyboard for all of them
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={selected}
      aria-label={tile === undefined ? 'loading' : tileWords(tile)}
      tabIndex={focused ? 0 : -1}
      data-position={position}
      data-selected={selected || undefined}
      className={classes.tile}
      onClick={(event) => onPress(position, event)}
    >
      {tile === undefined ? (
        <div className={classes.blank} style={{ aspectRatio: tileRatio }} />
      ) : (
        <Photo
          src={mediaUrl(tile.id, 480)}
          alt=""
          ratio={tileRatio}
          pictureRatio={pictureRatio}
          boxes={boxes ? tile.detections : undefined}
          eager
        >
          {unique.length > 0 && (
            <span className={classes.names}>
              {unique.slice(0, 2).map((one) => (
                <span key={one.id} className={classes.name} data-state={one.identification ?? undefined}>
                  {boxWords(one)}
                </span>
              ))}
              {unique.length > 2 && <span className={classes.name}>+{unique.length - 2}</span>}
            </span>
          )}
          {tile.kind === 'video' && (
            <span className={classes.video} title="Video">
              <IconPlayerPlayFilled size={13} />
            </span>
          )}
          {(tile.status === 'failed' || tile.damaged) && (
            <span className={classes.mark} data-tone="bad" title={tile.damaged ? 'Damaged file' : 'Analysis failed'}>
              <IconAlertTriangle size={14} />
            </span>
          )}
          {(tile.status === 'pending' || tile.status === 'processing') && (
            <span className={classes.mark} title="Not analysed yet">
              <IconClockHour4 size={14} />
            </span>
          )}
          {selected && (
            <span className={classes.selected}>
              <IconCheck size={14} stroke={2.5} />
            </span>
          )}
        </Photo>
      )}
      <div className={classes.caption} style={{ height: captionHeight }}>
        {tile !== undefined && (
          <>
            <span className={classes.time} data-missing={tile.capturedAt === null || undefined}>
              {tile.capturedAt === null ? 'no time' : newDay ? day(tile.capturedAt) : clock(tile.capturedAt)}
            </span>
            <span className={classes.place}>{tile.locationName ?? ''}</span>
            {tile.detections.length > 1 && (
              <span className={classes.count} title={counted(tile.detections.length, 'box', 'boxes')}>
                ×{tile.detections.length}
              </span>
            )}
          </>
        )}
      </div>
    </div>
  );
});
