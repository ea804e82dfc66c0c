// The gallery: every photograph of the library under a filter, as a wall that can be walked with the keyboard.
import { ActionIcon, Button, Progress, Slider, Tooltip } from '@mantine/core';
import {
  IconCalendar,
  IconFolderDown,
  IconMarquee2,
  IconPhoto,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { usePaged } from '../../paged.ts';
import { useAct, useCall } from '../../queries.ts';
import { type GalleryFilter, type GalleryOrder, useGallery } from '../../stores/gallery.ts';
import { useKeys } from '../../stores/keys.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { jobFacts } from '../../ui/jobWords.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { tell } from '../../ui/tell.ts';
import { counted, number } from '../../ui/words.ts';
import { FilterBar } from './FilterBar.tsx';
import classes from './GalleryScreen.module.css';
import { Grid } from './Grid.tsx';
import { asked, readQuery, writeQuery } from './query.ts';

export default function GalleryScreen() {
  const search = useSearch();
  const [, go] = useLocation();
  const { filter, order } = useMemo(() => readQuery(search), [search]);
  const [range, setRange] = useState<[number, number]>([0, 60]);
  const tiles = usePaged('media.tiles', { filter, order }, (page) => page.tiles, range);
  const { tileSize, boxes, dateHeadings, set } = usePreferences();
  const filtered = asked(filter) > 0;
  const nothing = tiles.total === 0 && !filtered;

  // The viewer walks the photographs of this filter, and coming back to the same filter keeps the place.
  useEffect(() => {
    const { filter: known, order: knownOrder, show } = useGallery.getState();
    if (writeQuery(known, knownOrder) !== writeQuery(filter, order)) show(filter, order);
  }, [filter, order]);

  const change = (next: GalleryFilter, nextOrder: GalleryOrder = order) =>
    go(`/gallery${writeQuery(next, nextOrder)}`, { replace: true });
  const onRange = useCallback((first: number, last: number) => setRange([first, last]), []);
  const onOpen = (position: number) => {
    const tile = tiles.at(position);
    if (tile !== undefined) go(`/media/${tile.id}`);
  };

  const toggleBoxes = () => set({ boxes: !boxes });
  useKeys('Gallery', [
    {
      keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
      does: 'Walk through the photographs',
      run: () => document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus(),
    },
    { keys: 'Enter', does: 'Open the photograph', run: () => onOpen(useGallery.getState().focus) },
    { keys: ' ', does: 'Select it', run: () => {} },
    { keys: 'b', does: 'Show or hide boxes', run: toggleBoxes },
    { keys: ['+', '='], does: 'Larger tiles', run: () => set({ tileSize: Math.min(420, tileSize + 40) }) },
    { keys: '-', does: 'Smaller tiles', run: () => set({ tileSize: Math.max(120, tileSize - 40) }) },
    { keys: '/', does: 'Search', run: () => document.querySelector<HTMLElement>('[data-search]')?.focus() },
  ]);

  const Order = order === 'newest' ? IconSortDescending : IconSortAscending;
  return (
    <Page
      title="Gallery"
      about={tiles.total !== null && tiles.total > 0 && <span aria-live="polite">{number(tiles.total)}</span>}
      fill
      actions={
        !nothing && (
          <>
            <Slider
              thumbLabel="Size of tiles"
              className={classes.size}
              size="sm"
              min={120}
              max={420}
              step={20}
              label={null}
              value={tileSize}
              onChange={(value) => set({ tileSize: value })}
            />
            <Tooltip label={boxes ? 'Hide boxes (B)' : 'Show boxes (B)'}>
              <ActionIcon
                variant={boxes ? 'light' : 'subtle'}
                color={boxes ? 'forest' : 'gray'}
                size="lg"
                aria-pressed={boxes}
                aria-label="Boxes"
                onClick={toggleBoxes}
              >
                <IconMarquee2 size={19} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={dateHeadings ? 'Hide dates' : 'Show dates'}>
              <ActionIcon
                variant={dateHeadings ? 'light' : 'subtle'}
                color={dateHeadings ? 'forest' : 'gray'}
                size="lg"
                aria-pressed={dateHeadings}
                aria-label="Dates"
                onClick={() => set({ dateHeadings: !dateHeadings })}
              >
                <IconCalendar size={19} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
            <Button
              variant="default"
              leftSection={<Order size={17} />}
              onClick={() => change(filter, order === 'newest' ? 'oldest' : 'newest')}
            >
              {order === 'newest' ? 'Newest first' : 'Oldest first'}
            </Button>
          </>
        )
      }
      bar={!nothing && <FilterBar filter={filter} onChange={change} />}
    >
      {tiles.error !== null && <Failure error={tiles.error} again={tiles.again} />}
      {tiles.total === null && tiles.error === null && <Loading />}
      {tiles.total === 0 &&
        (filtered ? (
          <EmptyState
            icon={<IconPhoto size={28} stroke={1.5} />}
            title="No photograph fits these filters"
            action={
              <Button variant="default" onClick={() => change({})}>
                Clear filters
              </Button>
            }
          />
        ) : (
          <NothingYet />
        ))}
      {tiles.total !== null && tiles.total > 0 && (
        <Grid tiles={tiles} total={tiles.total} onRange={onRange} onOpen={onOpen} />
      )}
      <Selection />
    </Page>
  );
}

/** An empty library: either its first photographs are on their way, or somebody has to bring them. */
function NothingYet() {
  const [, go] = useLocation();
  const jobs = useCall('jobs.list', { limit: 50 }).data ?? [];
  const coming = jobs.find((job) => job.state === 'running' && (job.kind === 'sample' || job.kind === 'import'));
  if (coming !== undefined)
    return (
      <EmptyState icon={<IconPhoto size={28} stroke={1.5} />} title="Photographs are on their way">
        <p className={classes.coming}>{coming.title}</p>
        <Progress value={coming.progress * 100} w={320} maw="100%" aria-label={coming.title} />
        <p className={classes.coming}>{jobFacts(coming, false).join(' · ')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<IconFolderDown size={28} stroke={1.5} />}
      title="No photographs yet"
      action={<Button onClick={() => go('/import')}>Import a card</Button>}
    >
      Drop the folders of a card anywhere on this window.
    </EmptyState>
  );
}

/** What can be done with the photographs selected. */
function Selection() {
  const selected = useGallery((state) => state.selected);
  const { select } = useGallery.getState();
  const analyse = useAct('analyse.start', {
    done: () => {
      tell(`${counted(selected.size, 'photograph')} will be analysed again.`);
      select([]);
    },
  });
  if (selected.size === 0) return null;
  return (
    <div className={classes.selection} role="toolbar" aria-label="Selected photographs">
      <span aria-live="polite">{number(selected.size)} selected</span>
      <Button
        size="xs"
        variant="white"
        loading={analyse.isPending}
        onClick={() => analyse.mutate({ media: [...selected], again: true })}
      >
        Analyse again
      </Button>
      <Button size="xs" variant="transparent" c="white" onClick={() => select([])}>
        Clear
      </Button>
    </div>
  );
}
