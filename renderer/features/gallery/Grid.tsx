// The wall of photographs: rows drawn only around the window, one tab stop, arrow keys through everything.
import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef } from 'react';
import type { MediaTile } from '../../../shared/domain/media.ts';
import type { Paged } from '../../paged.ts';
import { useGallery } from '../../stores/gallery.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { counted, longDay } from '../../ui/words.ts';
import classes from './Grid.module.css';
import { captionHeight, Tile, tileRatio } from './Tile.tsx';

const gap = 12;
const padding = 28;

interface Props {
  tiles: Paged<MediaTile>;
  total: number;
  /** Positions drawn now, so that their pages are fetched. */
  onRange(first: number, last: number): void;
  onOpen(position: number): void;
}

export function Grid({ tiles, total, onRange, onOpen }: Props) {
  const { ref: sizeRef, width } = useElementSize();
  const frame = useRef<HTMLDivElement | null>(null);
  const tileSize = usePreferences((state) => state.tileSize);
  const boxes = usePreferences((state) => state.boxes);
  const dateHeadings = usePreferences((state) => state.dateHeadings);
  const focus = useGallery((state) => Math.min(state.focus, Math.max(total - 1, 0)));
  const selected = useGallery((state) => state.selected);
  const { setFocus, toggle, select } = useGallery.getState();
  const inner = Math.max(width - 2 * padding, tileSize);
  const columns = Math.max(1, Math.floor((inner + gap) / (tileSize + gap)));
  const tileWidth = (inner - (columns - 1) * gap) / columns;
  const rowHeight = tileWidth / tileRatio + captionHeight + gap;

  const rows = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(total / columns),
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 3,
    paddingStart: 4,
    paddingEnd: 24,
  });
  const shown = rows.getVirtualItems();
  const first = (shown[0]?.index ?? 0) * columns;
  const last = ((shown.at(-1)?.index ?? 0) + 1) * columns - 1;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  // A new tile size keeps the focused photograph in sight; heights are measured anew.
  useEffect(() => {
    rows.measure();
    if (columns > 0 && focus > 0) rows.scrollToIndex(Math.floor(focus / columns), { align: 'auto' });
  }, [rowHeight, columns]);

  const moveTo = useCallback(
    (position: number) => {
      const to = Math.min(Math.max(position, 0), total - 1);
      setFocus(to);
      rows.scrollToIndex(Math.floor(to / columns), { align: 'auto' });
      // The tile may be drawn only after the scroll.
      const give = (tries: number) => {
        const cell = frame.current?.querySelector<HTMLElement>(`[data-position="${to}"]`);
        if (cell) cell.focus({ preventScroll: true });
        else if (tries > 0) requestAnimationFrame(() => give(tries - 1));
      };
      requestAnimationFrame(() => give(10));
    },
    [total, columns, rows, setFocus],
  );

  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || (event.target as HTMLElement).getAttribute('role') !== 'gridcell') return;
    const screenful = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight)) * columns;
    const steps: Record<string, number> = {
      ArrowLeft: focus - 1,
      ArrowRight: focus + 1,
      ArrowUp: focus - columns,
      ArrowDown: focus + columns,
      Home: 0,
      End: total - 1,
      PageUp: focus - screenful,
      PageDown: focus + screenful,
    };
    const to = steps[event.key];
    const here = tiles.at(focus);
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Enter') onOpen(focus);
    else if (event.key === ' ' && here) toggle(here.id);
    else if (event.key === 'Escape' && selected.size > 0) select([]);
    else return;
    event.preventDefault();
  };

  const onPress = useCallback(
    (position: number, event: MouseEvent) => {
      const tile = tiles.at(position);
      if (tile === undefined) return;
      if (event.shiftKey) {
        const from = useGallery.getState().focus;
        const ids: string[] = [];
        for (let at = Math.min(from, position); at <= Math.max(from, position); at += 1) {
          const id = tiles.at(at)?.id;
          if (id !== undefined) ids.push(id);
        }
        select([...useGallery.getState().selected, ...ids]);
      } else if (event.ctrlKey || event.metaKey) {
        setFocus(position);
        toggle(tile.id);
      } else {
        setFocus(position);
        onOpen(position);
      }
    },
    [tiles, onOpen, select, setFocus, toggle],
  );

  const topRow = shown.find((row) => row.end > (rows.scrollOffset ?? 0)) ?? shown[0];
  const top = tiles.at((topRow?.index ?? 0) * columns);
  return (
    <div className={classes.wall} ref={sizeRef}>
      {dateHeadings && top !== undefined && (
        <div className={classes.date} aria-hidden>
          {longDay(top.capturedAt)}
        </div>
      )}
      <div ref={frame} className={classes.frame} data-headed={dateHeadings || undefined}>
        {/* biome-ignore lint/a11y/useSemanticElements: an HTML table cannot be virtualised; this is the grid pattern of ARIA */}
        <div
          role="grid"
          aria-label={counted(total, 'photograph')}
          aria-rowcount={Math.ceil(total / columns)}
          aria-colcount={columns}
          aria-multiselectable
          tabIndex={-1}
          className={classes.grid}
          style={{ height: rows.getTotalSize() }}
          onKeyDown={onKey}
        >
          {shown.map((row) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus, not the rows
            <div
              key={row.key}
              role="row"
              aria-rowindex={row.index + 1}
              className={classes.row}
              style={{
                transform: `translateY(${row.start}px)`,
                gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              }}
            >
              {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
                const position = row.index * columns + column;
                const tile = tiles.at(position);
                const before = position === 0 ? undefined : tiles.at(position - 1);
                const newDay =
                  dateHeadings &&
                  tile?.capturedAt != null &&
                  before !== undefined &&
                  before.capturedAt?.slice(0, 10) !== tile.capturedAt.slice(0, 10);
                return (
                  <Tile
                    key={position}
                    tile={tile}
                    position={position}
                    column={column}
                    focused={position === focus}
                    selected={tile !== undefined && selected.has(tile.id)}
                    boxes={boxes}
                    newDay={newDay}
                    onPress={onPress}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
