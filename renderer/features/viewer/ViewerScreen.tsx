// One photograph, large: looking, walking on to the next, and putting its boxes right by hand.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconLayoutSidebarRight,
  IconMarquee2,
  IconPencilPlus,
  IconZoomReset,
} from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { mediaUrl, originalUrl } from '../../../shared/contract/urls.ts';
import type { Box } from '../../../shared/domain/box.ts';
import { asQuery, queryClient, useCall } from '../../queries.ts';
import { useGallery } from '../../stores/gallery.ts';
import { useKeys } from '../../stores/keys.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { useArrival } from '../../ui/useArrival.ts';
import { number, when } from '../../ui/words.ts';
import { writeQuery } from '../gallery/query.ts';
import { EventStrip } from './EventStrip.tsx';
import { dragBox, type Handle, type View, wholePicture } from './geometry.ts';
import { Panel } from './Panel.tsx';
import { Stage } from './Stage.tsx';
import { type BoxChange, useBoxes } from './useBoxes.ts';
import classes from './ViewerScreen.module.css';

/** How far a key moves a box, as a fraction of the picture. */
const nudge = 0.005;

export default function ViewerScreen() {
  const { id = '' } = useParams<{ id: string }>();
  const [, go] = useLocation();
  const { filter, order, setFocus } = useGallery.getState();
  const { data: media, error, refetch } = useCall('media.show', { id }, { keep: true });
  const neighbours = useCall('media.neighbours', { id, filter, order }, { keep: true }).data;
  const { boxes: showBoxes, set } = usePreferences();
  const [selected, setSelected] = useState<string | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [details, setDetails] = useState(true);
  const [view, setView] = useState<View>(wholePicture);
  const select = useCallback((box: string | null) => setSelected(box), []);
  const main = useArrival();
  const boxes = useBoxes(media?.id ?? id, select);

  useEffect(() => {
    setSelected(null);
    setDrawing(false);
    setView(wholePicture);
  }, [id]);
  useEffect(() => {
    document.title = `${media?.name ?? 'Photograph'} – Herdbook`;
  }, [media?.name]);
  // The next photograph is there before it is asked for.
  useEffect(() => {
    for (const near of [neighbours?.next, neighbours?.previous]) {
      if (!near) continue;
      new Image().src = mediaUrl(near, 1600);
      void queryClient.prefetchQuery(asQuery('media.show', { id: near }));
    }
  }, [neighbours]);

  const walk = (to: string | null | undefined) => to && go(`/media/${to}`, { replace: true });
  const back = () => {
    if (neighbours !== undefined && neighbours.position >= 0) setFocus(neighbours.position);
    // Back to where it was opened from: gallery, events, a profile; walking replaces the address and leaves that alone.
    if (history.length > 1) history.back();
    else go(`/gallery${writeQuery(filter, order)}`);
  };
  const draw = (box: Box) => {
    setDrawing(false);
    boxes.draw(box);
  };
  const zoom = (factor: number) =>
    setView((now) => ({
      ...now,
      zoom: Math.min(16, Math.max(1, now.zoom * factor)),
      ...(now.zoom * factor <= 1 ? { x: 0, y: 0 } : {}),
    }));

  const chosen = media?.detections.find((one) => one.id === selected);
  const change = (changed: BoxChange) => chosen && boxes.change(chosen.id, changed);
  const shift = (handle: Handle, dx: number, dy: number) =>
    chosen && boxes.change(chosen.id, { box: dragBox(chosen.box, handle, dx, dy) });
  const arrows: [string, number, number][] = [
    ['ArrowLeft', -nudge, 0],
    ['ArrowRight', nudge, 0],
    ['ArrowUp', 0, -nudge],
    ['ArrowDown', 0, nudge],
  ];

  useKeys('Photograph', [
    { keys: 'ArrowLeft', does: 'Photograph before', run: () => walk(neighbours?.previous) },
    { keys: 'ArrowRight', does: 'Next photograph', run: () => walk(neighbours?.next) },
    { keys: ['+', '='], does: 'Zoom in', run: () => zoom(1.3) },
    { keys: '-', does: 'Zoom out', run: () => zoom(1 / 1.3) },
    { keys: '0', does: 'Whole photograph', run: () => setView(wholePicture) },
    { keys: 'i', does: 'Show or hide details', run: () => setDetails(!details) },
    { keys: 'v', does: 'Show or hide boxes', run: () => set({ boxes: !showBoxes }) },
    { keys: 'd', does: 'Draw a box', run: () => setDrawing(!drawing) },
    { keys: 'Mod+z', does: 'Undo', run: boxes.undo },
    { keys: ['Mod+Shift+z', 'Mod+y'], does: 'Redo', run: boxes.redo },
    {
      keys: 'Escape',
      does: 'Let go of the box, then back',
      run: () => (drawing ? setDrawing(false) : selected !== null ? setSelected(null) : back()),
    },
  ]);
  useKeys(
    'Selected box',
    [
      { keys: '1', does: 'Animal', run: () => change({ category: 'animal' }) },
      { keys: '2', does: 'Person', run: () => change({ category: 'person' }) },
      { keys: '3', does: 'Vehicle', run: () => change({ category: 'vehicle' }) },
      { keys: 'Shift+d', does: 'Deer', run: () => change({ category: 'animal', species: 'deer' }) },
      { keys: 'Shift+h', does: 'Horse', run: () => change({ category: 'animal', species: 'horse' }) },
      { keys: 'Shift+o', does: 'Other animal', run: () => change({ category: 'animal', species: 'other' }) },
      { keys: 'l', does: 'Left flank', run: () => change({ flank: 'left' }) },
      { keys: 'r', does: 'Right flank', run: () => change({ flank: 'right' }) },
      { keys: 'f', does: 'Front', run: () => change({ flank: 'front' }) },
      { keys: 'b', does: 'Rear', run: () => change({ flank: 'rear' }) },
      {
        keys: 'w',
        does: 'Who is it?',
        run: () => chosen?.category === 'animal' && go(`/review?detection=${chosen.id}`),
      },
      ...arrows.flatMap(([key, dx, dy]) => [
        {
          keys: `Shift+${key}`,
          does: `Move the box (${key.slice(5).toLowerCase()})`,
          run: () => shift('move', dx, dy),
        },
        { keys: `Mod+${key}`, does: `Resize the box (${key.slice(5).toLowerCase()})`, run: () => shift('se', dx, dy) },
      ]),
      { keys: ['Delete', 'Backspace'], does: 'Delete the box', run: () => chosen && boxes.remove(chosen.id) },
    ],
    { enabled: chosen !== undefined },
  );
  useKeys(
    'Drawing',
    [
      {
        keys: 'Enter',
        does: 'Put a box in the middle, to be moved with the keys',
        run: () => draw([0.35, 0.35, 0.3, 0.3]),
      },
    ],
    { enabled: drawing },
  );

  if (media === undefined)
    return (
      <div className={classes.alone}>{error === null ? <Loading /> : <Failure error={error} again={refetch} />}</div>
    );
  return (
    <main ref={main} tabIndex={-1} className={classes.viewer} data-details={details || undefined} id="main">
      <header className={classes.bar}>
        <Button variant="subtle" color="gray" px="xs" leftSection={<IconArrowLeft size={18} />} onClick={back}>
          Back
        </Button>
        <h1 className={classes.name}>
          {media.name}
          <span className={classes.time}>{when(media.capturedAt)}</span>
        </h1>
        {neighbours !== undefined && neighbours.position >= 0 && (
          <span className={classes.position}>
            {number(neighbours.position + 1)} of {number(neighbours.total)}
          </span>
        )}
        <div className={classes.tools} role="toolbar" aria-label="Photograph">
          <Tool label="Draw a box (D)" on={drawing} onClick={() => setDrawing(!drawing)}>
            <IconPencilPlus size={19} stroke={1.6} />
          </Tool>
          <Tool label="Boxes (V)" on={showBoxes} onClick={() => set({ boxes: !showBoxes })}>
            <IconMarquee2 size={19} stroke={1.6} />
          </Tool>
          <Tool label="Whole photograph (0)" onClick={() => setView(wholePicture)}>
            <IconZoomReset size={19} stroke={1.6} />
          </Tool>
          <Tool label="Details (I)" on={details} onClick={() => setDetails(!details)}>
            <IconLayoutSidebarRight size={19} stroke={1.6} />
          </Tool>
        </div>
      </header>
      <div className={classes.picture}>
        {media.kind === 'video' ? (
          // biome-ignore lint/a11y/useMediaCaption: trail cameras record no speech
          <video
            key={media.id}
            className={classes.video}
            controls
            poster={mediaUrl(media.id, 1600)}
            src={originalUrl(media.id)}
          />
        ) : (
          <Stage
            media={media}
            boxes={showBoxes}
            selected={selected}
            drawing={drawing}
            view={view}
            onView={setView}
            onSelect={select}
            onDraw={draw}
            onMove={(box, to) => boxes.change(box, { box: to })}
          />
        )}
        {drawing && <div className={classes.hint}>Drag over the animal. Esc to stop.</div>}
        <Walk side="left" to={neighbours?.previous} onWalk={walk} />
        <Walk side="right" to={neighbours?.next} onWalk={walk} />
      </div>
      {media.eventId !== null && <EventStrip eventId={media.eventId} mediaId={media.id} />}
      {details && (
        <div className={classes.panel}>
          <Panel media={media} selected={selected} boxes={boxes} onSelect={select} />
        </div>
      )}
    </main>
  );
}

function Tool(props: { label: string; on?: boolean; onClick(): void; children: React.ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        size="lg"
        variant={props.on ? 'light' : 'subtle'}
        color={props.on ? 'forest' : 'gray'}
        aria-label={props.label}
        aria-pressed={props.on}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

function Walk(props: { side: 'left' | 'right'; to: string | null | undefined; onWalk(to: string): void }) {
  const { to } = props;
  if (!to) return null;
  const Icon = props.side === 'left' ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.walk}
      data-side={props.side}
      tabIndex={-1}
      aria-label={props.side === 'left' ? 'Photograph before' : 'Next photograph'}
      onClick={() => props.onWalk(to)}
    >
      <Icon size={26} stroke={1.6} />
    </button>
  );
}
