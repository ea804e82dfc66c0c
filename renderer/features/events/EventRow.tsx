// One event in the list: when, where, its pictures in order, who was there, and saying for all its boxes at once what they show.
import { Button, Menu } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { Link } from 'wouter';
import { mediaUrl } from '../../../shared/contract/urls.ts';
import type { Event } from '../../../shared/domain/media.ts';
import { DeerClass, type Species } from '../../../shared/domain/words.ts';
import { blankWhenMissing } from '../../ui/blankWhenMissing.ts';
import { className, clock, counted, day, speciesName } from '../../ui/words.ts';
import classes from './EventsScreen.module.css';

interface Props {
  event: Event;
  onLabel(species: Species, deerClass: string | null): void;
  onOpen(mediaId: string): void;
}

const basisWords: Record<Event['basis'], string> = {
  sequence: 'one trigger',
  gap: 'close in time',
  single: 'single',
  manual: 'grouped by hand',
};

/** "05:31:07 – 05:31:12", or one time where both are the same second. */
const times = (event: Event) => {
  const [from, to] = [clock(event.startedAt), clock(event.endedAt)];
  return from === to ? from : `${from} – ${to}`;
};

export function EventRow({ event, onLabel, onOpen }: Props) {
  const more = event.media - event.cover.length;
  return (
    <>
      <div className={classes.when}>
        <div className={classes.day}>{event.startedAt === null ? 'No capture time' : day(event.startedAt)}</div>
        {event.startedAt !== null && <div className={classes.times}>{times(event)}</div>}
        <div className={classes.muted}>{event.locationName ?? 'no place given'}</div>
        <div className={classes.muted}>
          {counted(event.media, 'picture')}
          {event.media > 1 && `, ${basisWords[event.basis]}`}
        </div>
      </div>
      <div className={classes.strip}>
        {event.cover.map((id) => (
          <button
            key={id}
            type="button"
            tabIndex={-1}
            className={classes.picture}
            aria-label="Open this photograph"
            onClick={() => onOpen(id)}
          >
            <img src={mediaUrl(id, 320)} alt="" loading="lazy" onError={blankWhenMissing} draggable={false} />
          </button>
        ))}
        {more > 0 && <span className={classes.more}>+{more}</span>}
      </div>
      <div className={classes.who}>
        <div className={classes.chips}>
          {event.species.map((species) => (
            <span key={species} className={classes.chip}>
              {speciesName[species]}
            </span>
          ))}
          {event.individuals.map((one) => (
            <Link
              key={one.id}
              href={`/individuals/${one.id}`}
              className={classes.individual}
              data-proposed={one.proposed || undefined}
              title={one.proposed ? 'Proposed, not confirmed yet' : undefined}
              tabIndex={-1}
            >
              {one.name}
              {one.proposed && '?'}
            </Link>
          ))}
          {event.detections === 0 && <span className={classes.muted}>nothing found</span>}
        </div>
        {event.detections > 0 && (
          <Menu position="bottom-end" shadow="md" width={190}>
            <Menu.Target>
              <Button size="compact-sm" variant="default" leftSection={<IconTag size={15} />} tabIndex={-1}>
                Label {counted(event.detections, 'box', 'boxes')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onLabel('deer', null)}>Deer</Menu.Item>
              <Menu.Item onClick={() => onLabel('horse', null)}>Horses</Menu.Item>
              <Menu.Item onClick={() => onLabel('other', null)}>Other animals</Menu.Item>
              <Menu.Divider />
              <Menu.Label>Deer of a class</Menu.Label>
              {DeerClass.options
                .filter((value) => value !== 'unknown')
                .map((value) => (
                  <Menu.Item key={value} onClick={() => onLabel('deer', value)}>
                    {className[value]}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </>
  );
}
