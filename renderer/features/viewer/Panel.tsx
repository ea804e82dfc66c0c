// Beside the photograph: its boxes, and everything the camera wrote about it.
import { ActionIcon, Alert, Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconFolderSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Media } from '../../../shared/domain/media.ts';
import { useAct, useCall } from '../../queries.ts';
import { tell } from '../../ui/tell.ts';
import { bytes, coordinates, counted, statusName, when } from '../../ui/words.ts';
import { BoxCard } from './BoxCard.tsx';
import classes from './Panel.module.css';
import type { Boxes } from './useBoxes.ts';

interface Props {
  media: Media;
  selected: string | null;
  boxes: Boxes;
  onSelect(id: string | null): void;
}

export function Panel({ media, selected, boxes, onSelect }: Props) {
  const host = useCall('host.describe', {}).data;
  const reveal = useAct('host.reveal', {
    done: ({ shown }) => {
      if (!shown) tell('The file manager could not be opened.');
    },
  });
  const camera = [media.make, media.model].filter((part) => part !== null && part !== '').join(' ');
  return (
    <aside className={classes.panel} aria-label="About this photograph">
      <State media={media} />
      <section>
        <h2 className={classes.title}>
          {media.detections.length === 0 ? 'No boxes' : counted(media.detections.length, 'box', 'boxes')}
        </h2>
        {media.detections.length === 0 ? (
          <p className={classes.none}>
            {media.status === 'completed' ? 'Nothing was found. ' : ''}Press D and drag to draw one.
          </p>
        ) : (
          <ul className={classes.cards}>
            {media.detections.map((one) => (
              <BoxCard
                key={one.id}
                detection={one}
                chosen={selected === one.id}
                boxes={boxes}
                onSelect={() => onSelect(selected === one.id ? null : one.id)}
              />
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2 className={classes.title}>Details</h2>
        <dl className={classes.facts}>
          <Fact name="Taken">
            {when(media.capturedAt)}
            {media.timezone !== null && media.capturedAt !== null && (
              <span className={classes.aside}>{media.timezone}</span>
            )}
          </Fact>
          <Fact name="Place">
            {media.locationName ?? 'not given'}
            {media.latitude !== null && media.longitude !== null && (
              <span className={classes.aside}>{coordinates(media.latitude, media.longitude)}</span>
            )}
          </Fact>
          {(camera !== '' || media.serial !== null) && (
            <Fact name="Camera">
              {camera === '' ? 'unnamed' : camera}
              {media.serial !== null && <span className={classes.aside}>{media.serial}</span>}
            </Fact>
          )}
          {media.temperatureC !== null && <Fact name="Temperature">{media.temperatureC} °C</Fact>}
          {media.sequence !== null && (
            <Fact name="Sequence">
              {media.sequence.index} of {media.sequence.total}
            </Fact>
          )}
          {media.infrared !== null && <Fact name="Light">{media.infrared ? 'infrared' : 'daylight'}</Fact>}
          <Fact name="Picture">
            {media.width !== null && media.height !== null ? `${media.width} × ${media.height}` : 'size unknown'}
            <span className={classes.aside}>{bytes(media.sizeBytes)}</span>
          </Fact>
          <Fact name="File">
            <span className={classes.path}>{media.path}</span>
            <span className={classes.aside}>
              {media.storage === 'copied' ? 'copied into the library' : 'left where it was'}
            </span>
            {host?.kind === 'electron' && (
              <Tooltip label="Show in the file manager">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label="Show in the file manager"
                  onClick={() => reveal.mutate({ path: media.path })}
                >
                  <IconFolderSearch size={17} />
                </ActionIcon>
              </Tooltip>
            )}
          </Fact>
        </dl>
      </section>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Why there are no boxes yet, or never will be, and what can be done about it. */
function State({ media }: { media: Media }) {
  const retry = useAct('analyse.retry', { done: () => tell('It will be analysed again.') });
  const start = useAct('analyse.start', { done: () => tell('It will be analysed.') });
  if (media.status === 'completed' && !media.damaged) return null;
  if (media.status === 'failed')
    return (
      <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title="The analysis failed">
        {media.error ?? 'No reason was recorded.'} Tried {counted(media.attempts, 'time')}.
        <div>
          <Button
            mt="xs"
            size="xs"
            variant="default"
            loading={retry.isPending}
            onClick={() => retry.mutate({ media: [media.id] })}
          >
            Try again
          </Button>
        </div>
      </Alert>
    );
  if (media.status === 'completed')
    return (
      <Alert color="amber" variant="light" icon={<IconAlertTriangle size={18} />} title="Damaged file">
        Part of this file is missing; what could be read is shown.
      </Alert>
    );
  return (
    <Alert color="gray" variant="light" title={statusName[media.status]}>
      This photograph has not been analysed yet.
      {media.status === 'pending' && (
        <div>
          <Button
            mt="xs"
            size="xs"
            variant="default"
            loading={start.isPending}
            onClick={() => start.mutate({ media: [media.id] })}
          >
            Analyse now
          </Button>
        </div>
      )}
    </Alert>
  );
}
