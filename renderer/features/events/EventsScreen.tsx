// Events: bursts and triggers close in time, newest first, as strips of pictures that can be labelled at one go.
import { IconStack2 } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Species } from '../../../shared/domain/words.ts';
import { usePaged } from '../../paged.ts';
import { useAct } from '../../queries.ts';
import { useGallery } from '../../stores/gallery.ts';
import { useKeys } from '../../stores/keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { tell } from '../../ui/tell.ts';
import { className, counted, number, speciesName } from '../../ui/words.ts';
import { FilterBar } from '../gallery/FilterBar.tsx';
import { asked, readQuery, writeQuery } from '../gallery/query.ts';
import { EventRow } from './EventRow.tsx';
import classes from './EventsScreen.module.css';

const rowHeight = 128;
/** Where one was in the list, for coming back from a photograph. */
let lastPlace = { search: '', position: 0 };

export default function EventsScreen() {
  const search = useSearch();
  const [, go] = useLocation();
  const { filter } = useMemo(() => readQuery(search), [search]);
  const [range, setRange] = useState<[number, number]>([0, 20]);
  const [focus, setFocus] = useState(lastPlace.search === search ? lastPlace.position : 0);
  const frame = useRef<HTMLDivElement>(null);
  const events = usePaged('events.list', { filter }, (page) => page.events, range, 100);
  const total = events.total ?? 0;
  const label = useAct('events.label', {
    done: ({ changed }, { species, class: deerClass }) =>
      tell(`${counted(changed, 'box', 'boxes')} labelled ${deerClass ? className[deerClass] : speciesName[species]}.`),
  });

  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    initialOffset: focus * rowHeight,
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => setRange([first, last]), [first, last]);
  useEffect(() => {
    lastPlace = { search, position: focus };
  }, [search, focus]);

  const moveTo = (position: number) => {
    const to = Math.min(Math.max(position, 0), total - 1);
    setFocus(to);
    rows.scrollToIndex(to, { align: 'auto' });
    const give = (tries: number) => {
      const row = frame.current?.querySelector<HTMLElement>(`[data-position="${to}"]`);
      if (row) row.focus({ preventScroll: true });
      else if (tries > 0) requestAnimationFrame(() => give(tries - 1));
    };
    requestAnimationFrame(() => give(10));
  };
  const open = (mediaId: string) => {
    // Walking on from here goes through the photographs of the same filter.
    useGallery.getState().show(filter, 'newest');
    go(`/media/${mediaId}`);
  };
  const here = events.at(focus);
  const labelHere = (species: Species) => here && label.mutate({ id: here.id, species });
  const screenful = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1);

  useKeys('Events', [
    { keys: 'ArrowDown', does: 'Next event', run: () => moveTo(focus + 1) },
    { keys: 'ArrowUp', does: 'Event before', run: () => moveTo(focus - 1) },
    { keys: 'PageDown', does: 'A screen further', run: () => moveTo(focus + screenful) },
    { keys: 'PageUp', does: 'A screen back', run: () => moveTo(focus - screenful) },
    { keys: 'Home', does: 'Newest', run: () => moveTo(0) },
    { keys: 'End', does: 'Oldest', run: () => moveTo(total - 1) },
    { keys: 'Enter', does: 'Open its first photograph', run: () => here?.cover[0] && open(here.cover[0]) },
    { keys: 'd', does: 'Label all its boxes deer', run: () => labelHere('deer') },
    { keys: 'h', does: 'Label all its boxes horse', run: () => labelHere('horse') },
    { keys: 'o', does: 'Label all its boxes other animal', run: () => labelHere('other') },
  ]);

  return (
    <Page
      title="Events"
      about={total > 0 && number(total)}
      fill
      bar={
        (events.total !== 0 || asked(filter) > 0) && (
          <FilterBar filter={filter} onChange={(next) => go(`/events${writeQuery(next)}`, { replace: true })} />
        )
      }
    >
      {events.error !== null && <Failure error={events.error} again={events.again} />}
      {events.total === null && events.error === null && <Loading />}
      {events.total === 0 && (
        <EmptyState
          icon={<IconStack2 size={28} stroke={1.5} />}
          title={asked(filter) > 0 ? 'No event fits these filters' : 'No events yet'}
        >
          {asked(filter) === 0 &&
            'Photographs of one camera that belong together (a burst, or triggers close in time) become one event when they are imported.'}
        </EmptyState>
      )}
      <div className={classes.frame} ref={frame}>
        <ul className={classes.rows} style={{ height: rows.getTotalSize() }} aria-label="Events">
          {shown.map((row) => {
            const event = events.at(row.index);
            return (
              <li
                key={row.key}
                className={classes.row}
                data-position={row.index}
                tabIndex={row.index === focus ? 0 : -1}
                aria-setsize={total}
                aria-posinset={row.index + 1}
                style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
                onFocus={() => setFocus(row.index)}
              >
                {event === undefined ? (
                  <div className={classes.blank} />
                ) : (
                  <EventRow
                    event={event}
                    onOpen={open}
                    onLabel={(species, deerClass) => label.mutate({ id: event.id, species, class: deerClass })}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </Page>
  );
}
