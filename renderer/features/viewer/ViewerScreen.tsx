// One photograph, large: looking, walking on to the next, and putting its boxes right by hand.
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
import { writeQuery } from '../gallery/query.ts';
import { EventStrip } from './EventStrip.tsx';
import { type View, wholePicture } from './geometry.ts';
import { Panel } from './Panel.tsx';
import { Stage } from './Stage.tsx';
import { useBoxes } from './useBoxes.ts';
import { useBoxKeys } from './useBoxKeys.ts';
import { ViewerBar } from './ViewerBar.tsx';
import classes from './ViewerScreen.module.css';
import { Walk } from './Walk.tsx';

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
  useBoxKeys(chosen, boxes);
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
      <ViewerBar
        media={media}
        neighbours={neighbours}
        drawing={drawing}
        boxes={showBoxes}
        details={details}
        onBack={back}
        onDraw={() => setDrawing(!drawing)}
        onBoxes={() => set({ boxes: !showBoxes })}
        onWhole={() => setView(wholePicture)}
        onDetails={() => setDetails(!details)}
      />
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
